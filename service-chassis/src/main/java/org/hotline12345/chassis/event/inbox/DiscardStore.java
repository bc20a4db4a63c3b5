package org.hotline12345.chassis.event.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;

/** Parked events that are to be discarded, and those that were. */
@ApplicationScoped
class DiscardStore {
    private static final String SAID = """
            update parked_event
            set discard_reason = $2,
                discard_by = $3,
                discard_at = $4,
                discard_version = discard_version + 1
            where id = $1
            returning %s
            """.formatted(ParkedEvents.COLUMNS);

    /** It counts as applied: it is not taken up should the topic be read again. */
    private static final String DISCARD = """
            with gone as (
              delete from parked_event
              where id = $1
              returning *),
            known as (
              insert into inbox (event_id, recorded_at)
              select event_id, $4
              from gone
              on conflict do nothing)
            insert into discarded_event
            select id, event_id, topic, key, type, time, source, payload, error, parked_at, discard_reason, discard_by, discard_at, $2, $3
            from gone
            returning *
            """;

    private static final String LIST = """
            select *
            from discarded_event
            where id > $1
            order by id
            limit $2
            """;

    private final Pool pool;

    DiscardStore(Pool pool) {
        this.pool = pool;
    }

    /** The parked event, locked; 404 if there is none. */
    Uni<Row> lock(Mutiny.Session session, long id) {
        return Sql.on(session)
                .first("select event_id, discard_by, discard_version from parked_event where id = $1 for update", id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    /** Why and by whom it is to be discarded; nulls take that back. */
    Uni<ParkedEvent> say(Mutiny.Session session, long id, String reason, String by, Instant at) {
        return Sql.on(session).first(SAID, id, reason, by, at).map(Rows.as(ParkedEvent.class)::apply);
    }

    Uni<DiscardedEvent> discard(Mutiny.Session session, long id, UUID event, String by, Instant at) {
        return Sql.on(session)
                .first(DISCARD, id, by, at, IncomingEvent.inboxTime(event))
                .map(Rows.as(DiscardedEvent.class)::apply);
    }

    Uni<Page<DiscardedEvent>> list(PageRequest request) {
        long after = request.cursor() == null ? 0 : request.cursor().number(0);
        return Sql.on(pool)
                .select(LIST, after, request.limit() + 1)
                .map(rows -> Page.of(
                        rows, request.limit(), row -> Cursor.encode(row.getLong("id")), Rows.as(DiscardedEvent.class)));
    }
}
