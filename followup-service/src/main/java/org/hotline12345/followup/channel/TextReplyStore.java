package org.hotline12345.followup.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.followup.channel.TextReplyResource.CountsView;
import org.hotline12345.followup.channel.TextReplyResource.TextReplyView;
import org.hotline12345.followup.channel.model.ReplyClock;
import org.hotline12345.followup.channel.model.TextReplyOutcome;
import org.hotline12345.followup.channel.model.TextReplyState;

/** Short messages of citizens that answer no question of ours. */
@ApplicationScoped
class TextReplyStore {
    /**
     * A reply as it comes.
     *
     * @param mark By what it is known again.
     * @param sealedPhone The telephone, encrypted.
     * @param phone The covered telephone; empty where the gateway tells none.
     * @param text What was written, masked.
     */
    record Kept(
            UUID id,
            String channel,
            String mark,
            byte[] sealedPhone,
            String phone,
            String text,
            Instant saidAt,
            Instant receivedAt) {}

    /** A reply of which intake is to be asked. */
    record Waiting(UUID id, String channel, byte[] sealedPhone, String text, Instant saidAt) {}

    /** Who decides on what, as far as it matters for deciding. */
    record Standing(UUID id, int version, TextReplyState state, String text, String claimedBy, Instant claimedUntil) {
        /** Whether somebody has it on lease then. */
        boolean isTaken(Instant at) {
            return claimedUntil != null && claimedUntil.isAfter(at);
        }
    }

    private static final String KEEP = """
            insert into text_reply (
              id, channel, mark, sealed_phone, phone, text, said_at, received_at, next_try_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
            on conflict do nothing
            """;

    private static final String TAKE = """
            with due as (
              select r.id
              from text_reply r
              where r.state = 'WAITING'
                and r.next_try_at <= $1
              order by r.received_at, r.id
              limit $2
              for update of r skip locked)
            update text_reply r
            set next_try_at = $3
            from due
            where r.id = due.id
            returning r.id, r.channel, r.sealed_phone, r.text, r.said_at, r.received_at
            """;

    /** Locks it, should it still wait. */
    private static final String WAITS = """
            select id
            from text_reply
            where id = $1
              and state = 'WAITING'
            for update
            """;

    private static final String SETTLE = """
            update text_reply
            set version = version + 1,
                state = $2,
                sealed_phone = null,
                next_try_at = null,
                citizen_ref = $3,
                cases = $4,
                outcome = $5,
                case_id = $6,
                handled_by = $7,
                handled_at = $8,
                due_at = $9,
                yellow_at = $10,
                red_at = $11,
                urge_at = $12
            where id = $1
              and state = 'WAITING'
            """;

    private static final String URGE = """
            update text_reply
            set urged_at = $1
            where state = 'OPEN'
              and urged_at is null
              and urge_at <= $1
            """;

    private static final String VIEW = """
            select r.id, r.version, r.channel, nullif(r.phone, '') as phone, r.text, r.said_at, r.received_at, r.state,
              r.outcome, r.case_id, h.case_number, r.note, r.claimed_by, r.claimed_until, r.handled_by, r.handled_at,
              r.due_at, r.yellow_at, r.red_at, r.urged_at,
              coalesce((
                select jsonb_agg(jsonb_build_object(
                  'caseId', f.case_id, 'caseNumber', f.case_number, 'title', f.title, 'unit', f.unit, 'phase', f.phase)
                  order by known.place)
                from unnest(r.cases) with ordinality as known (case_id, place)
                join case_file f on f.case_id = known.case_id)::text, '[]') as cases
            from text_reply r
            left join case_file h on h.case_id = r.case_id
            """;

    private static final String OLDEST_FIRST = VIEW + """
            where r.state = $4
              and (r.received_at, r.id) > ($1, $2)
            order by r.received_at, r.id
            limit $3
            """;

