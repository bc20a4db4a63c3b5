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
        Person person = unit == null
                ? null
                : new Person(
                        "li",
                        "李",
                        List.of("unit-handler"),
                        unit,
                        null,
                        null,
                        TODAY.minusYears(1),
                        until,
                        true,
                        false,
                        null);
        var keeping = Set.of(bound.split(" "));

        assertThat(Belonging.judge(person, List.of(asked.split(" ")), keeping::contains, TODAY))
                .isEqualTo(expected);
    }
}
