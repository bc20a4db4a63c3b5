package org.hotline12345.chassis.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.http.ProblemType;
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

    private static final String INSERT = """
            insert into outbox (event_id, topic, key, type, payload, time, recorded_at, imported, actor, traceparent)
            select event_id, topic, key, type, payload, time, $10, imported, actor, traceparent
            from unnest(
              $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[], $8::text[],
              $9::text[])
              with ordinality as draft (
                event_id, topic, key, type, payload, time, imported, actor, traceparent, position)
            order by position
            """;

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
     * Adds the events in this order, in one statement.
     *
     * @throws Problem {@code payload-too-large} (413) for a payload over {@link #MAX_PAYLOAD}, as the failure of the Uni
     */
    public Uni<Void> add(Mutiny.Session session, List<EventDraft> drafts) {
        if (drafts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().deferred(() -> insert(session, drafts));
    }

    private Uni<Void> insert(Mutiny.Session session, List<EventDraft> drafts) {
        int count = drafts.size();
        var ids = new UUID[count];
        var topics = new String[count];
        var keys = new String[count];
        var types = new String[count];
        var payloads = new String[count];
        var times = new OffsetDateTime[count];
        var imported = new Boolean[count];
        var actors = new String[count];
        var traces = new String[count];
        String current = currentTrace();
        for (int i = 0; i < count; i++) {
            EventDraft draft = drafts.get(i);
            ids[i] = UuidV7.next();
            topics[i] = topicOf(draft.event());
            keys[i] = keyOf(draft.event());
            types[i] = EventCatalogue.typeOf(draft.event().getClass());
            payloads[i] = payload(draft.event());
            times[i] = ShanghaiTime.of(draft.time());
            imported[i] = draft.imported();
            actors[i] = draft.actor();
            traces[i] = current != null ? current : CauseTraces.of(keys[i]);
        }
        return Sql.on(session)
                .update(
                        INSERT,
                        ids,
                        topics,
                        keys,
                        types,
                        payloads,
                        times,
                        imported,
                        actors,
                        traces,
                        ShanghaiTime.of(Instant.now()))
                .invoke(() -> transactions.afterCommit(session, relay.wakeUp()))
                .replaceWithVoid();
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