    private static final String LATEST_FIRST = VIEW + """
            where r.state = $4
              and ($1::timestamptz is null or (r.received_at, r.id) < ($1, $2::uuid))
            order by r.received_at desc, r.id desc
            limit $3
            """;

    private static final String ONE = VIEW + "where r.id = $1";

    private static final String COUNTS = """
            select count(*) filter (where state = 'OPEN') as open,
              count(*) filter (where state = 'OPEN' and due_at < $2) as overdue,
              count(*) filter (where state = 'OPEN' and claimed_by = $1 and claimed_until > $2) as mine,
              count(*) filter (where state = 'WAITING') as waiting
            from text_reply
            where state in ('OPEN', 'WAITING')
            """;

    private static final String STANDING = """
            select id, version, state, text, claimed_by, claimed_until
            from text_reply
            where id = $1
            """;

    private static final String CLAIM = """
            update text_reply
            set version = version + 1,
                claimed_by = $2,
                claimed_until = $3
            where id = $1
            """;

    private static final String HANDLE = """
            update text_reply
            set version = version + 1,
                state = 'HANDLED',
                outcome = $2,
                case_id = $3,
                note = $4,
                handled_by = $5,
                handled_at = $6,
                claimed_by = null,
                claimed_until = null
            where id = $1
            """;

    /** What a machine did has no clock. */
    private static final ReplyClock UNTIMED = new ReplyClock(null, null, null, null);

    private static final RecordReader<Standing> STANDINGS = RecordReader.of(Standing.class);

    /** Replies of one request came at the same moment, in the order of their ids. */
    private static final Comparator<Row> CAME = Comparator.<Row, Instant>comparing(
                    row -> Rows.instant(row, "received_at"))
            .thenComparing(row -> row.getUUID("id").toString());

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;

    TextReplyStore(Pool pool, ObjectMapper json, Clock clock) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps it; answers whether it is new. */
    Uni<Boolean> keep(Kept reply) {
        return keep(Sql.on(pool), reply);
    }

    /** The same in a transaction, which goes on to {@link #open}. */
    Uni<Boolean> keep(Mutiny.Session session, Kept reply) {
        return keep(Sql.on(session), reply);
    }

    private static Uni<Boolean> keep(Sql sql, Kept reply) {
        return sql.update(
                        KEEP,
                        reply.id(),
                        reply.channel(),
                        reply.mark(),
                        reply.sealedPhone(),
                        reply.phone(),
                        reply.text(),
                        reply.saidAt(),
                        reply.receivedAt())
                .map(added -> added > 0);
    }

    /** Takes what is due on lease, in the order in which it came. */
    Uni<List<Waiting>> take(Mutiny.Session session, int most, Instant now, Instant until) {
        return Sql.on(session)
                .select(TAKE, now, most, until)
                .map(rows -> rows.stream()
                        .sorted(CAME)
                        .map(row -> new Waiting(
                                row.getUUID("id"),
                                row.getString("channel"),
                                row.getBuffer("sealed_phone").getBytes(),
                                row.getString("text"),
                                Rows.instant(row, "said_at")))
                        .toList());
    }

    /** It is looked at again then. */
    Uni<Void> postpone(UUID id, Instant at) {
        return Sql.on(pool)
                .update("update text_reply set next_try_at = $2 where id = $1 and state = 'WAITING'", id, at)
                .replaceWithVoid();
    }

    /** Locks it; whether nobody has settled it meanwhile. */
    Uni<Boolean> stillWaits(Mutiny.Session session, UUID id) {
        return Sql.on(session).first(WAITS, id).map(row -> row != null);
    }

    /** A person is to read it, by that clock. */
    Uni<Void> open(Mutiny.Session session, UUID id, Contacts.Citizen citizen, ReplyClock clock) {
        return settle(session, id, TextReplyState.OPEN, citizen, null, null, null, null, clock);
    }

