package org.hotline12345.dispatch.cases.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.cases.model.CaseChanges.OutgoingEvent;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.phrases.PhraseFiles;
import org.hotline12345.dispatch.routing.model.RiskWords;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CoursePhase;
import org.junit.jupiter.api.Test;

class ReworkTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final UUID CASE = new UUID(0, 1);
    private static final CaseFacts FACTS =
            new CaseFacts(CASE, "N1", "停水", CaseType.HELP, Urgency.ORDINARY, "PHONE", Anonymity.NAMED, List.of());

    private static final CaseCourse ANSWERED =
            new CaseCourse(CoursePhase.REPLIED, 1, "STREET", null, new UUID(1, 0), true, false, null, null);

    private final DispatchCase answered =
            new DispatchCase(FACTS, new DispatchCase.Registration(null, null, false), false, false, null, ANSWERED);

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
    }

    private List<CaseEvent> reworked(WorkOrder order, RoutingBook book) {
        var set = new CaseSet(
                Map.of(CASE, answered),
                new Office(book, new RiskWords(PhraseFiles.shipped().read("risk-words.v1")), NOW, UuidV7::next));
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
        Instant then = NOW.minusSeconds(3600);
        var order = WorkOrder.stored(
                new UUID(1, answered.orders().size()),
                FACTS,
                false,
                new Assignment(unit, List.of(), null, null, DecidedBy.CLERK, "r", 1, DispatchCause.FIRST, null),
                then,
                new WorkOrder.Progress(
                        state,
                        0,
                        null,
                        null,
                        null,
                        InstructionStanding.NOT_NEEDED,
                        null,
                        new WorkOrder.Times(null, null, then)));
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
