package org.hotline12345.chassis.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.ClosingTable;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
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

    private static final ClosingTable OUTBOX = new ClosingTable(
            "told",
            """
            insert into outbox (event_id, topic, key, type, payload, time, recorded_at, imported, actor, traceparent)
            select event_id, topic, key, type, payload, time, recorded_at, imported, actor, traceparent
            from unnest(
              $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[],
              $8::boolean[], $9::text[], $10::text[])
              with ordinality as draft (
                event_id, topic, key, type, payload, time, recorded_at, imported, actor, traceparent, position)
            order by position
            """,
            UUID.class,
            String.class,
            String.class,
            String.class,
            String.class,
            OffsetDateTime.class,
            OffsetDateTime.class,
            Boolean.class,
            String.class,
            String.class);

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
        if (drafts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().voidItem().invoke(() -> {
            transactions.atClose(session, OUTBOX, rows(drafts));
            transactions.afterCommit(session, relay.wakeUp());
        });
    }

    private List<Object[]> rows(List<EventDraft> drafts) {
        String current = currentTrace();
        OffsetDateTime now = ShanghaiTime.of(Instant.now());
        var rows = new ArrayList<Object[]>(drafts.size());
        for (EventDraft draft : drafts) {
            String key = keyOf(draft.event());
            rows.add(new Object[] {
                UuidV7.next(),
                topicOf(draft.event()),
                key,
                EventCatalogue.typeOf(draft.event().getClass()),
                payload(draft.event()),
                ShanghaiTime.of(draft.time()),
                now,
                draft.imported(),
                draft.actor(),
                current != null ? current : CauseTraces.of(key)
            });
        }
        return rows;
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
