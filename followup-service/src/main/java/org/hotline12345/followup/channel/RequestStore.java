package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.channel.ChannelResource.RequestView;
import org.hotline12345.followup.channel.model.RequestState;

/** What the channels ask citizens, and what they reported. */
@ApplicationScoped
class RequestStore {
    /** A callback whose turn it is. */
    record Turn(UUID callbackId, int attempts) {}

    /** An asking, and what it is about. */
    record Asked(UUID id, UUID callbackId, UUID caseId, Instant createdAt, Instant sentAt) {}

    /** An asking that is to be sent. */
    record ToSend(
            UUID id,
            UUID callbackId,
            UUID caseId,
            String channel,
            int tries,
            CallbackState callbackState,
            String caseNumber,
            String title,
            String replyText) {}

    /**
     * Another state for an asking that is in one of those; else it stays as it is.
     *
     * @param endedAt null while it goes on
     * @param sentAt when it was sent at the latest; null: nothing new
     * @param why for the administrator; may be null
     */
    record Move(RequestState to, Instant endedAt, Instant sentAt, String why, RequestState... from) {}

    // A callback is asked about once at a time, and not while an agent has its citizen on lease.
    private static final String TURN = """
            select id, automatic_attempts
            from callback
            where state = 'OPEN'
              and automatic_at <= $1
              and opened_at > $2
              and not confidential
              and not exists (
                select 1
                from callback other
                where other.citizen_ref = callback.citizen_ref
                  and other.state = 'CLAIMED'
                  and other.claimed_until > $1)
              and not exists (
                select 1
                from survey_request r
                where r.callback_id = callback.id
                  and r.state in ('WAITING', 'SENT', 'DELIVERED'))
            order by automatic_at, id
            limit $3
            for update skip locked
            """;

    private static final String OPEN = """
            with opened as (
              insert into survey_request (id, callback_id, channel, attempt, state, next_try_at, created_at)
              select new.id, new.callback_id, new.channel, new.attempt, 'WAITING', $5, $6
              from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[]) as new (id, callback_id, channel, attempt)
              returning callback_id, attempt)
            update callback
            set automatic_attempts = opened.attempt,
                automatic_at = null,
                next_attempt_at = greatest(next_attempt_at, $7),
                version = version + 1
            from opened
            where callback.id = opened.callback_id
            """;

    private static final String SILENT = """
            select r.id, r.callback_id, cb.case_id, r.created_at, r.sent_at
            from survey_request r
            join callback cb on cb.id = r.callback_id
            where r.state in ('SENT', 'DELIVERED')
              and r.sent_at <= $1
            order by r.sent_at
            limit $2
            """;

    private static final String UNASKED = """
            update callback
            set state = 'CANCELLED',
                automatic_at = null,
                claimed_by = null,
                claimed_until = null,
                ended_at = $1,
                version = version + 1
            where origin = 'ON_THE_SPOT'
              and state in ('OPEN', 'CLAIMED')
              and opened_at <= $2
            """;

    private static final String TO_SEND =
            "r.id, r.callback_id, r.channel, r.tries, cb.case_id, cb.state, cb.reply_text, f.case_number, f.title";

    private static final String TAKE = """
            with due as (
              select r.id
              from survey_request r
              join survey_channel c on c.code = r.channel
              where r.state = 'WAITING'
                and r.next_try_at <= $1
                and c.active
                and c.transport = any($2)
              order by r.next_try_at
              limit $3
              for update of r skip locked)
            update survey_request r
            set next_try_at = $4,
                tries = r.tries + 1
            from due, callback cb, case_file f
            where r.id = due.id
              and cb.id = r.callback_id
              and f.case_id = cb.case_id
            returning %s
            """.formatted(TO_SEND);

    private static final String TAKE_BATCH = """
            with due as (
              select r.id
              from survey_request r
              where r.channel = $1
                and (r.batch_id = $2 or r.batch_id is null and r.state = 'WAITING' and r.next_try_at <= $3)
              order by r.batch_id, r.next_try_at, r.id
              limit $4
              for update of r skip locked)
            update survey_request r
            set batch_id = $2,
                next_try_at = null,
                sent_at = coalesce(r.sent_at, $3),
                state = case when r.state = 'WAITING' then 'SENT' else r.state end,
                tries = r.tries + 1
            from due, callback cb, case_file f
            where r.id = due.id
              and cb.id = r.callback_id
              and f.case_id = cb.case_id
            returning %s
            """.formatted(TO_SEND);

    private static final String MOVE = """
            update survey_request
            set state = $2,
                ended_at = $3,
                sent_at = coalesce(sent_at, $4),
                last_error = $5,
                next_try_at = null
            where id = $1
              and state = any($6)
            """;

    private static final String OF_CHANNEL = """
            select r.id, r.callback_id, cb.case_id, r.attempt, r.state, r.tries, r.next_try_at, r.created_at, r.sent_at,
              r.ended_at, r.last_error
            from survey_request r
            join callback cb on cb.id = r.callback_id
            where r.channel = $1
              and r.state = $2
              and (r.created_at, r.id) > ($3, $4)
            order by r.created_at, r.id
            limit $5
            """;

    private final Pool pool;

    RequestStore(Pool pool) {
        this.pool = pool;
    }

    /** Locks callbacks whose turn it is, the first due first. */
    Uni<List<Turn>> turns(Mutiny.Session session, Instant now, Instant openedAfter, int most) {
        return Sql.on(session)
                .select(TURN, now, openedAfter, most)
                .map(rows -> rows.stream()
                        .map(row -> new Turn(row.getUUID("id"), row.getInteger("automatic_attempts")))
                        .toList());
    }

