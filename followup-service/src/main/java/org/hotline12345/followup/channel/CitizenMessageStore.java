package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.followup.message.model.MessageKind;

/** Messages to citizens, and who wants none. */
@ApplicationScoped
class CitizenMessageStore {
    /**
     * A message that is to be sent.
     *
     * @param sentWith Under which id it went out before, if nobody knows whether that was taken. May be null.
     * @param unwanted Whether the citizen wants none by now, none about this case, or the unit that it names has the case no longer.
     */
    record ToTell(
            UUID id,
            UUID caseId,
            UUID citizenRef,
            MessageKind kind,
            String unit,
            Instant until,
            int tries,
            String caseNumber,
            UUID sentWith,
            boolean unwanted) {}

    /** A message on which a gateway reports. */
    record Out(UUID caseId, MessageKind kind, Instant createdAt) {}

    /** A message as it is listed. */
    record Sent(
            UUID id,
            MessageKind kind,
            String state,
            String channel,
            Instant createdAt,
            Instant sentAt,
            Instant endedAt,
            String lastError) {}

    /** Since when a citizen wants no messages, and who said so. */
    record Stop(Instant stoppedAt, String stoppedBy) {}

    private static final String TO_TELL = """
            m.id, m.case_id, m.citizen_ref, m.kind, m.unit, m.until, m.tries, f.case_number, m.sent_with,
              f.anonymity <> 'NAMED'
                or m.kind in ('TRANSFERRED', 'EXTENDED') and (f.unit is distinct from m.unit or f.phase = 'AWAITING_DISPATCH')
                or exists (
                select
                from message_stop s
                where s.citizen_ref = f.citizen_ref
                  and s.resumed_at is null) as unwanted
            """;

    private static final String TAKE = """
            with due as (
              select m.id
              from citizen_message m
              where m.state = 'WAITING'
                and m.next_try_at <= $1
                and ($2 or m.kind = any($3))
              order by m.next_try_at
              limit $4
              for update of m skip locked)
            update citizen_message m
            set next_try_at = $5,
                tries = m.tries + 1,
                citizen_ref = f.citizen_ref
            from due, case_file f
            where m.id = due.id
              and f.case_id = m.case_id
            returning %s
            """.formatted(TO_TELL);

    private static final String TAKE_BATCH = """
            with due as (
              select m.id
              from citizen_message m
              where m.batch_id = $1 and m.state in ('WAITING', 'SENT')
                or m.batch_id is null and m.state = 'WAITING' and m.next_try_at <= $2 and ($3 or m.kind = any($4))
                  and not exists (
                  select
                  from citizen_message known
                  where known.batch_id = $1)
              order by m.batch_id, m.next_try_at, m.id
              limit $5
              for update of m skip locked)
            update citizen_message m
            set batch_id = $1,
                channel = $6,
                tries = m.tries + 1,
                citizen_ref = f.citizen_ref
            from due, case_file f
            where m.id = due.id
              and f.case_id = m.case_id
            returning %s
            """.formatted(TO_TELL);

    private static final String MOVE = """
            update citizen_message
            set state = $2,
                channel = coalesce($3, channel),
                sent_with = coalesce($4, sent_with),
                sent_at = case when $2 = 'SENT' then coalesce(sent_at, $5) else sent_at end,
                ended_at = case when $2 in ('FAILED', 'CANCELLED', 'DELIVERED') then $5 end,
                last_error = $6,
                next_try_at = null
            where id = any($1)
              and state = 'WAITING'
            """;

    private static final String TRY_AGAIN = """
            update citizen_message
            set next_try_at = $2,
                last_error = $3
            where id = any($1)
              and state = 'WAITING'
            """;

    private static final String OUT = """
            select case_id, kind, created_at
            from citizen_message
            where sent_with = $1
              and channel = $2
              and state in ('WAITING', 'SENT')
            """;

