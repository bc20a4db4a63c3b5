package org.hotline12345.dispatch.reply.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.reply.model.ShippedWording.WORDING;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Element;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Flag;
import org.hotline12345.dispatch.reply.model.ReplyVerdict.Language;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyCheckTest {
    private static final String QUESTION =
            "桂林胡同排水井盖松动响声大\n楼下桂林胡同路口的排水井盖松动,汽车一压就哐当响,夜里老人孩子睡不着,垫圈早就磨坏,井圈四周沥青开裂下沉,骑电动车容易摔倒,请尽快更换防沉降井盖。";
    private static final String GOOD = "您好!您反映的井盖松动问题,我局市政科于3月12日上午到桂林胡同路口现场查看,确认排水井盖变形、垫圈缺失。3月13日夜间已更换防沉降井盖并加装橡胶垫圈,"
            + "依据《城镇排水管道维护安全技术规程》第五条完成验收。如仍有响声,请拨打市政科电话0431-85550000。";

    @Test
    void a_reply_that_says_what_who_when_why_and_whom_to_ask_has_no_flag() {
        var verdict = check(Disposition.RESOLVED, CaseType.COMPLAINT, GOOD);
        assertThat(verdict.flags()).isEmpty();
        assertThat(verdict.named().stream().map(named -> named.element()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Element.values());
        assertThat(verdict.language()).isEqualTo(Language.CHINESE);
        assertThat(verdict.notChecked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // what is left out of a good reply, and the flag that says so
        "'市政科于3月12日上午到桂林胡同路口现场查看更换了变形的排水井盖，垫圈一并更换，目前没有响声', '', NO_WHEN, false",
        "'市政科于3月12日上午到桂林胡同路口现场查看更换了变形的排水井盖，垫圈一并更换，目前没有响声', '', NO_BASIS, true",
        "'我局市政科到桂林胡同路口现场查看并更换了变形的排水井盖和垫圈目前没有响声了请放心', '', NO_WHEN, true",
        "'3月12日上午到桂林胡同路口现场查看并更换了变形的排水井盖和垫圈目前没有响声了', '', NO_WHO, true",
        "'我局市政科3月12日到桂林胡同路口现场查看并更换了变形的排水井盖和垫圈没有响声了', '', NO_CONTACT, true",
        "'我局市政科3月12日到桂林胡同路口现场查看并更换了井盖有事请拨打市政科电话85550000', '', NO_CONTACT, false",
        "'我局市政科3月12日到桂林胡同路口现场查看并更换了井盖有事请到人民大街10号302室咨询', '', NO_CONTACT, false",
        "'根据相关规定我局市政科3月12日到桂林胡同路口现场查看并更换了变形的排水井盖和垫圈', '', NO_BASIS, true",
        "'根据长春市城市道路管理条例我局市政科3月12日到桂林胡同路口更换了变形的排水井盖', '', NO_BASIS, false",
    })
    void what_a_reply_leaves_out_is_named(String first, String second, String flag, boolean raised) {
        var verdict = check(Disposition.RESOLVED, CaseType.COMPLAINT, first + "，" + second + "。");
        assertThat(verdict.has(ReplyFlag.valueOf(flag))).isEqualTo(raised);
    }

    @Test
    void the_date_under_the_letter_is_not_the_time_of_the_work() {
        var verdict =
                check(Disposition.RESOLVED, CaseType.COMPLAINT, "您好!我局市政科已到桂林胡同路口现场查看并更换了变形的排水井盖和垫圈。感谢您的监督!2025年3月14日");
        assertThat(verdict.has(ReplyFlag.NO_WHEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "您好!您的来信已收悉,我们高度重视,已转相关部门处理,感谢您的支持!",
                "网友您好:您反映的问题已收悉。我单位高度重视,正在积极处理,办理结果将及时向您反馈。感谢您对我们工作的支持与监督!2025年3月14日",
                "您反映的问题,我们将进一步加强管理,努力营造良好的环境,不断提升服务水平,让群众满意。",
                "市民朋友:您提的宝贵意见,有关部门将认真研究,予以充分考虑。"
            })
    void stock_phrases_alone_are_an_empty_reply(String text) {
        var verdict = check(Disposition.RESOLVED, CaseType.COMPLAINT, text);
        assertThat(verdict.has(ReplyFlag.EMPTY_PHRASES)).isTrue();
        assertThat(verdict.serious()).isTrue();
        var flag = flag(verdict, ReplyFlag.EMPTY_PHRASES);
        assertThat(flag.words())
                .isNotEmpty()
                .allSatisfy(words ->
                        assertThat(text.substring(words.start(), words.end())).isEqualTo(words.words()));
    }

    @Test
    void stock_phrases_in_a_reply_with_substance_do_not_make_it_empty() {
        var verdict = check(Disposition.RESOLVED, CaseType.COMPLAINT, "我局高度重视,立即组织核实。" + GOOD);
        assertThat(verdict.has(ReplyFlag.EMPTY_PHRASES)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"已修好。, SERIOUS", "您好!感谢您的来电和支持!, SERIOUS", "市政科3月12日已更换桂林胡同路口的井盖。, ADVICE"})
    void a_reply_of_a_few_words_is_too_short(String text, Severity severity) {
        var verdict = check(Disposition.RESOLVED, CaseType.COMPLAINT, text);
        assertThat(flag(verdict, ReplyFlag.TOO_SHORT).severity()).isEqualTo(severity);
    }

    @Test
    void a_reply_to_something_else_is_found_and_the_words_not_mentioned_are_shown() {
        var verdict = check(
                Disposition.RESOLVED,
                CaseType.COMPLAINT,
                "您好!经市教育局招生办核实,您孩子的学籍登记在二道区,依照《义务教育招生办法》第三条,应当持房产证和户口簿于6月20日前到东盛小学教务处登记报名,学位不足时统筹安排到相邻学区就读,咨询电话0431-85551111。");
        var flag = flag(verdict, ReplyFlag.NOT_ABOUT_THE_QUESTION);
        assertThat(flag.severity()).isEqualTo(Severity.ADVICE);
        assertThat(flag.words()).isNotEmpty().allSatisfy(words -> {
            assertThat(words.where()).isEqualTo(Words.Where.QUESTION);
            assertThat(QUESTION.substring(words.start(), words.end())).isEqualTo(words.words());
        });
        assertThat(check(Disposition.RESOLVED, CaseType.COMPLAINT, GOOD).has(ReplyFlag.NOT_ABOUT_THE_QUESTION))
                .isFalse();
    }

    @Test
    void a_reply_that_shares_nothing_with_the_question_is_as_good_as_surely_another_ones() {
        var verdict = check(
                Disposition.RESOLVED,
                CaseType.COMPLAINT,
                "经医保局核查,您父亲的住院费用已于5月8日结算,异地备案后报销比例为百分之六十五,依照《基本医疗保险待遇规定》第九条,起付线四百元由个人负担,余款已汇入社保卡金融账户,疑问请拨打12393。");
        assertThat(flag(verdict, ReplyFlag.NOT_ABOUT_THE_QUESTION).severity()).isEqualTo(Severity.SERIOUS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // disposition | text | flag, or NONE of the contradictions
                "RESOLVED | 我局正在组织施工队更换井盖,预计4月底完工。 | STILL_OPEN",
                "RESOLVED | 我局市政科已到现场查看,下一步将督促产权单位更换井盖。 | STILL_OPEN",
                "RESOLVED | 我局市政科3月13日已更换井盖,下一步将继续加强巡查。 | NONE",
                "RESOLVED | 经查,井盖完好,您反映的情况不属实。 | SAYS_NOT_ESTABLISHED",
                "NOT_ESTABLISHED | 经查,您反映的井盖松动情况属实。 | SAYS_ESTABLISHED",
                "NOT_ESTABLISHED | 经查,路口确有一处井盖松动,已责令产权单位整改。 | SAYS_ESTABLISHED",
                "NOT_ESTABLISHED | 经查,您反映的“井盖存在松动问题”情况不属实,3月12日现场测量未发现松动。 | NONE",
                "PLANNED | 因资金尚未到位,将在条件具备后更换井盖。 | NO_DATE_OF_PLAN",
                "PLANNED | 因资金尚未到位,计划2026年6月底前更换井盖。 | NONE",
                "LEGAL_ROUTE | 您与产权单位的纠纷,建议自行协商解决。 | NO_LEGAL_ROUTE",
                "LEGAL_ROUTE | 您与产权单位的纠纷,可以向南关区人民法院提起诉讼。 | NONE",
                "UNREACHABLE | 我局未能联系到您,请再次来电。 | NO_ATTEMPTS",
                "UNREACHABLE | 我局于3月12日、13日三次拨打您的电话均无人接听。 | NONE",
                "UNREACHABLE | 经与您电话说明,您表示认可。 | SAYS_REACHED"
            })
    void a_reply_must_not_contradict_its_disposition(Disposition disposition, String text, String expected) {
        var contradictions = Set.of(
                ReplyFlag.STILL_OPEN,
                ReplyFlag.SAYS_NOT_ESTABLISHED,
                ReplyFlag.SAYS_ESTABLISHED,
                ReplyFlag.NO_DATE_OF_PLAN,
                ReplyFlag.NO_LEGAL_ROUTE,
                ReplyFlag.NO_ATTEMPTS,
                ReplyFlag.SAYS_REACHED);
        var found = check(disposition, CaseType.COMPLAINT, text).flags().stream()
                .map(Flag::code)
                .filter(contradictions::contains)
                .map(Enum::name)
                .toList();
        assertThat(found).isEqualTo("NONE".equals(expected) ? List.of() : List.of(expected));
    }

    @Test
    void a_question_answered_is_resolved_though_the_works_go_on() {
        String text = "您咨询的地铁6号线,正在进行轨道铺设,预计2026年9月通车。";
        assertThat(check(Disposition.RESOLVED, CaseType.CONSULTATION, text).has(ReplyFlag.STILL_OPEN))
                .isFalse();
        assertThat(check(Disposition.RESOLVED, CaseType.COMPLAINT, text).has(ReplyFlag.STILL_OPEN))
                .isTrue();
    }

    @Test
    void a_citizen_told_that_policy_forbids_it_must_be_told_which() {
        var verdict = check(Disposition.EXPLAINED, CaseType.HELP, "根据相关规定,您家的井盖属于小区内部设施,我局不能更换,请联系物业。");
        var flag = flag(verdict, ReplyFlag.NO_BASIS);
        assertThat(flag.severity()).isEqualTo(Severity.SERIOUS);
        assertThat(flag.words()).extracting(Words::words).containsExactly("根据相关规定");
        var withBasis = ReplyCheck.check(
                WORDING,
                new ReplyDraft(
                        Disposition.EXPLAINED,
                        CaseType.HELP,
                        QUESTION,
                        "您家的井盖属于小区内部设施,我局不能更换。",
                        "《长春市物业管理条例》第二十条",
                        false,
                        null,
                        null),
                List.of());
        assertThat(withBasis.has(ReplyFlag.NO_BASIS)).isFalse();
    }

    @Test
    void a_plan_needs_the_date_when_it_is_looked_at_again_and_nobody_unreachable_was_spoken_to() {
        var plan = draft(Disposition.PLANNED, GOOD, false, null);
        assertThat(ReplyCheck.check(WORDING, plan, List.of()).has(ReplyFlag.NO_REVIEW_DATE))
                .isTrue();
        var dated = draft(Disposition.PLANNED, GOOD, false, LocalDate.of(2026, 6, 30));
        assertThat(ReplyCheck.check(WORDING, dated, List.of()).has(ReplyFlag.NO_REVIEW_DATE))
                .isFalse();
        var spoken = draft(Disposition.UNREACHABLE, "We called you.", true, null);
        assertThat(ReplyCheck.check(WORDING, spoken, List.of()).has(ReplyFlag.SAYS_REACHED))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Our crew replaced the cover at Guilin Lane on 13 March and fitted a rubber ring; call 0431-85550000 if it is heard again.",
                "Мы заменили крышку люка на углу переулка Гуйлинь тринадцатого марта и проверили, что она больше не гремит ночью."
            })
    void a_reply_in_another_language_does_not_fail_for_its_language(String text) {
        var verdict = check(Disposition.RESOLVED, CaseType.COMPLAINT, text);
        assertThat(verdict.language()).isEqualTo(Language.OTHER);
        assertThat(verdict.flags()).isEmpty();
        assertThat(verdict.notChecked())
                .contains(ReplyFlag.NOT_ABOUT_THE_QUESTION, ReplyFlag.EMPTY_PHRASES, ReplyFlag.STILL_OPEN)
                .doesNotContain(ReplyFlag.TOO_SHORT, ReplyFlag.COPIED);
    }

    @Test
    void a_few_words_in_another_language_are_too_few_as_well() {
        assertThat(flag(check(Disposition.RESOLVED, CaseType.HELP, "Done."), ReplyFlag.TOO_SHORT)
                        .severity())
                .isEqualTo(Severity.SERIOUS);
    }

    @Test
    void a_reply_pasted_from_another_case_is_found_unless_it_is_the_same_matter() {
        var pasted =
                new EarlierReply(UUID.randomUUID(), "N1", "自由大路路灯不亮\n自由大路与亚泰街交会处路灯三盏不亮", GOOD.replace("13日", "15日"));
        var flag = flag(check(Disposition.RESOLVED, CaseType.COMPLAINT, GOOD, pasted), ReplyFlag.COPIED);
        assertThat(flag.severity()).isEqualTo(Severity.SERIOUS);
        assertThat(flag.like().caseNumber()).isEqualTo("N1");
        assertThat(flag.like().similarity()).isBetween(0.75, 1.0);
        assertThat(flag.like().sameMatter()).isFalse();

        var neighbour = new EarlierReply(UUID.randomUUID(), "N2", "桂林胡同井盖响\n桂林胡同路口排水井盖松动,夜里哐当响,老人睡不着,请更换井盖", GOOD);
        var same = flag(check(Disposition.RESOLVED, CaseType.COMPLAINT, GOOD, neighbour), ReplyFlag.COPIED);
        assertThat(same.severity()).isEqualTo(Severity.ADVICE);
        assertThat(same.like().sameMatter()).isTrue();

        var other = new EarlierReply(
                UUID.randomUUID(), "N3", "路灯不亮", "您好!自由大路的三盏路灯因电缆老化断电,我局路灯管理处于2月3日更换电缆并恢复照明,电话0431-85552222。");
        assertThat(check(Disposition.RESOLVED, CaseType.COMPLAINT, GOOD, other).has(ReplyFlag.COPIED))
                .isFalse();
    }

    @Test
    void the_serious_flags_come_first() {
        var severities = check(Disposition.RESOLVED, CaseType.COMPLAINT, "您反映的问题已转有关部门处理。").flags().stream()
                .map(Flag::severity)
                .toList();
        assertThat(severities).isSorted().contains(Severity.SERIOUS, Severity.ADVICE);
    }

    @Test
    void the_longest_reply_is_checked_in_no_time() {
        for (String hostile : List.of(
                "您反映".repeat(6666),
                "根据".repeat(10000),
                "“".repeat(20000),
                "已".repeat(20000),
                "经".repeat(20000),
                "电话".repeat(10000),
                "1".repeat(20000),
                "  \n".repeat(6600) + "好")) {
            long start = System.nanoTime();
            check(Disposition.RESOLVED, CaseType.COMPLAINT, hostile);
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as(hostile.substring(0, 3))
                    .isLessThan(2000);
        }
    }

    private static ReplyVerdict check(Disposition disposition, CaseType type, String text, EarlierReply... alike) {
        return ReplyCheck.check(
                WORDING,
                new ReplyDraft(disposition, type, QUESTION, text, null, false, null, null),
                Arrays.asList(alike));
    }

    private static ReplyDraft draft(Disposition disposition, String text, boolean contacted, LocalDate reviewDate) {
        return new ReplyDraft(disposition, CaseType.HELP, QUESTION, text, null, contacted, reviewDate, null);
    }

    private static Flag flag(ReplyVerdict verdict, ReplyFlag code) {
        return verdict.flags().stream()
                .filter(flag -> flag.code() == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " not in " + verdict.flags()));
    }
}
