package org.hotline12345.followup.channel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.callback.AnswerCallback;
import org.hotline12345.followup.cases.CaseCommands;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.survey.model.Instrument;

/**
 * Lets the channels ask: opens an asking for each callback whose turn it is, and ends those that brought nothing. With no active
 * channel it does nothing, and agents ask at once. Meanwhile agents wait; when the channels give up it is their turn.
 */
@ApplicationScoped
public class OpenRequests {
    private static final int BATCH = 200;

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
            select r.id, r.sent_at, r.callback_id, cb.case_id
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

    private final Transactions transactions;
    private final Pool pool;
    private final ChannelStore channels;
    private final CaseCommands commands;
    private final AnswerCallback answer;
    private final OfficeBook book;

    public OpenRequests(
            Transactions transactions,
            Pool pool,
            ChannelStore channels,
            CaseCommands commands,
            AnswerCallback answer,
            OfficeBook book) {
        this.transactions = transactions;
        this.pool = pool;
        this.channels = channels;
        this.commands = commands;
        this.answer = answer;
        this.book = book;
    }

    /** Opens the askings whose turn it is; answers how many. */
    public Uni<Integer> open(Instant now) {
        return transactions.inTransaction(session -> {
            Sql sql = Sql.on(session);
            return channels.all(sql)
                    .map(all -> all.stream().filter(Registration::active).toList())
                    .chain(active -> active.isEmpty()
                            ? Uni.createFrom().item(0)
                            : book.now(session).chain(office -> open(sql, active, office, now)));
        });
    }

    private Uni<Integer> open(Sql sql, List<Registration> active, Office office, Instant now) {
        Instrument instrument = office.surveys().instrument(SurveyInstrument.AUTOMATIC);
        Instant oldest = now.minus(Duration.ofDays(instrument.linkDays()));
        Instant sendAt = instrument.hours().next(now, office.calendar());
        Instant agentsFrom = AnswerCallback.nextAttempt(instrument, sendAt, office);
        return sql.select(TURN, now, oldest, BATCH).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().item(0);
            }
            int count = rows.size();
            var ids = new UUID[count];
            var callbacks = new UUID[count];
            var codes = new String[count];
            var attempts = new Integer[count];
            for (int i = 0; i < count; i++) {
                int made = rows.get(i).getInteger("automatic_attempts");
                ids[i] = UuidV7.next();
                callbacks[i] = rows.get(i).getUUID("id");
                codes[i] = active.get(made % active.size()).code();
                attempts[i] = made + 1;
            }
            return sql.update(OPEN, ids, callbacks, codes, attempts, sendAt, now, agentsFrom)
                    .replaceWith(count);
        });
    }

    /** Ends the askings that brought no answer within the plan's spacing; answers how many. */
    public Uni<Integer> endSilent(Instant now) {
        Sql sql = Sql.on(pool);
        return book.now().chain(office -> {
            Instrument instrument = office.surveys().instrument(SurveyInstrument.AUTOMATIC);
            return sql.select(SILENT, now, BATCH)
                    .map(rows -> rows.stream()
                            .filter(row -> isOver(row, instrument, office, now))
                            .toList())
                    .chain(rows -> endEach(rows, 0, now))
                    .call(() -> sql.update(UNASKED, now, now.minus(Duration.ofDays(instrument.linkDays()))));
        });
    }

    private static boolean isOver(Row row, Instrument instrument, Office office, Instant now) {
        Instant sentAt = row.getOffsetDateTime("sent_at").toInstant();
        return !AnswerCallback.nextAttempt(instrument, sentAt, office).isAfter(now);
    }

    private Uni<Integer> endEach(List<Row> rows, int at, Instant now) {
        return at == rows.size()
                ? Uni.createFrom().item(at)
                : transactions
                        .inTransaction(session -> end(session, rows.get(at), now))
                        .chain(() -> endEach(rows, at + 1, now));
    }

    private Uni<Void> end(Mutiny.Session session, Row row, Instant now) {
        return commands.onCallback(
                session,
                row.getUUID("case_id"),
                row.getUUID("callback_id"),
                (file, callback, office) -> Sql.on(session)
                        .update("""
                        update survey_request
                        set state = 'EXPIRED',
                            ended_at = $2
                        where id = $1
                          and state in ('SENT', 'DELIVERED')
                        """, row.getUUID("id"), now)
                        .invoke(changed -> {
                            if (changed == 0) {
                                // an answer came meanwhile
                                return;
                            }
                            Instant next = office.surveys()
                                    .instrument(SurveyInstrument.AUTOMATIC)
                                    .hours()
                                    .next(now, office.calendar());
                            answer.notReachedByChannel(callback, file, next, Cause.at(now, null), office);
                        })
                        .replaceWithVoid());
    }
}
