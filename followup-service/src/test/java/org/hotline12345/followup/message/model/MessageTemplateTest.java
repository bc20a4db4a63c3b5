package org.hotline12345.followup.message.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hotline12345.chassis.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageTemplateTest {
    @ParameterizedTest
    @EnumSource
    void the_shipped_text_of_a_kind_is_sound(MessageKind kind) {
        MessageTemplate shipped = MessageTexts.shipped(kind);

        assertThat(MessageTemplate.check(kind, shipped.text()).list()).isEmpty();
        assertThat(shipped.example()).doesNotContain("{", "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "您的诉求{number}已受理 | violation.message.missingGap",
                "编号{number}，查询码{code}，{unit} | violation.message.unknownGap",
                "编号{number}，查询码{code}，{0} | violation.message.unknownGap",
                "编号{number}，查询码{code}} | violation.message.brackets",
                "'' | violation.required",
            })
    void a_text_that_would_not_tell_what_it_must_is_refused(String text, String wrong) {
        assertThat(MessageTemplate.check(MessageKind.REGISTERED, text).list())
                .extracting(Violation::message)
                .containsExactly(wrong);
    }

    @Test
    void gaps_are_filled_with_what_they_say_and_nothing_else() {
        var template = new MessageTemplate(MessageKind.EXTENDED, 1, "{number} {until} {unit}。");

        assertThat(template.filled(Map.of(Gap.NUMBER, "$1{code}", Gap.UNTIL, "明天")))
                .isEqualTo("$1{code} 明天 。");
    }

    @ParameterizedTest
    @CsvSource({"70, 1", "71, 2", "134, 2", "135, 3"})
    void a_long_text_is_charged_as_several_messages(int length, int parts) {
        assertThat(MessageTemplate.parts("字".repeat(length))).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource({
        "TD, true",
        "td, true",
        "ＴＤ。, true",
        "退订, true",
        "' 退订 ', true",
        "T, true",
        "谢谢, false",
        "不要退订, false",
        "路灯坏了TD, false",
        "'', false"
    })
    void only_the_stop_word_alone_stops_messages(String text, boolean stops) {
        assertThat(StopWord.isSaidBy(text)).isEqualTo(stops);
    }
}
