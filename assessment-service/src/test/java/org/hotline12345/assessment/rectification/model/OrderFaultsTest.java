package org.hotline12345.assessment.rectification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.assessment.rectification.model.StepKind.FULFILLED;
import static org.hotline12345.assessment.rectification.model.StepKind.NOT_FULFILLED;
import static org.hotline12345.assessment.rectification.model.StepKind.ORDERED;
import static org.hotline12345.assessment.rectification.model.StepKind.REOPENED;
import static org.hotline12345.assessment.rectification.model.StepKind.REPORTED;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.rectification.model.OrderFaults.Fault;
import org.hotline12345.assessment.rectification.model.OrderFaults.Step;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.junit.jupiter.api.Test;

class OrderFaultsTest {
    private static final Period MARCH = Period.parse("2026-03");
    private static final Instant LATER = at("2026-06-01T00:00:00");
    private static final Step ORDER = new Step(ORDERED, at("2026-03-10T23:59:59"), "考评员", at("2026-03-05T09:00:00"));

    @Test
    void a_report_in_time_is_no_fault() {
        assertThat(faults(LATER, ORDER, reported("2026-03-10T23:59:59"), fulfilled("2026-04-02T09:00:00")))
                .isEmpty();
    }

    @Test
    void a_report_a_second_late_is_one() {
        assertThat(faults(LATER, ORDER, reported("2026-03-11T00:00:00")))
                .containsExactly(new Fault(true, "考评员", ORDER.dueAt()));
    }

    @Test
    void no_report_is_one_as_soon_as_the_time_is_over() {
        assertThat(faults(ORDER.dueAt(), ORDER)).isEmpty();
        assertThat(faults(ORDER.dueAt().plusSeconds(1), ORDER)).hasSize(1);
    }

    @Test
    void what_was_not_put_right_counts_when_that_was_found() {
        Step again = new Step(NOT_FULFILLED, at("2026-04-03T23:59:59"), "核验员", at("2026-03-20T10:00:00"));
        Step opened = new Step(REOPENED, at("2026-04-20T23:59:59"), "督办员", at("2026-04-10T10:00:00"));
        Step[] course = {
            ORDER,
            reported("2026-03-09T08:00:00"),
            again,
            reported("2026-04-02T08:00:00"),
            fulfilled("2026-04-03T08:00:00"),
            opened
        };

        assertThat(faults(LATER, course)).containsExactly(new Fault(false, "核验员", again.at()));
        assertThat(OrderFaults.of(List.of(course), Period.parse("2026-04"), LATER))
                .as("in April it was opened again, and nobody reported")
                .containsExactly(new Fault(false, "督办员", opened.at()), new Fault(true, "督办员", opened.dueAt()));
    }

    @Test
    void a_time_that_was_over_in_another_period_counts_there() {
        assertThat(OrderFaults.of(List.of(ORDER), Period.parse("2026-02"), LATER))
                .isEmpty();
        assertThat(OrderFaults.of(List.of(ORDER), Period.parse("2026-04"), LATER))
                .isEmpty();
    }

    private static List<Fault> faults(Instant asOf, Step... steps) {
        return OrderFaults.of(List.of(steps), MARCH, asOf);
    }

    private static Step reported(String at) {
        return new Step(REPORTED, null, "承办人", at(at));
    }

    private static Step fulfilled(String at) {
        return new Step(FULFILLED, null, "核验员", at(at));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ShanghaiTime.ZONE).toInstant();
    }
}