    /** Notes that it was urged about those whose time has come and that nobody has handled; each counts once. */
    Uni<Integer> urge(Instant now) {
        return Sql.on(pool).update(URGE, now);
    }

    /** A machine did what it says. */
    Uni<Void> done(
            Mutiny.Session session,
            UUID id,
            Contacts.Citizen citizen,
            TextReplyOutcome outcome,
            UUID caseId,
            String by,
            Instant at) {
        return settle(session, id, TextReplyState.HANDLED, citizen, outcome, caseId, by, at, UNTIMED);
    }

    private static Uni<Void> settle(
            Mutiny.Session session,
            UUID id,
            TextReplyState state,
            Contacts.Citizen citizen,
            TextReplyOutcome outcome,
            UUID caseId,
            String by,
            Instant at,
            ReplyClock clock) {
        return Sql.on(session)
                .update(
                        SETTLE,
                        id,
                        state,
                        citizen.ref(),
                        citizen.cases().toArray(UUID[]::new),
                        outcome,
                        caseId,
                        by,
                        at,
                        clock.dueAt(),
                        clock.yellowAt(),
                        clock.redAt(),
                        clock.urgeAt())
                .replaceWithVoid();
    }

    /** Those in a state: what is to be done in the order in which it came, what was done the latest first. */
    Uni<Page<TextReplyView>> list(TextReplyState state, PageRequest page, Function<Standing, List<String>> allowed) {
        var reader = reader(allowed);
        return state == TextReplyState.HANDLED
                ? Sql.on(pool).page(LATEST_FIRST, "received_at", page, reader, state)
                : Sql.on(pool).rising(OLDEST_FIRST, "received_at", "id", page, reader, state);
    }

    /** One of them; null if there is none. */
    Uni<TextReplyView> find(UUID id, Function<Standing, List<String>> allowed) {
        return Sql.on(pool)
                .first(ONE, id)
                .map(row -> row == null ? null : reader(allowed).apply(row));
    }

    /** The same as this transaction sees it. */
    Uni<TextReplyView> find(Mutiny.Session session, UUID id, Function<Standing, List<String>> allowed) {
        return Sql.on(session).first(ONE, id).map(reader(allowed));
    }

    private Function<Row, TextReplyView> reader(Function<Standing, List<String>> allowed) {
        Instant now = clock.instant();
        return RecordReader.of(TextReplyView.class, json)
                .with("mark", row -> mark(row, now))
                .with("allowed", row -> allowed.apply(STANDINGS.apply(row)));
    }

    /** The mark that it has now, or had when it was handled. */
    private static DeadlineMark mark(Row row, Instant now) {
        Instant handled = Rows.instant(row, "handled_at");
        return ReplyClock.markAt(
                handled == null ? now : handled, Rows.instant(row, "yellow_at"), Rows.instant(row, "red_at"));
    }

    /** How many there are to do, and how many the agent has. */
    Uni<CountsView> counts(String agent, Instant now) {
        return Sql.on(pool).one(CountsView.class, COUNTS, agent, now);
    }

    /** Where it stands; null if there is none. */
    Uni<Standing> standing(UUID id) {
        return Sql.on(pool).one(Standing.class, STANDING, id);
    }

    /** The same, locked. */
    Uni<Standing> lock(Mutiny.Session session, UUID id) {
        return Sql.on(session).one(Standing.class, STANDING + "for update", id);
    }

    /** Gives one that is locked to an agent on lease. */
    Uni<Void> claim(Mutiny.Session session, UUID id, String agent, Instant until) {
        return Sql.on(session).update(CLAIM, id, agent, until).replaceWithVoid();
    }

    /** What came of one that is locked. */
    Uni<Void> handle(
            Mutiny.Session session,
            UUID id,
            TextReplyOutcome outcome,
            UUID caseId,
            String note,
            String by,
            Instant at) {
        return Sql.on(session).update(HANDLE, id, outcome, caseId, note, by, at).replaceWithVoid();
    }
}
