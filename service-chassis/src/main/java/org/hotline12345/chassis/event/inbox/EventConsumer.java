package org.hotline12345.chassis.event.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hotline12345.chassis.database.MonthPartitions;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.event.EventTopics;

/**
 * Takes what is delivered of both topics; it is acknowledged when it is applied. The channels are held until the topics and the inbox are
 * ready.
 */
@ApplicationScoped
public class EventConsumer {
    private static final String CASES = "case-events";
    private static final String OFFICE = "office-events";

    /** The channels by which events come in. */
    public static final List<String> CHANNELS = List.of(CASES, OFFICE);

    private final WaitingRecords cases;
    private final WaitingRecords office;
    private final EventRoutes routes;
    private final EventTopics topics;
    private final Inbox inbox;
    private final MonthPartitions months;
    private final ConsumerSettings settings;
    private final ChannelRegistry channels;
    private final ConsumerStart start;

    EventConsumer(
            EventBatches batches,
            EventRoutes routes,
            EventTopics topics,
            Inbox inbox,
            MonthPartitions months,
            GroupCheck group,
            ConsumerState state,
            ConsumerSettings settings,
            Vertx vertx,
            @ConfigProperty(name = "mp.messaging.incoming.case-events.max.poll.records") int mostOfCases,
            @ConfigProperty(name = "mp.messaging.incoming.office-events.max.poll.records") int mostOfOffice,
            @Any Instance<ChannelRegistry> channels) {
        this.cases = new WaitingRecords(vertx, mostOfCases, records -> batches.process(records, routes.cases()));
        this.office = new WaitingRecords(vertx, mostOfOffice, records -> batches.process(records, routes.office()));
        this.routes = routes;
        this.topics = topics;
        this.inbox = inbox;
        this.months = months;
        this.settings = settings;
        this.channels = channels.get();
        this.start = new ConsumerStart(group::refusal, this::resume, state, Duration.ofSeconds(1));
    }

    /** Takes case events; completes when further ones may come. */
    @Incoming(CASES)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public Uni<Void> caseEvents(Message<ConsumerRecords<String, byte[]>> delivery) {
        return cases.take(delivery.getPayload(), delivery::ack);
    }

    /** Takes office events; completes when further ones may come. */
    @Incoming(OFFICE)
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    public Uni<Void> officeEvents(Message<ConsumerRecords<String, byte[]>> delivery) {
        return office.take(delivery.getPayload(), delivery::ack);
    }

    void start(@Observes @Priority(4000) StartupEvent event) {
        routes.cases();
        routes.office();
        StartWork.finish("the inbox", () -> months.ahead().chain(inbox::forgetOld));
        if (settings.enabled()) {
            topics.whenReady(start::begin);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        start.stop();
    }

    private void resume() {
        for (String channel : CHANNELS) {
            var pausable = channels.getPausable(channel);
            if (pausable != null && pausable.isPaused()) {
                pausable.resume();
            }
        }
    }
}
