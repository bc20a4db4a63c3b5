package org.hotline12345.assessment.campaign.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.hotline12345.assessment.campaign.model.Plan.Batch;
import org.hotline12345.assessment.campaign.model.Plan.Fault;
import org.hotline12345.assessment.campaign.model.Progress.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 2);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 30);
    private static final BigDecimal TARGET = new BigDecimal("95.00");

    @Test
    void a_plan_names_each_unit_once_and_stays_within_its_dates() {
        assertThat(plan(batch(0, 10, "A", "B"), batch(5, 20, "C"), batch(20, 28))
                        .faults())
                .isEmpty();
        assertThat(plan(batch(0, 10, "A"), batch(5, 20, "B", "A")).faults())
                .containsExactly(new Fault("batches[1].units", "violation.campaign.units-twice"));
        assertThat(plan(batch(0, 10), batch(5, 20)).faults())
                .containsExactly(new Fault("batches[1].units", "violation.campaign.units-twice"));
        assertThat(plan(batch(0, 29, "A")).faults())
                .containsExactly(new Fault("batches[0].from", "violation.campaign.outside"));
        assertThat(plan(batch(9, 3, "A")).faults())
                .containsExactly(new Fault("batches[0].to", "violation.period-order"));
        assertThat(new Plan(LAST, FIRST, TARGET, List.of()).faults())
                .containsExactly(new Fault("to", "violation.period-order"));
        var many = Collections.nCopies(Plan.MOST_BATCHES + 1, batch(0, 1, "A"));
        assertThat(new Plan(FIRST, LAST, TARGET, many).faults())
                .contains(new Fault("batches", "violation.campaign.batches"));
    }

    @Test
    void a_unit_without_a_batch_of_its_own_is_in_the_one_for_the_rest() {
        Plan plan = plan(batch(0, 10, "A"), batch(0, 10), batch(0, 10, "B"));
        assertThat(plan.batchOf("A")).isEqualTo(1);
        assertThat(plan.batchOf("B")).isEqualTo(3);
        assertThat(plan.batchOf("C")).isEqualTo(2);
        assertThat(plan.batchOf(null)).isEqualTo(2);
        assertThat(plan(batch(0, 10, "A")).batchOf("C")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 19, 0, REACHED",
        "20, 18, 0, UNDER_WAY",
        "20, 18, 28, UNDER_WAY",
        "20, 18, 29, MISSED",
        "20, 19, 29, REACHED",
        "20, 0, -1, AHEAD",
        "0, 0, 3, UNDER_WAY",
        "0, 0, 29, MISSED"
    })
    void it_stands_where_its_resolved_cases_are(long cases, long resolved, int day, Standing standing) {
        assertThat(new Progress(cases, resolved, resolved, 0).standing(FIRST, LAST, TARGET, FIRST.plusDays(day)))
                .isEqualTo(standing);
    }

    @Test
    void the_rate_has_two_decimals() {
        assertThat(new Progress(3, 2, 2, 0).rate()).isEqualTo(new BigDecimal("66.67"));
        assertThat(Progress.NONE.rate()).isNull();
        assertThat(new Progress(3, 2, 2, 0).plus(new Progress(1, 1, 0, 0))).isEqualTo(new Progress(4, 3, 2, 0));
    }

    private static Plan plan(Batch... batches) {
        return new Plan(FIRST, LAST, TARGET, List.of(batches));
    }

    private static Batch batch(int from, int to, String... units) {
        return new Batch("批", List.of(units), FIRST.plusDays(from), FIRST.plusDays(to), TARGET);
    }
}
