package org.hotline12345.dispatch.caselife;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.Topics;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.WorkOrderState;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final UUID CASE = new UUID(0, 1);

    private final Map<UUID, CaseFile> files = new HashMap<>();

    @Test
    void a_rework_goes_to_the_unit_that_answered() {
        var answered = answeredBy("STREET");
        assertThat(only(reworked(answered, book(true)), CaseDispatched.class).leadUnit())
                .isEqualTo("STREET");
    }

    @Test
    void where_the_unit_no_longer_works_the_one_above_reworks_it() {
        var answered = answeredBy("STREET");
        var again = only(reworked(answered, book(false)), CaseDispatched.class);
        assertThat(again.leadUnit()).isEqualTo("DISTRICT");
        assertThat(again.round()).isEqualTo(2);
        assertThat(again.cause()).isEqualTo(DispatchCause.REWORK);
    }

    @Test
    void a_rework_does_not_come_to_a_unit_above_that_returned_the_case() {
        order("DISTRICT", WorkOrderState.RETURNED);
        var answered = answeredBy("STREET");
        assertThat(only(reworked(answered, book(false)), CaseSentToTriage.class).reason())
                .contains("其上级曾退回本诉求");
    }

    private List<HotlineEvent> reworked(CaseFile.Order answered, RoutingBook book) {
        var batch = new Batch(files, book, Map.of(), NOW);
        var event = new ReworkOrdered(
                CASE,
                new UUID(0, 9),
                answered.id,
                1,
                answered.to.unit(),
                ReworkCause.DISSATISFIED,
                "没有解决",
                "system",
                NOW,
                null);
        batch.apply(new ReceivedEvent(
                new UUID(0, 8),
                EventCatalogue.typeOf(ReworkOrdered.class),
                event,
                NOW,
                NOW,
                false,
                null,
                "/test",
                Topics.CASE_EVENTS,
                0,
                0,
                "{}"));
        return batch.events().stream().map(EventDraft::event).toList();
    }

    private static <E> E only(List<HotlineEvent> events, Class<E> type) {
        assertThat(events).singleElement().isInstanceOf(type);
        return type.cast(events.get(0));
    }

    private CaseFile.Order answeredBy(String unit) {
        return order(unit, WorkOrderState.REPLIED);
    }

    private CaseFile.Order order(String unit, WorkOrderState state) {
        var file = files.computeIfAbsent(
                CASE, id -> new CaseFile(id, "N1", "停水", "HELP", "ORDINARY", "PHONE", "NAMED", null, false, null));
        var order = new CaseFile.Order(
                new UUID(1, file.orders.size()),
                file,
                new Assignment(unit, List.of(), null, null, DecidedBy.CLERK, "r", 1, DispatchCause.FIRST, null),
                NOW.minusSeconds(3600),
                state,
                0,
                false);
        file.orders.add(order);
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
                code, code, level, parent, "G", List.of(), 1, SignOffLevel.DEPUTY, false, active, Instant.EPOCH);
    }
}
