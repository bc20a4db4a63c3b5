package org.hotline12345.dispatch.masterdata.people.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BelongingTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    @ParameterizedTest(name = "of {0} until {1}, asked {2}, bound {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // a city without a directory is not held up
                "-, -, W, '', FINE",
                "V, -, W, '', FINE",
                "W, 2026-11-01, W, '', FINE",
                // a unit that keeps one is
                "W, -, W, W, FINE",
                "W, 2026-11-30, W, W, FINE",
                "W, 2026-11-29, W, W, NOT_AT_WORK",
                "V, -, W, W, OF_ANOTHER_UNIT",
                "-, -, W, W, UNKNOWN",
                // handed down from W to H
                "H, -, W H, W H, FINE",
                "W, -, W H, W H, FINE",
                "V, -, W H, W H, OF_ANOTHER_UNIT",
                "-, -, W H, W H, UNKNOWN",
                // H keeps none: who is not known may be of it
                "-, -, W H, W, FINE",
                "V, -, W H, W, OF_ANOTHER_UNIT",
                "H, 2026-11-01, W H, W, FINE",
                "W, 2026-11-01, W H, W, NOT_AT_WORK"
            })
    void belongs(String unit, LocalDate until, String asked, String bound, Belonging.Verdict expected) {
        assertThat(judged(unit == null ? null : person(unit, until, true), asked, bound))
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "seen in {0}, asked {1}, bound {2}: {3}")
    @CsvSource({
        // where the office filed others, to have signed in does not do
        "W, W, W, UNKNOWN",
        "W, W H, W, UNKNOWN",
        "V, W, W, OF_ANOTHER_UNIT",
        // H keeps none
        "H, W H, W, FINE",
        "W, W, '', FINE"
    })
    void who_only_signed_in_is_none_of_a_bound_units_people(
            String unit, String asked, String bound, Belonging.Verdict expected) {
        assertThat(judged(person(unit, null, false), asked, bound)).isEqualTo(expected);
    }

    private static Belonging.Verdict judged(Person person, String asked, String bound) {
        var keeping = Set.of(bound.split(" "));
        return Belonging.judge(person, List.of(asked.split(" ")), keeping::contains, TODAY);
    }

    private static Person person(String unit, LocalDate until, boolean filed) {
        return new Person(
                "li", "李", List.of("unit-handler"), unit, null, null, TODAY.minusYears(1), until, filed, false, null);
    }
}
