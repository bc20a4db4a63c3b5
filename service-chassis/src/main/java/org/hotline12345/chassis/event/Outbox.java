package org.hotline12345.chassis.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
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

    private record OutgoingEvent(EventDraft draft, String payload, String trace) {}

    /** All events of a transaction are one row. */
    private static final Table<OutgoingEvent> OUTBOX = new Table<OutgoingEvent>("outbox")
            .uuid("event_ids", event -> UuidV7.next())
            .text("topics", event -> topicOf(event.draft().event()))
            .text("keys", event -> keyOf(event.draft().event()))
            .text("types", event -> EventCatalogue.typeOf(event.draft().event().getClass()))
            .text("payloads", OutgoingEvent::payload)
            .time("times", event -> event.draft().time())
            .flag("imported", event -> event.draft().imported())
            .text("actors", event -> event.draft().actor())
            .text("traceparents", OutgoingEvent::trace);

    private final EventJson json;
    private final Transactions transactions;
    private final RelaySignal relay;

    public Outbox(EventJson json, Transactions transactions, RelaySignal relay) {
        this.json = json;
        this.transactions = transactions;
        this.relay = relay;
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
            writes.insertAsOne(OUTBOX, outgoing(drafts)).afterCommit(relay.wakeUp());
        }
    }

    private List<OutgoingEvent> outgoing(List<EventDraft> drafts) {
        String current = currentTrace();
        return drafts.stream()
                .map(draft -> new OutgoingEvent(
                        draft,
                        payload(draft.event()),
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
