package org.hotline12345.followup.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.TestOffice;
import org.hotline12345.testing.TestServers;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * How fast the event path is: {@code -Dtest=EventPathSpeed}. Batches of 500 events of 125 cases, each in one transaction, as
 * the consumer gives them.
 */
@QuarkusTest
@TestProfile(EventPathSpeed.Alone.class)
@WithTestResource(TestServers.class)
class EventPathSpeed {
    /** The handler alone: nothing is sent and nothing is read. */
    public static class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hotline.relay.enabled", "false", "hotline.consumer.enabled", "false");
        }
    }

    private static final Logger LOG = Logger.getLogger(EventPathSpeed.class);
    private static final int BATCHES = Integer.getInteger("hotline.speed.batches", 400);

    @Inject
    FollowCases follow;

    @Inject
    Transactions transactions;

    @Test
    void batches_of_mixed_events() {
        run(20);
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        Instant start = Instant.now();
        int events = run(BATCHES);
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        double used = (system.getProcessCpuTime() - cpu) / 1e9;
        LOG.infof(
                "%d events in %.2f s: %.0f events/s; CPU of the service %.2f s",
                events, seconds, events / seconds, used);
        assertThat(events).isPositive();
    }

    private int run(int batches) {
        int count = 0;
        for (int b = 0; b < batches; b++) {
            List<ReceivedEvent> batch = batch();
            transactions
                    .inTransaction(session -> follow.apply(session, batch))
                    .await()
                    .atMost(Duration.ofSeconds(60));
            count += batch.size();
        }
        return count;
    }

    private static List<ReceivedEvent> batch() {
        var batch = new ArrayList<ReceivedEvent>();
        for (int i = 0; i < 125; i++) {
            var events = new CaseEvents();
            batch.add(received(events.registered("2026-03-04T09:00")));
            batch.add(received(events.dispatched("2026-03-04T09:01")));
            batch.add(received(events.signed("2026-03-04T10:00")));
            batch.add(received(events.reply("2026-03-05T10:00")));
        }
        return batch;
    }

    private static ReceivedEvent received(CaseEvent event) {
        Instant time = TestOffice.at("2026-03-04T09:00");
        return new ReceivedEvent(
                UUID.randomUUID(), "", event, time, time, false, null, "/test", "hotline.case-events", 0, 0, "{}");
    }
}
