package org.hotline12345.assessment.figures.summary;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.definition.model.FactSource;
import org.hotline12345.chassis.database.Sql;

/** The summary of the facts in the database. */
@ApplicationScoped
class SummaryStore {
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final int CASES_AT_ONCE = 10_000;

    private static final String HOLD = "lock table public.journal in share row exclusive mode";

    private static final String LOOK = """
            select
              state.fingerprint is not distinct from $1::text
                and state.calendar is not distinct from working_day_state.revision as laid_out,
              state.filled_to is not distinct from '%s'::uuid as filled,
              exists (select from summary_change) as changes
            from summary_state state
            cross join working_day_state
            """.formatted(Summary.END);

    private static final String BEGIN = """
            insert into summary_state (fingerprint, filled_to, calendar)
            select $1::text, $2::uuid, revision
            from working_day_state
            on conflict (single) do update
            set fingerprint = excluded.fingerprint,
                filled_to = excluded.filled_to,
                calendar = excluded.calendar
            """;

    private static final String NEXT = """
            select
              state.filled_to as after,
              coalesce(
                (select case_id
                 from case_fact
                 where case_id > state.filled_to
                 order by case_id
                 offset $1
                 limit 1),
                '%1$s'::uuid) as until
            from summary_state state
            where state.filled_to < '%1$s'::uuid
            """.formatted(Summary.END);

    private static final String FILLED = """
            update summary_state
            set filled_to = $1
            """;

    private static final String FOLD = """
            select case when pg_try_advisory_xact_lock(hashtext('summary_fold')) then summary_fold() else 0 end as folded
            """;

    private static final String NEW_CALENDAR = """
            update summary_state
            set calendar = $1
            where calendar = $2
            """;

    private final Pool pool;

    SummaryStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What is found of the summary.
     *
     * @param laidOut Whether it is as the counts are defined.
     * @param filled Whether the facts of all cases are in it.
     * @param changes Whether changes wait to be moved into it.
     */
    record State(boolean laidOut, boolean filled, boolean changes) {}

    Uni<State> look() {
        return look(Sql.on(pool));
    }

    Uni<State> look(Mutiny.Session session) {
        return look(Sql.on(session));
    }

    private static Uni<State> look(Sql sql) {
        return sql.first(LOOK, SummaryDefinition.FINGERPRINT)
                .map(row -> new State(
                        row.getBoolean("laid_out"),
                        row.getBoolean("laid_out") && row.getBoolean("filled"),
                        row.getBoolean("changes")));
    }

    /** Holds back whoever writes facts: that begins in the journal. */
    Uni<Void> hold(Mutiny.Session session) {
        return Sql.on(session).update(HOLD).replaceWithVoid();
    }

    /** Makes empty tables, and the functions that keep them. */
    Uni<Void> layOut(Mutiny.Session session) {
        var sql = Sql.on(session);
        return sql.update("set local client_min_messages to warning")
                .chain(() -> each(SummaryDefinition.tables(), sql::update))
                .chain(() -> each(SummaryDefinition.functions(), sql::update));
    }

    /** Begins with an empty summary beside the facts that the transaction finds first. */
    Uni<Void> begin(Mutiny.Session session) {
        var sql = Sql.on(session);
        return each(SummaryDefinition.triggers(), sql::update)
                .chain(() -> sql.update(BEGIN, SummaryDefinition.FINGERPRINT, BEGINNING))
                .replaceWithVoid();
    }

    /** Adds the next cases; answers whether there are more. */
    Uni<Boolean> fillOn(Mutiny.Session session) {
        var sql = Sql.on(session);
        return sql.first(NEXT, CASES_AT_ONCE).chain(next -> {
            if (next == null) {
                return Uni.createFrom().item(false);
            }
            UUID until = next.getUUID("until");
            return each(
                            SummaryDefinition.shares(
                                    SummaryDefinition.sources(), 1, "t.case_id > $1::uuid and t.case_id <= $2::uuid"),
                            share -> sql.update(share, next.getUUID("after"), until))
                    .chain(() -> sql.update(FILLED, until))
                    .chain(() -> sql.select("select summary_fold()"))
                    .replaceWith(!until.toString().equals(Summary.END));
        });
    }

    /** Adds what the rounds give that straddle these days, or takes it away. */
    Uni<Void> straddling(Mutiny.Session session, int sign, SortedSet<LocalDate> days) {
        return each(
                SummaryDefinition.shares(List.of(FactSource.FINISHED), sign, """
                        t.finished_at >= ($1::date - 1)::timestamptz
                          and t.reply_day >= $1::date
                          and t.receipt_day < $2::date
                          and t.case_id <= (select filled_to from summary_state)"""),
                share -> Sql.on(session).update(share, days.first(), days.last()));
    }

    Uni<Void> newCalendar(Mutiny.Session session, long before, long now) {
        return Sql.on(session).update(NEW_CALENDAR, now, before).replaceWithVoid();
    }

    /** Moves the changes into the summary, unless somebody else does; answers how many. */
    Uni<Long> fold(Mutiny.Session session) {
        return Sql.on(session).first(FOLD).map(row -> row.getLong("folded"));
    }

    Uni<Void> vacuum() {
        return Sql.on(pool).update("vacuum summary_change").replaceWithVoid();
    }

    private static Uni<Void> each(List<String> statements, Function<String, Uni<?>> run) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String statement : statements) {
            done = done.chain(() -> run.apply(statement)).replaceWithVoid();
        }
        return done;
    }
}
