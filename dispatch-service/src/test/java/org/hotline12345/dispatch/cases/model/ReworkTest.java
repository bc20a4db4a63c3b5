package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.dispatch.cases.model.Sample.NOW;

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
    private static final UUID CASE = Sample.id(1);

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

    private List<CaseEvent> reworked(WorkOrder order, RoutingBook book) {
        var set = Sample.set(book, answered);
        var event = new ReworkOrdered(
                CASE,
                new UUID(0, 9),
                order.id(),
                1,
                order.unit(),
                ReworkCause.DISSATISFIED,
                "没有解决",
                "system",
                NOW,
                null);
        set.apply(new Heard(new UUID(0, 8), event, NOW, false), null);
        return set.changes().events().stream().map(OutgoingEvent::event).toList();
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
