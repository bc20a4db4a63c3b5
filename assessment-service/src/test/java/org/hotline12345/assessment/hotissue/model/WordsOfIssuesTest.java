package org.hotline12345.assessment.hotissue.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.hotissue.model.IssueName.Title;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsOfIssuesTest {
    @Test
    void the_name_is_made_of_what_several_citizens_wrote() {
        var name = IssueName.of(
                List.of(title(1, "蔚蓝花园小区供暖不热"), title(2, "反映蔚蓝花园小区供暖不热"), title(3, "蔚蓝花园小区三号楼供暖不热,找王小明经理无果")));
        assertThat(name.name()).isEqualTo("蔚蓝花园小区 供暖");
        assertThat(name.words()).contains("蔚蓝花园小区").noneMatch(word -> word.contains("王小明"));
    }

    @Test
    void one_citizen_who_writes_three_times_gives_no_name() {
        var name = IssueName.of(List.of(title(1, "王小明经理不退押金"), title(1, "王小明经理不退押金"), title(1, "王小明经理不退押金")));
        assertThat(name.name()).isEmpty();
        assertThat(name.words()).isEmpty();
    }

    @Test
    void the_number_of_a_bus_line_stays_in_the_name() {
        var name = IssueName.of(List.of(title(1, "204路公交调整线路"), title(2, "星沙204路公交改线"), title(3, "反对204路公交调整")));
        assertThat(name.words()).anyMatch(word -> word.contains("204路公交"));
    }

    @Test
    void a_word_that_begins_inside_another_is_none() {
        var name = IssueName.of(List.of(
                title(1, "绕城高速绿化带建设"),
                title(2, "绕城高速绿带工期"),
                title(3, "绕城高速绿廊"),
                title(4, "环城绿化带建设"),
                title(5, "南部绿化带建设")));
        assertThat(name.words()).containsExactly("绕城高速绿");
    }

    @Test
    void punctuation_width_and_case_make_no_difference() {
        assertThat(Terms.of("ＡＢＣ大厦 停电!", "")).isEqualTo(Terms.of("abc大厦，停电", ""));
        assertThat(Terms.of("", "")).matches(Terms::isEmpty);
        assertThat(Terms.of(null, null)).matches(Terms::isEmpty);
        // a telephone number is no feature
        assertThat(Terms.of("13800138000", "")).matches(Terms::isEmpty);
    }

    @Test
    void what_stands_everywhere_weighs_little() {
        var words = new CountedWords();
        for (int i = 0; i < 2_000; i++) {
            words.count(Terms.of("小区物业", ""));
        }
        words.count(Terms.of("翠湖", ""));
        Features features = Features.of(Terms.of("翠湖小区", ""), words);
        int rare = Terms.of("翠湖", "").counts().keySet().iterator().next();
        int common = Terms.of("小区", "").counts().keySet().iterator().next();
        assertThat(words.weight(rare)).isGreaterThan(10 * words.weight(common));
        assertThat(features.keys(2)).contains(rare).doesNotContain(common);
    }

    /** Poisson: 10 ln(10/0.5) − 9.5 = 20.5, and so on. */
    @ParameterizedTest
    @CsvSource({
        "10, 0, 8, 20.5",
        "3, 0, 8, 2.9",
        "100, 720, 8, 0.5",
        "90, 720, 8, 0.0",
        "0, 0, 8, 0.0",
        "10, 10, 1, 0.0",
        "142, 28, 7, 352.6"
    })
    void heat_is_how_unusual_a_number_is(long cases, long before, double known, double heat) {
        assertThat(Heat.of(cases, before, known)).isEqualTo(heat);
    }

    @Test
    void the_same_weeks_of_earlier_years_begin_on_monday() {
        var weeks = YearlyWeeks.backFrom(LocalDate.of(2026, 11, 16), 2, 2);
        assertThat(weeks)
                .containsExactly(
                        new YearlyWeeks(2026, LocalDate.of(2026, 11, 16), LocalDate.of(2026, 11, 29)),
                        new YearlyWeeks(2025, LocalDate.of(2025, 11, 17), LocalDate.of(2025, 11, 30)),
                        new YearlyWeeks(2024, LocalDate.of(2024, 11, 18), LocalDate.of(2024, 12, 1)));
        // 2026 has a week 53; 2025 and 2024 have none
        assertThat(YearlyWeeks.backFrom(LocalDate.of(2026, 12, 28), 1, 1).get(1).from())
                .isEqualTo(LocalDate.of(2025, 12, 22));
    }

    private static Title title(int citizen, String text) {
        return new Title(new UUID(0, citizen), text);
    }
}
