package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.channel.ChannelResource.RequestView;
import org.hotline12345.followup.channel.model.RequestState;

/** What the channels ask citizens, and what they reported. */
@ApplicationScoped
class RequestStore {
    /** A callback whose turn it is, and how often channels had it. */
    record Turn(UUID id, int turns) {}

    /** An asking, and what it is about. */
    record Asked(UUID id, UUID callbackId, UUID caseId, Instant createdAt, Instant sentAt) {}

    /**
     * An asking that is to be sent.
     *
     * @param stopped Whether the citizen wants no messages since it was opened.
     */
    record ToSend(
            UUID id,
            UUID callbackId,
            UUID caseId,
            String channel,
            int tries,
            CallbackState state,
            String caseNumber,
            String title,
            String replyText,
            boolean stopped) {}

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
            select id, (
              select count(*)::integer
              from survey_request r
              where r.callback_id = callback.id) as turns
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
                from message_stop s
                where s.citizen_ref = callback.citizen_ref
                  and s.resumed_at is null)
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
            insert into survey_request (id, callback_id, channel, attempt, state, next_try_at, created_at)
            select new.id, new.callback_id, new.channel, new.attempt, 'WAITING', $5, $6
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[]) as new (id, callback_id, channel, attempt)
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

    private static final String STRANDED = """
            select r.id, r.callback_id, cb.case_id, r.created_at, r.sent_at
            from survey_request r
            join callback cb on cb.id = r.callback_id
            join survey_channel c on c.code = r.channel
            where r.state = 'WAITING'
              and not c.active
            order by r.next_try_at
            limit $1
            """;

    private static final String AWAITED = """
            select r.id, r.callback_id, cb.case_id, r.created_at, r.sent_at
            from callback cb
            join survey_request r on r.callback_id = cb.id
            where cb.citizen_ref = $1
              and cb.state = 'OPEN'
              and r.channel = $2
              and r.state in ('SENT', 'DELIVERED')
            limit 2
            """;

    private static final String TO_SEND = """
            r.id, r.callback_id, r.channel, r.tries, cb.case_id, cb.state, cb.reply_text, f.case_number, f.title,
              exists (
                select
                from message_stop s
                where s.citizen_ref = cb.citizen_ref
                  and s.resumed_at is null) as stopped""";

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
            where r.channel = $4
              and r.state = $5
              and (r.created_at, r.id) > ($1, $2)
            order by r.created_at, r.id
            limit $3
            """;

    private final Pool pool;

    RequestStore(Pool pool) {
        this.pool = pool;
    }

    /** Locks callbacks whose turn it is, the first due first. */
    Uni<List<Turn>> turns(Mutiny.Session session, Instant now, Instant openedAfter, int most) {
        return Sql.on(session).list(Turn.class, TURN, now, openedAfter, most);
    }

    /** Opens an asking for each; the channels take turns one after the other, whether they could send or not. */
    Uni<Integer> open(Mutiny.Session session, List<Turn> turns, List<String> channels, Instant sendAt, Instant now) {
        return Sql.on(session)
                .update(
                        OPEN,
                        IntStream.range(0, turns.size())
                                .mapToObj(i -> UuidV7.next())
                                .toArray(UUID[]::new),
                        turns.stream().map(Turn::id).toArray(UUID[]::new),
                        turns.stream()
                                .map(turn -> channels.get(turn.turns() % channels.size()))
                                .toArray(String[]::new),
                        turns.stream().map(turn -> turn.turns() + 1).toArray(Integer[]::new),
                        sendAt,
                        now);
    }

    /** What was sent and brought nothing yet, the first sent first. */
    Uni<List<Asked>> silent(Instant now, int most) {
        return Sql.on(pool).list(Asked.class, SILENT, now, most);
    }

    /** What waits for a channel that is not used any more. */
    Uni<List<Asked>> stranded(int most) {
        return Sql.on(pool).list(Asked.class, STRANDED, most);
    }

    /** An asking of the channel that was sent; null if there is none. */
    Uni<Asked> find(Mutiny.Session session, UUID id, String channel) {
        return Sql.on(session).one(Asked.class, """
                        select r.id, r.callback_id, cb.case_id, r.created_at, r.sent_at
                        from survey_request r
                        join callback cb on cb.id = r.callback_id
                        where r.id = $1
                          and r.channel = $2
                          and r.tries > 0
                        """, id, channel);
    }

    /** What the channel asked the citizen and waits for, two at most; not what an agent has taken meanwhile. */
    Uni<List<Asked>> awaited(Mutiny.Session session, UUID citizenRef, String channel) {
        return Sql.on(session).list(Asked.class, AWAITED, citizenRef, channel);
    }

    /** Takes what is due by one of the transports on lease. */
    Uni<List<ToSend>> take(Mutiny.Session session, List<String> transports, int most, Instant now, Instant leaseUntil) {
        return Sql.on(session).list(ToSend.class, TAKE, now, transports.toArray(String[]::new), most, leaseUntil);
    }

    /** The askings of a batch; a new one gets what is due of the channel, at most so many. */
    Uni<List<ToSend>> takeBatch(Mutiny.Session session, String channel, UUID batch, int most, Instant now) {
        return Sql.on(session).list(ToSend.class, TAKE_BATCH, channel, batch, now, most);
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

    /** Whether a channel ever took a message for it. */
    Uni<Boolean> everSent(Mutiny.Session session, UUID callbackId) {
        return Sql.on(session).first("""
                        select exists (
                          select
                          from survey_request
                          where callback_id = $1
                            and sent_at is not null) as sent
                        """, callbackId).map(row -> row.getBoolean("sent"));
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
        return Sql.on(pool).rising(OF_CHANNEL, "created_at", "id", page, Rows.as(RequestView.class), code, state);
    }
}
