package org.hotline12345.chassis.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.OfficeEvent;
import org.hotline12345.events.Topics;

/**
 * The only way events leave a service: they are rows of the transaction that changed the aggregate, and the relay sends
 * them after the commit, in the order of their ids. Lock the cases touched, in id order, before adding their events: then
 * the events of a case keep the order in which it changed.
 */
@ApplicationScoped
public class Outbox {
    /** The largest payload, in bytes of UTF-8. */
    public static final int MAX_PAYLOAD = 256 * 1024;

    /** A row. */
    private record OutgoingEvent(EventDraft draft, String payload, OffsetDateTime recordedAt, String trace) {}

    private static final Table<OutgoingEvent> OUTBOX = new Table<OutgoingEvent>("outbox")
            .uuid("event_id", event -> UuidV7.next())
            .text("topic", event -> topicOf(event.draft().event()))
            .text("key", event -> keyOf(event.draft().event()))
            .text("type", event -> EventCatalogue.typeOf(event.draft().event().getClass()))
            .text("payload", OutgoingEvent::payload)
            .time("time", event -> event.draft().time())
            .column("recorded_at", "timestamptz", OffsetDateTime.class, OutgoingEvent::recordedAt)
            .flag("imported", event -> event.draft().imported())
            .text("actor", event -> event.draft().actor())
            .text("traceparent", OutgoingEvent::trace);

    private final EventJson json;
    private final Transactions transactions;
    private final RelaySignal relay;
    private final Clock clock;

    public Outbox(EventJson json, Transactions transactions, RelaySignal relay, Clock clock) {
        this.json = json;
        this.transactions = transactions;
        this.relay = relay;
        this.clock = clock;
    }

    /** Adds the events in this order. */
    public Uni<Void> add(Mutiny.Session session, EventDraft... drafts) {
        return add(session, List.of(drafts));
    }

    /**
     * Adds the events in this order; they are written at the end of the transaction.
     *
     * @throws Problem {@code payload-too-large} (413) for a payload over {@link #MAX_PAYLOAD}, as the failure of the Uni
     */
    public Uni<Void> add(Mutiny.Session session, List<EventDraft> drafts) {
        return Uni.createFrom().voidItem().invoke(() -> add(transactions.atClose(session), drafts));
    }

    /** Adds the events in this order to what is written. */
    public void add(Writes writes, List<EventDraft> drafts) {
        if (!drafts.isEmpty()) {
            writes.insert(OUTBOX, outgoing(drafts)).afterCommit(relay.wakeUp());
        }
    }

    private List<OutgoingEvent> outgoing(List<EventDraft> drafts) {
        String current = currentTrace();
        OffsetDateTime now = ShanghaiTime.of(clock.instant());
        return drafts.stream()
                .map(draft -> new OutgoingEvent(
                        draft,
                        payload(draft.event()),
                        now,
                        current != null ? current : CauseTraces.of(keyOf(draft.event()))))
                .toList();
    }

    /** Tells the relay of rows that a statement of the service's own has written and committed. */
    public void committed() {
        relay.wakeUp().run();
    }

    /**
     * The event as it stands in the outbox.
     *
     * @throws Problem {@code payload-too-large} (413) over {@link #MAX_PAYLOAD}
     */
    public String payload(HotlineEvent event) {
        String text;
        try {
            text = json.write(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + event.getClass().getSimpleName() + " as JSON", e);
        }
        if (text.length() > MAX_PAYLOAD / 4 && text.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD) {
            throw Problem.of(ProblemType.PAYLOAD_TOO_LARGE, MAX_PAYLOAD / 1024 + " KiB");
        }
        return text;
    }

    static String topicOf(HotlineEvent event) {
        return event instanceof CaseEvent ? Topics.CASE_EVENTS : Topics.OFFICE_EVENTS;
    }

    static String keyOf(HotlineEvent event) {
        return event instanceof CaseEvent caseEvent ? caseEvent.caseId().toString() : ((OfficeEvent) event).key();
    }

    /** The trace of this request, as the outbox keeps it; null where nothing is traced. */
    public static String currentTrace() {
        var context = Span.current().getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex()
                : null;
    }
}
