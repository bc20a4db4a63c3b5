package org.hotline12345.intake.pattern.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hotline12345.events.ProblemPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternRuleTest {
    private static final String TODAY = "2026-11-24";

    static Stream<Arguments> histories() {
        return Stream.of(
                Arguments.of("a first case", "2026-11-24:1", null),
                Arguments.of("four in three days are no burst", "2026-11-23:2 2026-11-24:2", null),
                Arguments.of("five in three days", "2026-11-22:1 2026-11-23:2 2026-11-24:2", ProblemPattern.SUDDEN),
                Arguments.of("five in four days", "2026-11-21:1 2026-11-22:1 2026-11-23:1 2026-11-24:2", null),
                Arguments.of(
                        "five where one a day is usual are no burst",
                        "2026-10-01:14 2026-10-15:14 2026-11-05:14 2026-11-22:1 2026-11-23:2 2026-11-24:2",
                        null),
                Arguments.of(
                        "month after month",
                        "2026-07-03:1 2026-08-20:1 2026-10-09:2 2026-11-24:1",
                        ProblemPattern.LONG_TERM),
                Arguments.of(
                        "four months but begun lately", "2026-08-31:1 2026-09-01:1 2026-10-01:1 2026-11-24:1", null),
                Arguments.of("three months", "2026-07-03:1 2026-08-20:1 2026-11-24:1", null),
                Arguments.of(
                        "the heating of two earlier autumns",
                        "2024-11-20:4 2025-11-18:3 2026-11-24:1",
                        ProblemPattern.PERIODIC),
                Arguments.of(
                        "a burst in its season is periodic",
                        "2023-11-20:3 2025-11-28:6 2026-11-23:5 2026-11-24:4",
                        ProblemPattern.PERIODIC),
                Arguments.of("one earlier autumn", "2025-11-18:5 2026-11-24:1", null),
                Arguments.of(
                        "every week of the year is no season",
                        "2024-11-20:3 2025-02-01:9 2025-05-01:9 2025-08-01:9 2025-11-18:3 2026-11-24:1",
                        null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histories")
    void the_pattern_follows_from_the_days(String name, String days, ProblemPattern expected) {
        var finding = PatternRule.on(LocalDate.parse(TODAY), cases(days));

        assertThat(finding.map(PatternRule.Finding::pattern)).isEqualTo(java.util.Optional.ofNullable(expected));
        finding.ifPresent(f -> assertThat(f.reason()).matches(".*[\\p{IsHan}].*\\(.*\\)"));
    }

    private static TreeMap<LocalDate, Integer> cases(String days) {
        var cases = new TreeMap<LocalDate, Integer>();
        Arrays.stream(days.split(" "))
                .map(day -> day.split(":"))
                .forEach(day -> cases.put(LocalDate.parse(day[0]), Integer.valueOf(day[1])));
        return cases;
    }

    @ParameterizedTest
    @CsvSource({"幸福小区3栋2单元501室, 幸福小区", "幸福小区 5号楼, 幸福小区", "幸福小区三号楼, 幸福小区", "人民大街1289号, 人民大街1289号", "人民大街１２８９号, 人民大街1289号"
    })
    void a_place_is_the_compound_or_the_house_number_of_a_road(String address, String place) {
        assertThat(Matter.of("C0102", "220102001", address)).hasValue(new Matter("C0102|220102|" + place));
    }

    @Test
    void without_category_or_place_there_is_no_matter() {
        assertThat(Matter.of(null, "220102001", "幸福小区")).isEmpty();
        assertThat(Matter.of("C0102", null, "幸福小区")).isEmpty();
        assertThat(Matter.of("C0102", "220102", null)).isEmpty();
        assertThat(Matter.of("C0102", "220102001", null)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "一", "1-", "第1"})
    void an_address_of_one_sign_over_and_over_is_read_in_a_moment(String sign) {
        String address = sign.repeat(4_000 / sign.length());
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Matter.of("C0102", "220102001", address));
    }
}
