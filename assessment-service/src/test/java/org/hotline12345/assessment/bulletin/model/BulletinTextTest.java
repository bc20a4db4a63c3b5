package org.hotline12345.assessment.bulletin.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.assessment.bulletin.model.Samples.COMPOSITION;
import static org.hotline12345.assessment.bulletin.model.Samples.figures;
import static org.hotline12345.assessment.bulletin.model.Samples.header;
import static org.hotline12345.assessment.bulletin.model.Samples.paragraphs;
import static org.hotline12345.assessment.bulletin.model.Samples.publishedWeek;
import static org.hotline12345.assessment.bulletin.model.Samples.totals;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hotline12345.assessment.bulletin.model.Block.Form;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulletinTextTest {
    private static final IssueNumber NUMBER = new IssueNumber(2026, 47);

    @Test
    @DisplayName("A weekly bulletin: 71,184 cases = 37,527 (52.72 %) + 33,657, 10,169 a day")
    void the_first_sentence_gives_the_totals() {
        var document = write(publishedWeek(), Language.ZH);

        assertThat(document.blocks().get(1).text())
                .isEqualTo("2026年第47周（11月16日至11月22日），12345热线共受理诉求71,184件，日均10,169件，环比上升14.81%，同比下降11.02%。"
                        + "其中直接答复37,527件，占52.72%；转承办单位办理33,657件，占47.28%。");
        assertThat(table(document, "诉求去向").rows())
                .containsExactly(
                        List.of("直接答复", "37,527", "52.72%"),
                        List.of("转承办单位办理", "33,657", "47.28%"),
                        List.of("合计", "71,184", "100.00%"));
    }

    @Test
    @DisplayName("… and by type 47.09 / 30.30 / 14.75 / 5.31 / 2.22 / 0.32 %")
    void the_types_are_listed_with_their_shares() {
        var rows = table(write(publishedWeek(), Language.ZH), "诉求性质").rows();

        assertThat(rows)
                .extracting(row -> row.get(1))
                .containsExactly("33,523", "21,570", "10,497", "3,783", "1,583", "228");
        assertThat(rows)
                .extracting(row -> row.get(2))
                .containsExactly("47.09%", "30.30%", "14.75%", "5.31%", "2.22%", "0.32%");
        assertThat(rows.get(0)).containsExactly("名CONSULTATION", "33,523", "47.09%", "0", "–");
    }

    @Test
    void totals_are_compared_with_the_period_before_and_a_year_ago() {
        var rows = table(write(publishedWeek(), Language.ZH), "总体情况").rows();

        assertThat(rows)
                .contains(
                        List.of("受理诉求量（件）", "71,184", "62,000", "+14.81%", "80,000", "-11.02%"),
                        List.of("按时办结率", "91.34%", "95.00%", "-3.66百分点", "–", "–"),
                        List.of("平均办理工作日", "–", "–", "–", "–", "–"));
        assertThat(rows).hasSize(19);
    }

    @Test
    void units_are_listed_as_on_time_or_overdue() {
        var document = write(publishedWeek(), Language.ZH);

        assertThat(texts(document)).contains("应办结231件，按时办结211件，按时办结率91.34%；超期20件。", "名HOUSING（31件）。");
        assertThat(table(document, "超期情况").rows())
                .containsExactly(
                        List.of("名WATER", "200", "180", "20", "90.00%", "–"),
                        List.of("名GAS", "4", "1", "3", "25.00%", "–"));
        assertThat(table(document, "尚未全部反馈").rows()).containsExactly(List.of("名WATER", "90", "80", "88.89%"));
        assertThat(table(document, "满意率偏低").rows()).containsExactly(List.of("名WATER", "40", "30", "75.00%", "–"));
        assertThat(table(document, "被督办").rows()).containsExactly(List.of("名WATER", "2", "3", "1"));
        assertThat(texts(document))
                .contains(
                        "应反馈14,513件，已反馈13,891件，反馈回复率95.71%；尚未反馈622件。",
                        "回访60件，有效评价40件，其中满意30件，群众满意率75.00%；解决率–。", "督办2件，重办1件。");
    }

    @Test
    void supervised_cases_are_listed_but_reports_are_only_counted() {
        var document = write(publishedWeek(), Language.ZH);

        assertThat(table(document, "督办件办理进度").rows())
                .containsExactly(List.of("220173-20261118-000017", "名WATER", "供水", "2026-11-20", "超期未办结（督办）"));
        assertThat(texts(document)).contains("另有4件未列出。", "另有举报2件，按规定不列明细。");
    }

    @Test
    void sections_are_numbered_in_their_order_and_what_says_nothing_is_left_out() {
        assertThat(headings(write(publishedWeek(), Language.ZH)))
                .containsExactly("一、总体情况", "二、诉求构成", "三、办理情况", "四、反馈与满意度", "五、值得关注的情况", "六、督办整改情况", "七、存在问题", "八、改进措施");
        assertThat(headings(BulletinText.write(
                        header(NUMBER),
                        COMPOSITION.of(totals(Figures.none(), Figures.none(), Figures.none())),
                        Map.of(),
                        Language.ZH)))
                .containsExactly("一、总体情况");
    }

    @Test
    void paragraphs_of_the_staff_stand_in_their_sections() {
        var document = write(publishedWeek(), Language.ZH);
        var texts = texts(document);

        assertThat(texts.subList(texts.indexOf("七、存在问题"), texts.indexOf("七、存在问题") + 5))
                .containsExactly("七、存在问题", "个别单位超期。", "八、改进措施", "限期办结。", "逐件说明。");
        assertThat(document.number()).isEqualTo("〔2026〕第47期");
        assertThat(document.head()).isEqualTo("情况通报");
        assertThat(document.title()).isEqualTo("关于2026年第47周（11月16日至11月22日）12345热线工作情况的通报");
        assertThat(document.addressees()).isEqualTo("各承办单位");
        assertThat(document.date()).isEqualTo("2026年11月24日");
        assertThat(document.reader()).isEqualTo(Language.ZH);
    }

    @Test
    void a_draft_shows_what_the_staff_still_has_to_write() {
        var draft = BulletinText.write(header(null), COMPOSITION.of(publishedWeek()), Map.of(), Language.ZH);

        assertThat(draft.number()).isEqualTo("（草稿）");
        assertThat(texts(draft)).containsSequence("七、存在问题", "（待填写）", "八、改进措施", "（待填写）");
    }

    @Test
    void what_is_printed_holds_sentences_and_no_addresses_of_the_interface() {
        // F25
        var document = write(publishedWeek(), Language.ZH);

        assertThat(texts(document)).contains("1．受理诉求71,184件，比上期上升14.81%（增加9,184件）。");
        assertThat(texts(write(publishedWeek(), Language.EN))).anyMatch(text -> text.startsWith("1. "));
        assertThat(document.annex())
                .singleElement()
                .satisfies(note -> assertThat(note.text()).startsWith("注：数据截至2026-11-23 09:00；"));
        assertThat(document.toString()).doesNotContain("/api/");
        assertThat(COMPOSITION.of(publishedWeek()).findings())
                .as("where the figures come from is told by the interface")
                .allSatisfy(finding -> assertThat(finding.query()).startsWith("/api/v1/indicators?"));
    }

    @Test
    void an_issued_bulletin_ends_with_who_printed_it_and_when() {
        assertThat(write(publishedWeek(), Language.ZH).imprint()).endsWith("2026年11月24日印发");
        assertThat(BulletinText.write(header(null), COMPOSITION.of(publishedWeek()), Map.of(), Language.ZH)
                        .imprint())
                .isNull();
    }

    @Test
    void hot_issues_and_rectifications_are_told_where_somebody_knows_them() {
        var gathered = publishedWeek();
        var none = with(gathered, List.of(), List.of());
        var some = with(
                gathered,
                List.of(new HotIssueLine(
                        "1",
                        "小区停水",
                        "二道区",
                        57,
                        new BigDecimal("120.00"),
                        LocalDate.of(2026, 11, 17),
                        LocalDate.of(2026, 11, 20),
                        List.of("市水务局", "市住房局"))),
                List.of(new RectificationLine(
                        "1", "市水务局", "恢复供水", LocalDate.of(2026, 12, 4), new Text("整改中", "under way"))));

        assertThat(texts(write(none, Language.ZH))).contains("五、热点问题", "本期没有经确认的热点问题。", "本期无限期整改事项。");
        assertThat(texts(write(some, Language.ZH)))
                .contains("1．小区停水（二道区）：共57件，首件2026年11月17日、末件2026年11月20日，比上期上升120.00%，涉及市水务局、市住房局。");
        assertThat(table(write(some, Language.ZH), "限期整改").rows())
                .containsExactly(List.of("市水务局", "恢复供水", "2026-12-04", "整改中"));
        assertThat(texts(write(some, Language.EN)))
                .contains(
                        "1. 小区停水 (二道区): 57 cases, first 17 November 2026, last 20 November 2026, up 120.00% on the period"
                                + " before, concerning 市水务局, 市住房局.");
    }

    @Test
    void english_is_complete() {
        var document = write(publishedWeek(), Language.EN);

        assertThat(document.reader()).isEqualTo(Language.EN);
        assertThat(document.number()).isEqualTo("No. 47 of 2026");
        assertThat(document.title())
                .isEqualTo("Bulletin on the work of the 12345 hotline, week 47 (16 November 2026 to 22 November 2026)");
        assertThat(document.blocks().get(1).text())
                .isEqualTo(
                        "In week 47 (16 November 2026 to 22 November 2026) the hotline received 71,184 cases, 10,169 a day,"
                                + " up 14.81% on the period before, down 11.02% on the year before. 37,527 (52.72%) were answered on"
                                + " the spot, 33,657 (47.28%) were given to units to handle.");
        var written = new StringBuilder(document.title() + document.head() + document.addressees() + document.date());
        Stream.concat(document.blocks().stream(), document.annex().stream()).forEach(block -> {
            written.append(block.text());
            block.columns().forEach(column -> written.append(column.name()));
            block.rows().forEach(written::append);
        });
        paragraphs().values().forEach(texts -> texts.forEach(text -> remove(written, text)));
        remove(written, "名WATER");
        assertThat(written.toString()).doesNotContainPattern("[\\u3000-\\u9fff\\uff00-\\uffef]");
    }

    @Test
    void cases_that_were_refused_withdrawn_or_wait_are_shown() {
        var now = figures(
                Count.RECEIVED,
                100,
                Count.ACCEPTED,
                80,
                Count.ANSWERED_DIRECTLY,
                30,
                Count.NOT_ACCEPTED,
                9,
                Count.WITHDRAWN_BEFORE_ACCEPTANCE,
                4,
                Count.DUE,
                5,
                Count.NOT_YET_DUE,
                3);
        var document = write(totals(now, Figures.none(), Figures.none()), Language.ZH);

        assertThat(table(document, "诉求去向").rows())
                .containsExactly(
                        List.of("直接答复", "30", "30.00%"),
                        List.of("转承办单位办理", "50", "50.00%"),
                        List.of("不予受理", "9", "9.00%"),
                        List.of("受理前撤回", "4", "4.00%"),
                        List.of("待派单", "7", "7.00%"),
                        List.of("合计", "100", "100.00%"));
        assertThat(texts(document)).anyMatch(text -> text.endsWith("超期0件，另有3件未到期。"));
    }

    @Test
    void a_special_report_names_its_subject_and_lists_its_cases() {
        var gathered = publishedWeek();
        var report = new Gathered(
                gathered.period(),
                null,
                "",
                2,
                gathered.total(),
                Figures.none(),
                Figures.none(),
                Map.of(),
                Map.of(),
                null,
                null,
                gathered.supervisedCases(),
                CaseListing.NONE);
        var header = new Header(
                Kind.SPECIAL_REPORT,
                Period.parse("2026-Q4"),
                new Text("市水务局", "Water"),
                null,
                "市政府办公室",
                new Text("办公室", "Office"),
                new IssueNumber(2026, 3),
                LocalDate.of(2027, 1, 4),
                Instant.parse("2027-01-03T01:00:00Z"));

        var document = BulletinText.write(header, COMPOSITION.of(report), Map.of(), Language.ZH);

        assertThat(document.title()).isEqualTo("关于市水务局诉求办理情况的督查专报（2026年第四季度）");
        assertThat(document.head()).isEqualTo("督查专报");
        assertThat(document.addressees()).isEqualTo("市政府办公室");
        assertThat(document.blocks().get(1).text()).startsWith("2026年第四季度，12345热线共受理关于市水务局的诉求71,184件");
        assertThat(headings(document)).contains("五、有关诉求").doesNotContain("值得关注");
        assertThat(table(document, "有关诉求").rows()).hasSize(1);
        assertThat(BulletinText.write(header, COMPOSITION.of(report), Map.of(), Language.EN)
                        .title())
                .isEqualTo("Special report on Water, quarter 4 of 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "2026, the year 2026",
        "2026-11, November 2026",
        "2026-11-24, 24 November 2026",
        "2026-10-30..2026-11-05, 30 October 2026 to 5 November 2026",
    })
    void periods_are_written_out_in_english(String period, String words) {
        assertThat(Written.period(Period.parse(period)).en()).isEqualTo(words);
    }

    @Test
    void a_row_without_a_name_is_counted_and_called_so() {
        var types = new HashMap<String, Figures>();
        types.put(null, figures(Count.RECEIVED, 3));
        types.put("HELP", figures(Count.RECEIVED, 1));

        var content = COMPOSITION.of(Samples.by(Dimension.TYPE, types, Map.of()));

        assertThat(content.types().rows()).extracting(row -> row.name().zh()).containsExactly("未填写", "名HELP");
    }

    private static Gathered with(Gathered g, List<HotIssueLine> issues, List<RectificationLine> rectifications) {
        return new Gathered(
                g.period(),
                g.totalQuery(),
                g.scope(),
                g.categoryLevel(),
                g.total(),
                g.totalBefore(),
                g.totalYearBefore(),
                g.now(),
                g.before(),
                issues,
                rectifications,
                g.cases(),
                g.supervisedCases());
    }

    private static BulletinDocument write(Gathered gathered, Language language) {
        return BulletinText.write(header(NUMBER), COMPOSITION.of(gathered), paragraphs(), language);
    }

    private static List<String> texts(BulletinDocument document) {
        return document.blocks().stream()
                .map(block -> block.text() == null ? "" : block.text())
                .toList();
    }

    private static List<String> headings(BulletinDocument document) {
        return document.blocks().stream()
                .filter(block -> block.form() == Form.HEADING)
                .map(Block::text)
                .toList();
    }

    /** The first table after a block whose text contains each of these, one after the other. */
    private static Block table(BulletinDocument document, String... after) {
        var blocks = document.blocks();
        int at = 0;
        for (String text : after) {
            while (blocks.get(at).text() == null || !blocks.get(at).text().contains(text)) {
                at++;
            }
        }
        while (blocks.get(at).form() != Form.TABLE) {
            at++;
        }
        return blocks.get(at);
    }

    private static void remove(StringBuilder from, String text) {
        for (int at = from.indexOf(text); at >= 0; at = from.indexOf(text)) {
            from.delete(at, at + text.length());
        }
    }
}
