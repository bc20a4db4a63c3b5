package org.hotline12345.followup.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.List;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.events.CaseType;
import org.hotline12345.followup.regulation.PreviewInput.WaitingInput;
import org.junit.jupiter.api.Test;

class PreviewInputTest {
    private static final OffsetDateTime MARCH = OffsetDateTime.parse("2026-03-04T10:00:00+08:00");

    @Test
    void what_a_case_can_live_through_is_calculated() {
        assertThat(wrong(MARCH, List.of(500, 500), List.of(1000), new WaitingInput(MARCH, MARCH.plusDays(1000))))
                .isEmpty();
    }

    @Test
    void days_that_add_up_to_more_than_a_policy_may_grant_are_refused() {
        assertThat(wrong(MARCH, Collections.nCopies(1200, 1000), List.of(1000, 1), waiting(600), waiting(401)))
                .containsExactly("extensions", "pauses", "waiting");
    }

    @Test
    void numbers_that_would_overflow_do_not_pass_as_few() {
        assertThat(wrong(MARCH, Collections.nCopies(5, Integer.MAX_VALUE), List.of()))
                .containsExactly("extensions");
    }

    @Test
    void years_without_a_calendar_are_refused() {
        assertThat(wrong(OffsetDateTime.MAX, List.of(), List.of())).containsExactly("dispatchedAt");
        assertThat(wrong(OffsetDateTime.MIN, List.of(), List.of())).containsExactly("dispatchedAt");
        var violations = new Violations();
        new WaitingInput(OffsetDateTime.MIN, OffsetDateTime.MAX).check(violations);
        assertThat(violations.list()).extracting(Violation::field).containsExactly("from", "until");
    }

    private static WaitingInput waiting(int days) {
        return new WaitingInput(MARCH, MARCH.plusDays(days));
    }

    private static List<String> wrong(
            OffsetDateTime dispatchedAt, List<Integer> extensions, List<Integer> pauses, WaitingInput... waiting) {
        var input = new PreviewInput(
                CaseType.COMPLAINT,
                null,
                null,
                null,
                null,
                null,
                null,
                dispatchedAt,
                null,
                null,
                null,
                extensions,
                pauses,
                List.of(waiting),
                null,
                null);
        var violations = new Violations();
        input.check(violations);
        return violations.list().stream().map(Violation::field).toList();
    }
}
