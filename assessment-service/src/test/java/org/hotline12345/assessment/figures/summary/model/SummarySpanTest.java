package org.hotline12345.assessment.figures.summary.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hotline12345.assessment.figures.summary.model.SummarySpan.Grain;
import org.junit.jupiter.api.Test;

class SummarySpanTest {
    @Test
    void whole_years_and_months_are_taken_in_one_piece() {
        assertThat(SummarySpan.of(LocalDate.of(2023, 11, 29), LocalDate.of(2025, 3, 2)))
                .containsExactly(
                        new SummarySpan(Grain.DAY, LocalDate.of(2023, 11, 29)),
                        new SummarySpan(Grain.DAY, LocalDate.of(2023, 11, 30)),
                        new SummarySpan(Grain.MONTH, LocalDate.of(2023, 12, 1)),
                        new SummarySpan(Grain.YEAR, LocalDate.of(2024, 1, 1)),
                        new SummarySpan(Grain.MONTH, LocalDate.of(2025, 1, 1)),
                        new SummarySpan(Grain.MONTH, LocalDate.of(2025, 2, 1)),
                        new SummarySpan(Grain.DAY, LocalDate.of(2025, 3, 1)));
    }

    @Property(tries = 200)
    void spans_make_up_the_days(
            @ForAll @IntRange(min = 0, max = 1_500) int from, @ForAll @IntRange(min = 0, max = 1_500) int days) {
        LocalDate first = LocalDate.of(2019, 1, 1).plusDays(from);
        var made = new ArrayList<LocalDate>();
        for (SummarySpan span : SummarySpan.of(first, first.plusDays(days))) {
            LocalDate end = switch (span.grain()) {
                case DAY -> span.first().plusDays(1);
                case MONTH -> span.first().plusMonths(1);
                case YEAR -> span.first().plusYears(1);
                case EVER -> throw new AssertionError("no days are all days");
            };
            span.first().datesUntil(end).forEach(made::add);
        }
        assertThat(made)
                .isEqualTo(List.copyOf(first.datesUntil(first.plusDays(days)).toList()));
    }
}
