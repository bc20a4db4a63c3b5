package org.hotline12345.dispatch.inbox.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hotline12345.dispatch.inbox.model.InboxCounts.Counted;
import org.hotline12345.dispatch.inbox.model.InboxCounts.Line;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxCountsTest {
    private static final List<Line> LINES = List.of(
            new Line(WorkOrderState.PENDING_SIGN, DueIn.TODAY, "C1", null, 4),
            new Line(WorkOrderState.SIGNED, DueIn.TODAY, "C1", "li", 2),
            new Line(WorkOrderState.SIGNED, DueIn.OVERDUE, "C2", "wang", 3),
            new Line(WorkOrderState.REPLY_IN_REVIEW, DueIn.NO_DATE, null, "li", 1));

    private static InboxFilter filter(Set<WorkOrderState> states, Set<DueIn> due, String category, String handler) {
        return new InboxFilter(null, states, due, category, handler);
    }

    @Test
    void without_a_filter_everything_is_counted() {
        var counts = InboxCounts.of(LINES, filter(Set.of(), Set.of(), null, null));

        assertThat(counts.total()).isEqualTo(10);
        assertThat(counts.states())
                .containsEntry(WorkOrderState.PENDING_SIGN, 4L)
                .containsEntry(WorkOrderState.SIGNED, 5L)
                .containsEntry(WorkOrderState.REPLY_IN_REVIEW, 1L);
        assertThat(counts.due())
                .containsEntry(DueIn.OVERDUE, 3L)
                .containsEntry(DueIn.TODAY, 6L)
                .containsEntry(DueIn.TOMORROW, 0L)
                .containsEntry(DueIn.NO_DATE, 1L);
        assertThat(counts.categories()).containsExactly(new Counted("C1", 6), new Counted("C2", 3));
        assertThat(counts.handlers()).containsExactly(new Counted("li", 3), new Counted("wang", 3));
    }

    @Test
    void each_thing_is_counted_by_what_is_looked_for_in_the_others() {
        var counts = InboxCounts.of(LINES, filter(Set.of(WorkOrderState.SIGNED), Set.of(DueIn.TODAY), null, null));

        assertThat(counts.total()).isEqualTo(2);
        assertThat(counts.states())
                .as("due today, in any state")
                .containsEntry(WorkOrderState.PENDING_SIGN, 4L)
                .containsEntry(WorkOrderState.SIGNED, 2L);
        assertThat(counts.due()).as("signed, due at any time").containsEntry(DueIn.OVERDUE, 3L);
        assertThat(counts.categories()).containsExactly(new Counted("C1", 2));
    }

    @Test
    void the_handlers_that_may_be_chosen_do_not_depend_on_the_one_that_is() {
        var counts = InboxCounts.of(LINES, filter(Set.of(), Set.of(), null, "li"));

        assertThat(counts.total()).isEqualTo(3);
        assertThat(counts.handlers()).extracting(Counted::code).containsExactly("li", "wang");
        assertThat(counts.categories()).containsExactly(new Counted("C1", 2));
    }

    /** It is ten in the morning of 30 November in Shanghai. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-30T01:59:59Z, OVERDUE",
        "2026-11-30T02:00:00Z, TODAY",
        "2026-11-30T15:59:59Z, TODAY",
        "2026-11-30T16:00:00Z, TOMORROW",
        "2026-12-01T15:59:59Z, TOMORROW",
        "2026-12-01T16:00:00Z, LATER"
    })
    void how_near_is_reckoned_by_days_of_the_office(Instant dueAt, DueIn near) {
        assertThat(DueIn.of(dueAt, Instant.parse("2026-11-30T02:00:00Z"))).isEqualTo(near);
    }

    @Test
    void what_has_no_deadline_has_no_date() {
        assertThat(DueIn.of(null, Instant.EPOCH)).isEqualTo(DueIn.NO_DATE);
    }
}
