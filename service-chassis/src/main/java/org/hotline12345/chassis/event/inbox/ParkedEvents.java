package org.hotline12345.chassis.event.inbox;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.CauseTraces;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.event.inbox.IncomingEvent.Fate;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.jboss.logging.Logger;

/** Parked events: their list, and their replay in order once the cause is repaired. */
@ApplicationScoped
public class ParkedEvents {
    private static final Logger LOG = Logger.getLogger(ParkedEvents.class);

    /** What a {@link ParkedEvent} is read from. */
    static final String COLUMNS = """
            id, event_id, topic, key, type, time, source, kafka_partition as partition, kafka_offset as "offset", error, attempts, parked_at,
              discard_reason, discard_by, discard_at, discard_version as version
            """;

    private static final String LIST = """
            select %s
            from parked_event
            where id > $1
            order by id
            limit $2
            """.formatted(COLUMNS);

    private static final String KEYS = """
            select topic, key
            from parked_event
            where $1::text is null
               or key = $1
            group by topic, key
            order by min(id)
            """;

    private static final String FIRST = """
            select *
            from parked_event
            where topic = $1
              and key = $2
            order by id
            limit 1
            for update
            """;

    private final Pool pool;
    private final Transactions transactions;
    private final EventReader reader;
    private final EventRoutes routes;
    private final Inbox inbox;
    private final ConsumerState state;

    ParkedEvents(
            Pool pool,
            Transactions transactions,
            EventReader reader,
            EventRoutes routes,
            Inbox inbox,
            ConsumerState state) {
        this.pool = pool;
        this.transactions = transactions;
        this.reader = reader;
        this.routes = routes;
        this.inbox = inbox;
        this.state = state;
    }

    /** The parked events in the order of parking. */
    public Uni<Page<ParkedEvent>> list(PageRequest request) {
        long after = request.cursor() == null ? 0 : request.cursor().number(0);
        int limit = request.limit();
        return Sql.on(pool)
                .select(LIST, after, limit + 1)
                .map(rows -> Page.of(rows, limit, row -> Cursor.encode(row.getLong("id")), Rows.as(ParkedEvent.class)));
    }

    /**
     * Applies the parked events again, key by key and in order; a key stops at the first event that still fails.
     *
     * @param key case id or key; null for all
     */
    public Uni<ReplayResult> replay(String key) {
        var progress = new Progress();
        return Sql.on(pool)
                .select(KEYS, key)
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(
                                row -> replayKey(row.getString("topic"), row.getString("key"), progress))
                        .onItem()
                        .ignoreAsUni())
                .chain(() -> Sql.on(pool).first("select count(*) as remaining from parked_event"))
                .map(row -> new ReplayResult(progress.replayed, row.getLong("remaining"), progress.failures));
    }

    private Uni<Void> replayKey(String topic, String key, Progress progress) {
        return Multi.createBy()
                .repeating()
                .uni(() -> replayFirst(topic, key, progress))
                .whilst(Boolean::booleanValue)
                .onItem()
                .ignoreAsUni();
    }

    /** Replays the first event of the key; true if there may be another one. */
    private Uni<Boolean> replayFirst(String topic, String key, Progress progress) {
        var current = new Row[1];
        return transactions
                .once(session -> Sql.on(session)
                        .first(FIRST, topic, key)
                        .invoke(row -> current[0] = row)
                        .chain(row -> row == null
                                ? Uni.createFrom().item(false)
                                : apply(session, row).replaceWith(true)))
                .invoke(applied -> {
                    if (applied) {
                        progress.replayed++;
                        state.count(current[0].getString("type"), "replayed", 1);
                    }
                })
                .onFailure(failure -> current[0] != null && !DatabaseErrors.isUnavailable(failure))
                .recoverWithUni(failure -> failed(current[0], failure, progress).replaceWith(false));
    }

    private Uni<Void> apply(Mutiny.Session session, Row row) {
        EventRoute route = routes.of(row.getString("topic"));
        IncomingEvent event = reader.again(received(row), row.getString("key"), row.getString("traceparent"), route);
        if (event.fate() == Fate.PARK) {
            return Uni.createFrom().failure(new IllegalStateException(event.error()));
        }
        if (event.trace() != null) {
            CauseTraces.remember(Map.of(event.key(), event.trace()));
        }
        // deleted first, else the event would stand behind itself
        return Sql.on(session)
                .update("delete from parked_event where id = $1", row.getLong("id"))
                .chain(() -> event.fate() == Fate.IGNORE
                        ? Uni.createFrom().voidItem()
                        : inbox.apply(session, event)
                                .chain(fresh -> fresh
                                        ? route.apply(session, List.of(event.received()))
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> failed(Row row, Throwable failure, Progress progress) {
        LOG.warnf(failure, "Parked event %s fails again", row.getUUID("event_id"));
        String error = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return Sql.on(pool)
                .select("""
                        update parked_event
                        set error = $2,
                            attempts = attempts + 1
                        where id = $1
                        returning %s
                        """.formatted(COLUMNS), row.getLong("id"), error)
                .invoke(rows -> rows.forEach(changed ->
                        progress.failures.add(Rows.as(ParkedEvent.class).apply(changed))))
                .replaceWithVoid();
    }

    private static ReceivedEvent received(Row row) {
        return new ReceivedEvent(
                row.getUUID("event_id"),
                row.getString("type"),
                null,
                Rows.instant(row, "time"),
                Rows.instant(row, "recorded_at"),
                row.getBoolean("imported"),
                row.getString("actor"),
                row.getString("source"),
                row.getString("topic"),
                row.getInteger("kafka_partition"),
                row.getLong("kafka_offset"),
                row.getString("payload"));
    }

    private static final class Progress {
        private int replayed;
        private final List<ParkedEvent> failures = new ArrayList<>();
    }
}
