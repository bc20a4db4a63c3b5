package org.hotline12345.assessment.period.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDayOrdinalsTest {
    /** The notice for the National Day holiday of 2025: off from 1 to 8 October, made up on 28 September and 11 October. */
    private static final Map<LocalDate, Boolean> NATIONAL_DAY = Map.of(
            LocalDate.of(2025, 9, 28), true,
            LocalDate.of(2025, 10, 1), false,
            LocalDate.of(2025, 10, 2), false,
            LocalDate.of(2025, 10, 3), false,
            LocalDate.of(2025, 10, 6), false,
            LocalDate.of(2025, 10, 7), false,
            LocalDate.of(2025, 10, 8), false,
            LocalDate.of(2025, 10, 11), true);

    @ParameterizedTest(name = "received {0}, replied {1}: {2} working days")
    @CsvSource({
        "2025-09-30, 2025-09-30, 0",
        "2025-09-30, 2025-10-08, 0",
        "2025-09-30, 2025-10-09, 1",
        "2025-09-30, 2025-10-11, 3",
        "2025-09-26, 2025-09-28, 1",
        "2025-11-21, 2025-11-24, 1",
        "2025-11-22, 2025-11-23, 0",
        "2025-12-31, 2026-01-05, 3",
    })
    void handling_time_counts_the_working_days_after_receipt_up_to_the_reply(
            LocalDate received, LocalDate replied, int days) {
        var ordinals = WorkingDayOrdinals.of(2025, 2026, NATIONAL_DAY);

        assertThat(ordinals.get(replied) - ordinals.get(received)).isEqualTo(days);
        assertThat(ordinals).hasSize(730);
        assertThat(ordinals.firstKey()).isEqualTo("2025-01-01");
    }

    @Test
    void the_days_that_turned_are_found_among_those_that_only_got_another_number() {
        var before = WorkingDayOrdinals.of(2026, 2026, Map.of());
        var after = WorkingDayOrdinals.of(
                2026, 2026, Map.of(LocalDate.of(2026, 4, 6), false, LocalDate.of(2026, 4, 11), true));

        assertThat(WorkingDayOrdinals.turned(before, after))
                .containsExactly(LocalDate.of(2026, 4, 6), LocalDate.of(2026, 4, 11));
        assertThat(WorkingDayOrdinals.turned(after, after)).isEmpty();
        assertThat(WorkingDayOrdinals.turned(Map.of(), after)).hasSize(365);
    }
}