    /** Opens an asking for each; the channels take turns by the number of the attempt. */
    Uni<Integer> open(
            Mutiny.Session session,
            List<Turn> turns,
            List<String> channels,
            Instant sendAt,
            Instant now,
            Instant agentsFrom) {
        return Sql.on(session)
                .update(
                        OPEN,
                        IntStream.range(0, turns.size())
                                .mapToObj(i -> UuidV7.next())
                                .toArray(UUID[]::new),
                        turns.stream().map(Turn::callbackId).toArray(UUID[]::new),
                        turns.stream()
                                .map(turn -> channels.get(turn.attempts() % channels.size()))
                                .toArray(String[]::new),
                        turns.stream().map(turn -> turn.attempts() + 1).toArray(Integer[]::new),
                        sendAt,
                        now,
                        agentsFrom);
    }

    /** What was sent and brought nothing yet, the first sent first. */
    Uni<List<Asked>> silent(Instant now, int most) {
        return Sql.on(pool)
                .select(SILENT, now, most)
                .map(rows -> rows.stream().map(RequestStore::asked).toList());
    }

    /** Callbacks about answers on the spot that no channel asked in time are given up: no agent asks about them. */
    Uni<Integer> cancelUnasked(Instant now, Instant openedBefore) {
        return Sql.on(pool).update(UNASKED, now, openedBefore);
    }

    /** An asking of the channel that was sent; null if there is none. */
    Uni<Asked> find(Mutiny.Session session, UUID id, String channel) {
        return Sql.on(session).first("""
                        select r.id, r.callback_id, cb.case_id, r.created_at, r.sent_at
                        from survey_request r
                        join callback cb on cb.id = r.callback_id
                        where r.id = $1
                          and r.channel = $2
                          and r.tries > 0
                        """, id, channel).map(row -> row == null ? null : asked(row));
    }

    /** Takes what is due by one of the transports on lease. */
    Uni<List<ToSend>> take(Mutiny.Session session, List<String> transports, int most, Instant now, Instant leaseUntil) {
        return Sql.on(session)
                .select(TAKE, now, transports.toArray(String[]::new), most, leaseUntil)
                .map(RequestStore::toSend);
    }

    /** The askings of a batch; a new one gets what is due of the channel, at most so many. */
    Uni<List<ToSend>> takeBatch(Mutiny.Session session, String channel, UUID batch, int most, Instant now) {
        return Sql.on(session).select(TAKE_BATCH, channel, batch, now, most).map(RequestStore::toSend);
    }

    /** How many askings a batch holds; 0 if there is no such batch. */
    Uni<Integer> size(UUID batch) {
        return Sql.on(pool)
                .first("select count(*)::integer as size from survey_request where batch_id = $1", batch)
                .map(row -> row.getInteger("size"));
    }

    /** Whether it moved. */
    Uni<Boolean> move(Mutiny.Session session, UUID id, Move move) {
        return Sql.on(session)
                .update(MOVE, id, move.to(), move.endedAt(), move.sentAt(), move.why(), move.from())
                .map(changed -> changed > 0);
    }

    /** It is sent again then. */
    Uni<Void> tryAgain(Mutiny.Session session, UUID id, Instant at, String why) {
        return Sql.on(session).update("""
                        update survey_request
                        set next_try_at = $2,
                            last_error = $3
                        where id = $1
                          and state = 'WAITING'
                        """, id, at, why).replaceWithVoid();
    }

    /** Keeps what a channel reported; answers whether it is new. */
    Uni<Boolean> keep(Mutiny.Session session, Report report, String hash, boolean complete, Instant at, Instant now) {
        return Sql.on(session)
                .update("""
                        insert into survey_receipt (request_id, hash, event, complete, reported_at, received_at)
                        values ($1, $2, $3, $4, $5, $6)
                        on conflict do nothing
                        """, report.requestId(), hash, report.event(), complete, at, now)
                .map(added -> added > 0);
    }

    /** The askings of a channel in a state, the oldest first. */
    Uni<Page<RequestView>> ofChannel(String code, RequestState state, PageRequest page) {
        Cursor from = page.from();
        return Sql.on(pool)
                .select(OF_CHANNEL, code, state, from.instant(0), from.uuid(1), page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "created_at"), row.getUUID("id")),
                        row -> new RequestView(
                                row.getUUID("id"),
                                row.getUUID("callback_id"),
                                row.getUUID("case_id"),
                                row.getInteger("attempt"),
                                row.getString("state"),
                                row.getInteger("tries"),
                                Rows.time(row, "next_try_at"),
                                Rows.time(row, "created_at"),
                                Rows.time(row, "sent_at"),
                                Rows.time(row, "ended_at"),
                                row.getString("last_error"))));
    }

    private static Asked asked(Row row) {
        return new Asked(
                row.getUUID("id"),
                row.getUUID("callback_id"),
                row.getUUID("case_id"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "sent_at"));
    }

    private static List<ToSend> toSend(List<Row> rows) {
        return rows.stream()
                .map(row -> new ToSend(
                        row.getUUID("id"),
                        row.getUUID("callback_id"),
                        row.getUUID("case_id"),
                        row.getString("channel"),
                        row.getInteger("tries"),
                        CallbackState.valueOf(row.getString("state")),
                        row.getString("case_number"),
                        row.getString("title"),
                        row.getString("reply_text")))
                .toList();
    }
}
