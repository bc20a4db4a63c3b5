package org.hotline12345.intake.timeline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.language.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {
    private static final Wording CHINESE = new Wording(Language.ZH, code -> "单位" + code);
    private static final Wording ENGLISH = new Wording(Language.EN, code -> "Unit " + code);

    private static TimelineEntry entry(TimelineKind kind, String data) {
        var map = new HashMap<String, String>();
        if (data != null) {
            for (String pair : data.split(";")) {
                map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return new TimelineEntry(UUID.randomUUID(), Instant.EPOCH, UUID.randomUUID(), kind, null, map);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "REGISTERED||您的诉求已登记|Your case was registered",
                "ANSWERED|by=AGENT;text=明天来水|已直接答复（受理员）：明天来水|Answered on the spot (agent): 明天来水",
                "NOT_ACCEPTED|reason=PETITION;told=已告知|不予受理（已进入信访程序）：已告知|Not accepted (already under petition): 已告知",
                "SUPPLEMENTED|text=补|您补充了情况|You added something",
                "URGED|number=2;text=快|您的催办已转告承办单位|Your reminder was passed on",
                "WITHDRAWN|reason=x|您撤回了诉求|You withdrew your case",
                "SENT_TO_TRIAGE|reason=x|正在确定承办单位|We are finding the unit responsible",
                "DISPATCHED|unit=U;round=1|已派单至单位U|Dispatched to Unit U",
                "DISPATCHED|unit=U;round=2|已交单位U重新办理|Given to Unit U again",
                "SIGNED|unit=U|单位U已签收，正在办理|Unit U has taken your case and is working on it",
                "EXTENSION_DECIDED|granted=true;days=5|办理期限延长5个工作日|The deadline was extended by 5 working days",
                "EXTENSION_DECIDED|granted=false;days=0|延期申请未获批准|More time was refused",
                "EXTENDED|dueAt=2030-03-11 17:30|因延期，办理期限调整为2030-03-11 17:30|With the extension the reply is now due 2030-03-11 17:30",
                "REPLIED|unit=U;disposition=PLANNED;text=已列入计划|单位U已答复（暂不具备条件,已定方案并说明）：已列入计划|Unit U has replied (not possible yet, planned): 已列入计划",
                "MERGED|leadCaseId=1|与同类诉求合并办理|Handled together with cases about the same matter",
                "UNMERGED|leadCaseId=1|恢复单独办理|Handled by itself again",
                "UNIT_URGED|unit=U;note=x|已催办承办单位|The unit was reminded",
                "SUPERVISION_OPENED|unit=U;order=x|已列入督办|A supervisor is following your case",
                "INFORMED|by=ROBOT;reached=true|已向您反馈办理结果（智能语音）|You were told the result (voice robot)",
                "INFORMED|by=SMS;reached=false|反馈办理结果时未能联系到您|We tried to tell you the result and did not reach you",
                "CALLED_BACK|outcome=ANSWERED;satisfaction=VERY_SATISFIED|已回访，您的评价：非常满意|You were called back; your answer: very satisfied",
                "CALLED_BACK|outcome=ANSWERED|已回访|You were called back",
                "CALLED_BACK|outcome=NO_ANSWER|多次回访未接通|We called you back several times without an answer",
                "CALLED_BACK|outcome=NOT_CALLED|按您的意愿不回访|No callback, as you wished",
                "REWORK_ORDERED|unit=U;reason=x|已退回承办单位重新办理|Sent back to be handled again",
                "CLOSED|reason=NO_ANSWER|诉求已归档（多次回访未接）|Your case is closed (no answer to our calls)",
            })
    void the_citizen_reads_plain_words(TimelineKind kind, String data, String chinese, String english) {
        assertThat(CHINESE.forCitizen(entry(kind, data))).isEqualTo(chinese);
        assertThat(ENGLISH.forCitizen(entry(kind, data))).isEqualTo(english);
        assertThat(kind.forCitizen()).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SUPPLEMENTED|text=门牌|诉求人补充：门牌|The citizen added: 门牌",
                "URGED|number=3|诉求人第3次催办|The citizen urged, time 3",
                "WITHDRAWN|reason=已好|诉求人撤回：已好|Withdrawn by the citizen: 已好",
                "WENT_LIVE||历史诉求转为在办|A case moved in from before came under the running clocks",
                "SENT_TO_TRIAGE|reason=无匹配|转人工派单：无匹配|Sent to a dispatcher: 无匹配",
                "DISPATCHED|unit=U;round=1;reason=目录|已派单至单位U：目录|Dispatched to Unit U: 目录",
                "INSTRUCTED|unit=U;text=速办|领导批示：速办|Instruction of the unit's leader: 速办",
                "RETURN_REQUESTED|unit=U;reason=不归|单位U申请退单：不归|Unit U says it is not responsible: 不归",
                "RETURN_DECIDED|granted=true|同意退单|The return was granted",
                "RETURN_DECIDED|granted=false;note=首接|不同意退单：首接|The return was refused: 首接",
                "ASKED_BACK|question=哪号楼|退回补充：哪号楼|The agent was asked back: 哪号楼",
                "ASKED_BACK_ANSWERED|learnt=true;answer=3号楼|已补充：3号楼|The agent added: 3号楼",
                "ASKED_BACK_ANSWERED|learnt=false;answer=联系不上|无法补充：联系不上|The agent could not learn it: 联系不上",
                "RECALLED|unit=U;reason=误派|从单位U撤单：误派|Recalled from Unit U: 误派",
                "RECALLED|unit=U;toUnit=U;reason=误派|从单位U撤单，改派单位U：误派|Recalled from Unit U and given to Unit U: 误派",
                "EXTENSION_REQUESTED|unit=U;days=3;reason=难|单位U申请延期3个工作日：难|Unit U asks for 3 more working days: 难",
                "EXTENSION_DECIDED|granted=true;days=3;note=可|办理期限延长3个工作日：可|The deadline was extended by 3 working days: 可",
                "MERGED|leadCaseId=L|并入诉求L办理|Merged into case L",
                "DEADLINE_MOVED|dueAt=2026-11-24 17:00;reason=延期|答复时限调整为2026-11-24 17:00：延期|The reply is now due 2026-11-24 17:00: 延期",
                "MARKED|deadline=REPLY;mark=RED|答复时限亮红牌|Red mark on the deadline: reply",
                "MARKED|deadline=SIGN;mark=YELLOW|签收时限亮黄牌|Yellow mark on the deadline: sign",
                "MARK_REVOKED|deadline=REPLY;mark=RED|撤销答复时限红牌|Red mark taken back: reply",
                "UNIT_URGED|unit=U;note=快|催办单位U：快|Unit U was urged: 快",
                "UNIT_URGED|note=快|催办承办单位：快|the unit was urged: 快",
                "SUPERVISION_OPENED|unit=U;order=三日|督办单位U：三日|Unit U is under supervision: 三日",
                "SUPERVISION_RAISED|note=提|提级督办：提|Supervision was raised a level: 提",
                "SUPERVISION_CLOSED|finding=属实|督办结束：属实|Supervision ended: 属实",
                "REWORK_ORDERED|reason=未解决|退回重办：未解决|To be handled again: 未解决",
                "SIGNED|unit=U|单位U已签收，正在办理|Unit U has taken your case and is working on it",
            })
    void the_office_reads_reasons_too(TimelineKind kind, String data, String chinese, String english) {
        assertThat(CHINESE.forStaff(entry(kind, data))).isEqualTo(chinese);
        assertThat(ENGLISH.forStaff(entry(kind, data))).isEqualTo(english);
    }

    @ParameterizedTest
    @EnumSource(
            value = TimelineKind.class,
            names = {
                "WENT_LIVE",
                "INSTRUCTED",
                "HANDED_DOWN",
                "RETURN_REQUESTED",
                "RETURN_DECIDED",
                "RECALLED",
                "ASKED_BACK",
                "ASKED_BACK_ANSWERED",
                "EXTENSION_REQUESTED",
                "DEADLINE_MOVED",
                "MARKED",
                "MARK_REVOKED",
                "SUPERVISION_RAISED",
                "SUPERVISION_CLOSED"
            })
    void what_is_the_office_s_own_business_is_not_shown_but_would_be_harmless(TimelineKind kind) {
        assertThat(kind.forCitizen()).isFalse();
        String secret = "内部";
        var entry = new TimelineEntry(
                UUID.randomUUID(),
                Instant.EPOCH,
                UUID.randomUUID(),
                kind,
                "somebody",
                Map.of("text", secret, "note", secret, "reason", secret, "finding", secret));
        assertThat(CHINESE.forCitizen(entry)).isNotBlank().doesNotContain(secret);
        assertThat(ENGLISH.forCitizen(entry)).isNotBlank().doesNotContain(secret);
    }

    @Test
    void every_reason_has_its_english_words() {
        for (var reason : org.hotline12345.events.NonAcceptanceReason.values()) {
            assertThat(ENGLISH.forCitizen(entry(TimelineKind.NOT_ACCEPTED, "reason=" + reason + ";told=t")))
                    .matches("Not accepted \\([a-z0-9 ,]+\\): t");
        }
        for (var reason : org.hotline12345.events.CloseReason.values()) {
            assertThat(ENGLISH.forCitizen(entry(TimelineKind.CLOSED, "reason=" + reason)))
                    .matches("Your case is closed \\([a-z ]+\\)");
        }
        for (var disposition : org.hotline12345.events.Disposition.values()) {
            assertThat(ENGLISH.forCitizen(entry(TimelineKind.REPLIED, "unit=U;disposition=" + disposition)))
                    .matches("Unit U has replied \\([a-z ,]+\\)");
        }
        for (var by : org.hotline12345.events.NoticeChannel.values()) {
            assertThat(ENGLISH.forCitizen(entry(TimelineKind.INFORMED, "reached=true;by=" + by)))
                    .matches("You were told the result \\([a-z ]+\\)");
        }
    }

    /** Words for constants stand in bundles, by their names. */
    @Test
    void every_constant_has_its_words() {
        for (var wording : new Wording[] {CHINESE, ENGLISH}) {
            for (var by : org.hotline12345.events.AnsweredBy.values()) {
                assertThat(wording.forCitizen(entry(TimelineKind.ANSWERED, "by=" + by)))
                        .isNotBlank();
            }
            for (var grade : org.hotline12345.events.Satisfaction.values()) {
                assertThat(wording.forCitizen(
                                entry(TimelineKind.CALLED_BACK, "outcome=ANSWERED;satisfaction=" + grade)))
                        .isNotBlank();
            }
            for (var kind : org.hotline12345.events.DeadlineKind.values()) {
                assertThat(wording.forStaff(entry(TimelineKind.MARKED, "mark=RED;deadline=" + kind)))
                        .isNotBlank();
            }
            for (var pattern : org.hotline12345.events.ProblemPattern.values()) {
                assertThat(wording.forStaff(entry(TimelineKind.PATTERN_SET, "derived=true;pattern=" + pattern)))
                        .isNotBlank();
            }
            assertThat(wording.forStaff(entry(TimelineKind.PATTERN_SET, "derived=false")))
                    .isEqualTo(wording == CHINESE ? "人工认定：无特定问题类型" : "Set by hand: no pattern");
        }
    }
}