    private static final String REPORTED = """
            update citizen_message
            set state = $3,
                sent_at = coalesce(sent_at, $4),
                ended_at = $4,
                next_try_at = null
            where sent_with = $1
              and channel = $2
              and state in ('WAITING', 'SENT')
            """;

    private static final String CITIZEN_OF = """
            select citizen_ref, array_agg(case_id) as cases
            from (
              select citizen_ref, case_id
              from citizen_message
              where sent_with = $1
                and channel = $2
              union
              select b.citizen_ref, b.case_id
              from survey_request r
              join callback b on b.id = r.callback_id
              where r.id = $1
                and r.channel = $2) written
            where citizen_ref is not null
            group by citizen_ref
            limit 1
            """;

    private static final String STOP = """
            insert into message_stop (citizen_ref, stopped_at, stopped_by)
            values ($1, $2, $3)
            on conflict (citizen_ref) do update
            set stopped_at = $2,
                stopped_by = $3,
                resumed_at = null,
                resumed_by = null
            where message_stop.resumed_at < $2
            """;

    private static final String RESUME = """
            update message_stop
            set resumed_at = $2,
                resumed_by = $3
            where citizen_ref = $1
              and resumed_at is null
            """;

    private static final String OF_CASE = """
            select id, kind, state, channel, created_at, sent_at, ended_at, last_error
            from citizen_message
            where case_id = $1
            order by created_at, id
            limit 200
            """;

    private static final String STOPPED = """
            select s.stopped_at, s.stopped_by
            from message_stop s
            where s.citizen_ref = $1
              and s.resumed_at is null
            """;

    private final Pool pool;

    CitizenMessageStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes what is due, until then on lease.
     *
     * @param anyKind false: those only that answer at once what the citizen does
     */
    Uni<List<ToTell>> take(
            Mutiny.Session session, boolean anyKind, List<String> atOnce, int most, Instant now, Instant until) {
        return Sql.on(session)
                .select(TAKE, now, anyKind, atOnce.toArray(String[]::new), most, until)
                .map(rows -> rows.stream().map(CitizenMessageStore::toTell).toList());
    }

    /** The messages of a batch that are not done with; a new one gets what is due, at most so many. */
    Uni<List<ToTell>> takeBatch(
            Mutiny.Session session,
            String channel,
            UUID batch,
            boolean anyKind,
            List<String> atOnce,
            int most,
            Instant now) {
        return Sql.on(session)
                .select(TAKE_BATCH, batch, now, anyKind, atOnce.toArray(String[]::new), most, channel)
                .map(rows -> rows.stream().map(CitizenMessageStore::toTell).toList());
    }

    /** How many messages a batch holds. */
    Uni<Integer> size(UUID batch) {
        return Sql.on(pool)
                .first("select count(*)::integer as size from citizen_message where batch_id = $1", batch)
                .map(row -> row.getInteger("size"));
    }

    private static ToTell toTell(Row row) {
        return new ToTell(
                row.getUUID("id"),
                row.getUUID("case_id"),
                row.getUUID("citizen_ref"),
                MessageKind.valueOf(row.getString("kind")),
                row.getString("unit"),
                Rows.instant(row, "until"),
                row.getInteger("tries"),
                row.getString("case_number"),
                row.getUUID("sent_with"),
                row.getBoolean("unwanted"));
    }

    /** What nobody could send since then is no news any more. */
    Uni<Integer> cancelOld(Instant now, Instant createdBefore) {
        return Sql.on(pool).update("""
                        update citizen_message
                        set state = 'CANCELLED',
                            next_try_at = null,
                            ended_at = $1,
                            last_error = 'no channel could send it in time'
                        where state = 'WAITING'
                          and next_try_at <= $1
                          and created_at < $2
                        """, now, createdBefore);
    }

    /** They went out as one under that id. */
    Uni<Void> sent(Collection<UUID> ids, String channel, UUID sentWith, Instant at) {
        return move(ids, "SENT", channel, sentWith, at, null);
    }

