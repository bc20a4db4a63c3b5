package org.hotline12345.dispatch.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.dispatch.DispatchTest.Case;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.Topics;
import org.hotline12345.events.Urgency;
import org.junit.jupiter.api.Test;

class EmergencyFirstTest {
    @Test
    void emergencies_of_a_batch_come_first_and_each_case_keeps_its_order() {
        var ordinary = new Case().event();
        var urgent = new Case().urgency(Urgency.EMERGENCY).event();
        var events = List.<CaseEvent>of(
                ordinary,
                new CaseWithdrawn(ordinary.caseId(), "r", Instant.now()),
                urgent,
                new CaseWithdrawn(urgent.caseId(), "r", Instant.now()));
        assertThat(FollowCases.emergenciesFirst(events.stream()
                                .map(EmergencyFirstTest::received)
                                .toList())
                        .stream()
                        .map(ReceivedEvent::event))
                .containsExactly(events.get(2), events.get(3), events.get(0), events.get(1));
    }

    private static ReceivedEvent received(CaseEvent event) {
        return new ReceivedEvent(
                UUID.randomUUID(),
                "t",
                event,
                Instant.now(),
                Instant.now(),
                false,
                "a",
                "s",
                Topics.CASE_EVENTS,
                0,
                0,
                "{}");
    }
}
