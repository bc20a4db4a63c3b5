package org.hotline12345.chassis.vocabulary.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hotline12345.chassis.problem.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyCheckTest {
    private static final List<Section> SECTIONS = List.of(
            Section.words("risky", "风险", "Risky", 2),
            Section.words("harmless", "无害", "Harmless", 2),
            Section.phrases("stock", "套话", "Stock"),
            Section.expression("greeting", "称呼", "Greeting"),
            Section.characters("denial", "否定", "Denial"));
    private static final String SOUND =
            "# 说明\n[risky]\n跳楼 kill·me\n\n[harmless]\n跳楼价\n[stock]\n高度{clause}{0,6}重视\n[greeting]\n^您好\n[denial]\n不未\n";

    private static List<String> flaws(String document) {
        return VocabularyCheck.of(SECTIONS, true, VocabularyText.parse(document)).stream()
                .map(VocabularyCheckTest::shown)
                .toList();
    }

    private static String shown(Violation flaw) {
        return flaw.line() + " " + flaw.message().substring("violation.vocabulary.".length()) + " " + flaw.args();
    }

    @Test
    void a_sound_document_has_no_flaws_and_gives_its_lines() {
        assertThat(flaws(SOUND)).isEmpty();
        assertThat(VocabularyText.parse(SOUND).sections())
                .containsEntry("risky", List.of("跳楼 kill·me"))
                .containsEntry("denial", List.of("不未"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# 说明 | 轻生 | 1 outside []",
                "[harmless] | [harmful] | 5 unknown-section [harmful, risky harmless stock greeting denial]",
                "[denial] | [risky] | 11 section-twice [risky, 2]",
                "跳楼价 | # 跳楼价 | 5 empty-section [harmless]",
                "^您好 | ^您好\\n^你好 | 11 one-line [greeting]",
                "跳楼价 | 跳楼价 跳楼 | 6 twice [跳楼, risky, 3]",
                "跳楼价 | 跳楼价 跳楼价 | 6 twice [跳楼价, harmless, 6]",
                "跳楼价 | 跳楼价 KILL·ME | 6 twice [KILL·ME, risky, 3]",
                "跳楼价 | 跳楼价 跳 | 6 too-short [跳, 2]",
                "高度 | 高(?:度 | 8 no-expression [高(?:度{clause}{0,6}重视]",
                "高度 | .*高度 | 8 start [.*高度{clause}{0,6}重视]",
                "^您好 | (?:您好)? | 10 matches-nothing [(?:您好)?]",
                "高度 | 高(?:度+)+ | 8 runs-away [高(?:度+)+{clause}{0,6}重视]",
                "^您好 | (您+)+好 | 10 runs-away [(您+)+好]"
            })
    void a_flaw_is_named_with_its_line(String what, String instead, String flaw) {
        String document = SOUND.replace(what, instead.replace("\\n", "\n"));
        assertThat(flaws(document)).contains(flaw);
    }

    @Test
    void a_section_that_is_missing_is_named_without_a_line() {
        assertThat(flaws(SOUND.replace("[denial]\n", ""))).contains("null no-section [denial]");
    }

    @Test
    void words_may_stand_in_two_sections_where_these_do_not_contradict_each_other() {
        var document = VocabularyText.parse(SOUND.replace("跳楼价", "跳楼"));
        assertThat(VocabularyCheck.of(SECTIONS, false, document)).isEmpty();
        assertThat(VocabularyCheck.of(SECTIONS, true, document)).hasSize(1);
    }

    @Test
    void a_phrase_that_nobody_can_read_any_more_is_too_long() {
        assertThat(flaws(SOUND.replace("高度", "高".repeat(1001)))).containsExactly("8 too-long [1000]");
    }

    @Test
    void not_more_than_a_hundred_flaws_are_named() {
        assertThat(flaws(SOUND.replace("跳楼价", "跳 ".repeat(200)))).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"已{clause}{0,12}处理", "(?:认真|积极)(?:研究|办理|落实)*", "(?<!\\d)1[3-9]\\d{9}(?!\\d)", "《[^》\\n]{2,80}》"})
    void what_looks_at_a_text_a_few_times_does_not_run_away(String phrase) {
        assertThat(Backtracking.ofPhrase(phrase)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"甲(?:甲|甲甲)*乙", "甲(?:[^。]*[^，]*)*乙", "第[^。]*一[^。]*一[^。]*条款", "甲.*.*.*乙"})
    void what_can_be_divided_in_many_ways_runs_away(String phrase) {
        assertThat(Backtracking.ofPhrase(phrase)).isTrue();
    }
}