    /** They will not go out. */
    Uni<Void> ended(Collection<UUID> ids, boolean failed, Instant at, String why) {
        return move(ids, failed ? "FAILED" : "CANCELLED", null, null, at, why);
    }

    private Uni<Void> move(Collection<UUID> ids, String state, String channel, UUID sentWith, Instant at, String why) {
        return Sql.on(pool)
                .update(MOVE, ids.toArray(UUID[]::new), state, channel, sentWith, at, why)
                .replaceWithVoid();
    }

    /** Under which id they are sent: a report may come before the answer to the sending. */
    Uni<Void> sending(Collection<UUID> ids, String channel, UUID sentWith) {
        return Sql.on(pool)
                .update("""
                        update citizen_message
                        set channel = $2,
                            sent_with = $3
                        where id = any($1)
                        """, ids.toArray(UUID[]::new), channel, sentWith)
                .replaceWithVoid();
    }

    Uni<Void> tryAgain(Collection<UUID> ids, Instant next, String why) {
        return Sql.on(pool)
                .update(TRY_AGAIN, ids.toArray(UUID[]::new), next, why)
                .replaceWithVoid();
    }

    /** What went out under that id by that channel, and what became of it is not known yet. */
    Uni<List<Out>> out(UUID sentWith, String channel) {
        return Sql.on(pool)
                .select(OUT, sentWith, channel)
                .map(rows -> rows.stream()
                        .map(row -> new Out(
                                row.getUUID("case_id"),
                                MessageKind.valueOf(row.getString("kind")),
                                Rows.instant(row, "created_at")))
                        .toList());
    }

    /** A gateway reported. */
    Uni<Void> reported(UUID sentWith, String channel, boolean delivered, Instant at) {
        return Sql.on(pool)
                .update(REPORTED, sentWith, channel, delivered ? "DELIVERED" : "FAILED", at)
                .replaceWithVoid();
    }

    /** Who was written to under that id by that channel, and about which cases; null for nobody. */
    Uni<Contacts.Citizen> citizenOf(Mutiny.Session session, UUID requestId, String channel) {
        return Sql.on(session)
                .first(CITIZEN_OF, requestId, channel)
                .map(row -> row == null
                        ? null
                        : new Contacts.Citizen(row.getUUID("citizen_ref"), List.of(row.getArrayOfUUIDs("cases"))));
    }

    /** The citizen wants no more messages; answers whether that is new. */
    Uni<Boolean> stop(Mutiny.Session session, UUID citizenRef, Instant at, String by) {
        return Sql.on(session).update(STOP, citizenRef, at, by).map(changed -> changed > 0);
    }

    /** The same, as a person says. */
    Uni<Integer> stop(UUID citizenRef, Instant at, String by) {
        return Sql.on(pool).update(STOP, citizenRef, at, by);
    }

    /** The citizen wants messages again. */
    Uni<Boolean> resume(UUID citizenRef, Instant at, String by) {
        return Sql.on(pool).update(RESUME, citizenRef, at, by).map(changed -> changed > 0);
    }

    /** The messages about a case, the earliest first. */
    Uni<List<Sent>> ofCase(UUID caseId) {
        return Sql.on(pool)
                .select(OF_CASE, caseId)
                .map(rows -> rows.stream()
                        .map(row -> new Sent(
                                row.getUUID("id"),
                                MessageKind.valueOf(row.getString("kind")),
                                row.getString("state"),
                                row.getString("channel"),
                                Rows.instant(row, "created_at"),
                                Rows.instant(row, "sent_at"),
                                Rows.instant(row, "ended_at"),
                                row.getString("last_error")))
                        .toList());
    }

    /** Since when the citizen wants no messages; null: they are wanted. */
    Uni<Stop> stopOf(UUID citizenRef) {
        return Sql.on(pool)
                .first(STOPPED, citizenRef)
                .map(row ->
                        row == null ? null : new Stop(Rows.instant(row, "stopped_at"), row.getString("stopped_by")));
    }
}
