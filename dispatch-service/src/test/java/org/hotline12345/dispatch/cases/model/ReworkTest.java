package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;
import static org.hotline12345.dispatch.cases.model.Sample.THEN;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.CaseChanges.OutgoingEvent;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CoursePhase;
import org.junit.jupiter.api.Test;

class ReworkTest {
    private static final CaseCourse ANSWERED =
            new CaseCourse(CoursePhase.REPLIED, 1, "STREET", null, new UUID(1, 0), true, false, null, null);

    private final DispatchCase answered = Sample.inCourse(1, ANSWERED);

    @Test
    void a_rework_goes_to_the_unit_that_answered() {
        var order = answeredBy("STREET");
        assertThat(only(reworked(order, book(true)), CaseDispatched.class).leadUnit())
                .isEqualTo("STREET");
    }

    @Test
    void where_the_unit_no_longer_works_the_one_above_reworks_it() {
        var order = answeredBy("STREET");
        var again = only(reworked(order, book(false)), CaseDispatched.class);
        assertThat(again.leadUnit()).isEqualTo("DISTRICT");
        assertThat(again.round()).isEqualTo(2);
        assertThat(again.cause()).isEqualTo(DispatchCause.REWORK);
    }

    @Test
    void a_rework_does_not_come_to_a_unit_above_that_returned_the_case() {
        order("DISTRICT", WorkOrderState.RETURNED);
        var order = answeredBy("STREET");
        assertThat(only(reworked(order, book(false)), CaseSentToTriage.class).reason())
                .contains("其上级曾退回本诉求");
        assertThat(answered.waiting().previousId()).isEqualTo(order.id());
    }

    @Test
    void a_rework_ends_the_correction_of_the_reply_that_did_not_satisfy() {
        var before = Sample.order(answered, "STREET", WorkOrderState.REPLIED)
                .correctionAt(WorkOrderState.REPLY_IN_REVIEW)
                .made();
        answered.add(before);

        var changes = hear(book(true), rework(before, "STREET", null));

        assertThat(before.correction()).isNull();
        assertThat(changes.orders()).containsExactly(before, answered.open());
        assertThat(answered.open().round()).isEqualTo(2);
        assertThat(answered.open().assignment().reason())
                .isEqualTo("重办（" + ReworkCause.DISSATISFIED.chinese() + "）：没有解决");
    }

    @Test
    void a_rework_begins_now_and_says_nothing_of_an_order_that_nobody_was_correcting() {
        var before = answeredBy("STREET");

        var changes = hear(book(true), rework(before, "STREET", null));

        assertThat(changes.orders()).containsExactly(answered.open());
        assertThat(answered.open().dispatchedAt()).isEqualTo(NOW);
        assertThat(answered.open().assignment().previousId()).isEqualTo(before.id());
    }

    @Test
    void a_rework_that_asks_for_a_dispatcher_waits_in_triage() {
        var before = answeredBy("STREET");

        var changes = hear(book(true), rework(before, "STREET", true));

        assertThat(answered.open()).isNull();
        assertThat(answered.waiting()).isEqualTo(new TriageEntry.Waiting(2, DispatchCause.REWORK, before.id(), NOW));
        assertThat(only(told(changes), CaseSentToTriage.class).reason()).endsWith("没有解决。请派单员确定承办单位");
    }

    @Test
    void a_case_that_was_answered_with_its_lead_is_reworked_by_the_unit_that_answered() {
        var before = answeredBy("STREET");

        hear(book(true), rework(before, "DISTRICT", null));

        assertThat(answered.open().unit()).isEqualTo("DISTRICT");
    }

    private List<CaseEvent> reworked(WorkOrder order, RoutingBook book) {
        return told(hear(book, rework(order, order.unit(), null)));
    }

    private CaseChanges hear(RoutingBook book, ReworkOrdered event) {
        var set = Sample.set(book, answered);
        set.apply(new Heard(new UUID(0, 8), event, NOW, false), null);
        return set.changes();
    }

    private static ReworkOrdered rework(WorkOrder order, String unit, Boolean toDispatcher) {
        return new ReworkOrdered(
                order.caseId(),
                new UUID(0, 9),
                order.id(),
                1,
                unit,
                ReworkCause.DISSATISFIED,
                "没有解决",
                "system",
                THEN,
                toDispatcher);
    }

    private static List<CaseEvent> told(CaseChanges changes) {
        return changes.events().stream().map(OutgoingEvent::event).toList();
    }

    private static <E> E only(List<CaseEvent> events, Class<E> type) {
        assertThat(events).singleElement().isInstanceOf(type);
        return type.cast(events.get(0));
    }

    private WorkOrder answeredBy(String unit) {
        return order(unit, WorkOrderState.REPLIED);
    }

    private WorkOrder order(String unit, WorkOrderState state) {
        var order = Sample.order(answered, unit, state).made();
        answered.add(order);
        return order;
    }

    private static RoutingBook book(boolean streetWorks) {
        return new RoutingBook(
                1,
                List.of(
                        unit("CITY", UnitLevel.CITY, null, true),
                        unit("DISTRICT", UnitLevel.DISTRICT, "CITY", true),
                        unit("STREET", UnitLevel.STREET, "DISTRICT", streetWorks)),
                List.of(),
                List.of(),
                List.of());
    }

    private static Unit unit(String code, UnitLevel level, String parent, boolean active) {
        return new Unit(
                code, code, level, parent, "G", List.of(), 1, SignOffLevel.DEPUTY, false, active, Instant.EPOCH, null);
    }
}
