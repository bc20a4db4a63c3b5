package org.hotline12345.followup.notice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hotline12345.followup.TestOffice.at;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticeTextsTest {
    @Test
    void both_languages_say_the_same_things() {
        assertThat(NoticeTexts.EN.all().keySet()).isEqualTo(NoticeTexts.ZH.all().keySet());
    }

    @Test
    void everything_has_a_word_in_both_languages() {
        for (NoticeTexts texts : new NoticeTexts[] {NoticeTexts.ZH, NoticeTexts.EN}) {
            for (DeadlineKind kind : DeadlineKind.values()) {
                assertThat(texts.kind(kind)).isNotBlank();
            }
            for (UrgeLevel level : UrgeLevel.values()) {
                assertThat(texts.overdue(level, DeadlineKind.REPLY, at("2026-03-11T17:30")))
                        .contains("17:30");
                assertThat(texts.text("urgeLevel." + level)).isNotBlank();
            }
            for (UrgeOrigin origin : UrgeOrigin.values()) {
                assertThat(texts.text("origin." + origin)).isNotBlank();
            }
            for (SupervisionCause cause : SupervisionCause.values()) {
                assertThat(texts.text("cause." + cause)).isNotBlank();
            }
        }
    }

    @Test
    void chinese_words_are_those_of_the_events() {
        for (DeadlineKind kind : DeadlineKind.values()) {
            assertThat(NoticeTexts.ZH.kind(kind)).isEqualTo(kind.chinese());
        }
        for (SupervisionCause cause : SupervisionCause.values()) {
            assertThat(NoticeTexts.ZH.text("cause." + cause)).isEqualTo(cause.chinese());
        }
    }

    @Test
    void a_text_is_filled() {
        assertThat(NoticeTexts.ZH.overdue(UrgeLevel.HANDLERS, DeadlineKind.SIGN, at("2026-03-05T17:30")))
                .isEqualTo("签收已超过时限（2026年3月5日 17:30），请抓紧办理");
        assertThat(NoticeTexts.EN.citizenUrged(2)).isEqualTo("The citizen has now asked 2 times; please act at once");
    }

    @Test
    void each_notice_names_what_is_due_and_when() {
        var due = at("2026-03-11T17:30");
        assertThat(NoticeTexts.ZH.overdueSupervision(DeadlineKind.REPLY, due)).contains("答复", "2026年3月11日 17:30");
        assertThat(NoticeTexts.ZH.overdueRaised(DeadlineKind.REPLY, due)).contains("答复", "2026年3月11日 17:30");
        assertThat(NoticeTexts.EN.overdueRaised(DeadlineKind.SIGN, due)).contains("2026-03-11 17:30");
        // of a planned matter the unit is told that its day has come, not that it is late; its leaders that it is late
        assertThat(NoticeTexts.ZH.overdue(UrgeLevel.HANDLERS, DeadlineKind.REVIEW, due))
                .isNotEqualTo(NoticeTexts.ZH.say("overdue.HANDLERS", "复核", "2026年3月11日 17:30"))
                .contains("2026年3月11日 17:30");
        assertThat(NoticeTexts.ZH.overdue(UrgeLevel.LEADERS, DeadlineKind.REVIEW, due))
                .isEqualTo(NoticeTexts.ZH.say(
                        "overdue.LEADERS", NoticeTexts.ZH.kind(DeadlineKind.REVIEW), "2026年3月11日 17:30"));
        assertThat(NoticeTexts.ZH.time(null)).isEmpty();
        assertThatThrownBy(() -> NoticeTexts.ZH.text("no.such.text")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void templates_are_read_from_a_file() throws IOException {
        assertThat(NoticeTexts.read(new StringReader("# comment\nhotline=长春市12345热线\nciti\u007aen=第{0}次\n")))
                .isEqualTo(Map.of("hotline", "长春市12345热线", "citizen", "第{0}次"));
    }

    @Test
    void a_citys_own_template_takes_the_place_of_the_shipped_one() {
        NoticeTexts own = NoticeTexts.ZH.with(Map.of("overdue.HANDLERS", "【{1}】{0}逾期，今日办结", "hotline", "长春市12345热线"));
        assertThat(own.overdue(UrgeLevel.HANDLERS, DeadlineKind.SIGN, at("2026-03-05T17:30")))
                .isEqualTo("【2026年3月5日 17:30】签收逾期，今日办结");
        assertThat(own.text("hotline")).isEqualTo("长春市12345热线");
        assertThat(own.citizenUrged(2)).isEqualTo(NoticeTexts.ZH.citizenUrged(2));
        assertThat(NoticeTexts.ZH.text("hotline")).isEqualTo("12345政务服务便民热线");
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "overdue.HANDLER | x {0} {1} | there is no template overdue.HANDLER",
                "hotline | ' ' | template hotline is empty",
                "overdue.HANDLERS | 请抓紧办理 | must have the gaps",
                "overdue.HANDLERS | {0}逾期 | must have the gaps",
                "overdue.HANDLERS | {0}{1}{2} | must have the gaps",
                "overdue.HANDLERS | {0}{1}{ | must have the gaps",
                "overdue.HANDLERS | {0}'{1}' | must have the gaps",
                "citizen | 第{1}次 | must have the gaps"
            })
    void a_template_that_is_not_sound_is_refused(String key, String text, String why) {
        assertThatThrownBy(() -> NoticeTexts.ZH.with(Map.of(key, text.replace("' '", " "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_text_without_gaps_may_hold_any_sign() {
        assertThat(NoticeTexts.EN
                        .with(Map.of("hotline", "The Mayor's {hotline}"))
                        .text("hotline"))
                .isEqualTo("The Mayor's {hotline}");
    }

    @Test
    void a_citys_own_words_stand_in_orders_too() {
        assertThat(NoticeTexts.ZH.dissatisfiedAgain(2)).isEqualTo("诉求人第2次不满意，请报告办理情况并说明原因");
        assertThat(NoticeTexts.ZH.urgedAgain(3)).isEqualTo("诉求人已第3次催办，请立即办理并报告情况");
        NoticeTexts own = NoticeTexts.ZH.with(
                Map.of("supervision.reworked", "第{0}次重办，请主要负责人报告", "supervision.backAndForth", "{0}、{1}：请会商"));
        assertThat(own.handledAgain(3)).isEqualTo("第3次重办，请主要负责人报告");
        assertThat(own.sentBackAndForth("水务局", "住建局")).isEqualTo("水务局、住建局：请会商");
    }

    @Test
    void what_citizens_read_and_hear_are_templates_too() {
        assertThat(NoticeTexts.ZH.sms("220000-20260304-000001", "https://12345.example.cn/s/1"))
                .isEqualTo("您反映的诉求（编号220000-20260304-000001）已有办理结果，请点击查看并评价：https://12345.example.cn/s/1");
        NoticeTexts own = NoticeTexts.ZH.with(Map.of("message.voice", "长春12345：关于“{0}”，{1}"));
        assertThat(own.voice("停水", "已恢复供水。")).isEqualTo("长春12345：关于“停水”，已恢复供水。");
        assertThatThrownBy(() -> NoticeTexts.ZH.with(Map.of("message.sms", "请评价")))
                .hasMessageContaining("message.sms");
    }
}
