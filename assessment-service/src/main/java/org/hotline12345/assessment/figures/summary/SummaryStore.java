package org.hotline12345.assessment.figures.summary;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.definition.model.FactSource;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.jboss.logging.Logger;

/**
 * Looks after the summary of the facts: lays it out as the counts are defined, fills it case by case beside the work, and moves
 * the changes that come with new facts into it. Until it is filled, figures are counted from the facts.
 */
@ApplicationScoped
public class SummaryStore {
    /** What belongs to the summary; made anew with the facts. */
    public static final List<String> TABLES = List.of("summary", "summary_change", "summary_state");

    /** The place behind all cases. */
    public static final String END = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    private static final Logger LOG = Logger.getLogger(SummaryStore.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final int CASES_AT_ONCE = 10_000;

    /** The longer changes gather, the more of them meet in the same row; every question adds up those that wait. */
    private static final Duration BETWEEN_FOLDS = Duration.ofSeconds(5);

    /** How many times as long as the last moving took they gather: while very much comes in, moving must not take the machine. */
    private static final int REST = 3;

    /** So many changes moved leave traces worth clearing away at once. */
    private static final long WORTH_VACUUM = 20_000;

    /** Holds back whoever writes facts: that begins in the journal. */
    private static final String HOLD = "lock table public.journal in share row exclusive mode";

    private static final String LOOK = """
            select
              state.fingerprint is not distinct from $1::text
                and state.calendar is not distinct from working_day_state.revision as laid_out,
              state.filled_to is not distinct from '%s'::uuid as filled,
              exists (select from summary_change) as changes
            from summary_state state
            cross join working_day_state
            """.formatted(END);

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
            """.formatted(END);

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

    private final Transactions transactions;
    private final Pool pool;
    private final AtomicLong sinceVacuum = new AtomicLong();
    private volatile boolean filled;
    private volatile long nextFold = System.nanoTime();

    SummaryStore(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    /** Whether figures may be read from the summary, as far as this instance has seen. */
    public boolean filled() {
        return filled;
    }

    void start(@Observes @Priority(2_000) StartupEvent event) {
        look().await().atMost(PATIENCE);
    }

    /** Lays out, fills on, moves changes: whatever is next. */
    @Scheduled(
            every = "1s",
            identity = "summary",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tend() {
        return look().chain(state -> state.filled ? state.changes && foldIsDue() ? fold() : nothing() : fill())
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warn("The summary of the facts is not up to date yet", failure);
                    return null;
                });
    }

    /** What was found of the summary. */
    private record State(boolean laidOut, boolean filled, boolean changes) {}

    private Uni<State> look() {
        return found(Sql.on(pool))
                .chain(state -> state.laidOut
                        ? Uni.createFrom().item(state)
                        : transactions.inTransaction(this::layOut).replaceWith(new State(true, false, false)))
                .invoke(state -> filled = state.filled);
    }

    private static Uni<State> found(Sql sql) {
        return sql.first(LOOK, SummaryDefinition.FINGERPRINT)
                .map(row -> new State(
                        row.getBoolean("laid_out"),
                        row.getBoolean("laid_out") && row.getBoolean("filled"),
                        row.getBoolean("changes")));
    }

    private Uni<Void> layOut(Mutiny.Session session) {
        var sql = Sql.on(session);
        return sql.update(HOLD).chain(() -> found(sql)).chain(state -> {
            if (state.laidOut) {
                return nothing();
            }
            LOG.info("The summary of the facts is laid out anew");
            return sql.update("set local client_min_messages to warning")
                    .chain(() -> all(sql, SummaryDefinition.tables()))
                    .chain(() -> all(sql, SummaryDefinition.functions()))
                    .chain(() -> begin(session));
        });
    }

    /** Begins with an empty summary beside the facts that the transaction finds first. */
    public Uni<Void> begin(Mutiny.Session session) {
        var sql = Sql.on(session);
        return all(sql, SummaryDefinition.triggers())
                .chain(() -> sql.update(BEGIN, SummaryDefinition.FINGERPRINT, BEGINNING))
                .replaceWithVoid();
    }

    private Uni<Void> fill() {
        return transactions
                .inTransaction(session -> Sql.on(session).update(HOLD).chain(() -> fillOn(session)))
                .chain(more -> more ? fill() : look().replaceWithVoid());
    }

    /**
     * Adds the next cases to the summary, in a transaction that sees no others write their facts.
     *
     * @return Whether there are more.
     */
    public Uni<Boolean> fillOn(Mutiny.Session session) {
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
                    .replaceWith(!until.toString().equals(END));
        });
    }

    /**
     * Follows a new calendar: changes the numbers of the working days, and what the summary holds of the rounds that straddle days
     * which turned into working days or ceased to be some.
     *
     * @param turned Those days.
     * @param before Revision of the calendar before.
     * @param now Revision of the calendar now.
     * @param renumber Writes the numbers.
     */
    Uni<Void> follow(Sql sql, SortedSet<LocalDate> turned, long before, long now, Uni<?> renumber) {
        Uni<?> renumbered = turned.isEmpty()
                ? renumber
                : sql.update(HOLD)
                        .chain(() -> straddling(sql, -1, turned))
                        .chain(() -> renumber)
                        .chain(() -> straddling(sql, 1, turned));
        return renumbered.chain(() -> sql.update(NEW_CALENDAR, now, before)).replaceWithVoid();
    }

    private static Uni<Void> straddling(Sql sql, int sign, SortedSet<LocalDate> turned) {
        return each(
                SummaryDefinition.shares(List.of(FactSource.FINISHED), sign, """
                        t.finished_at >= ($1::date - 1)::timestamptz
                          and t.reply_day >= $1::date
                          and t.receipt_day < $2::date
                          and t.case_id <= (select filled_to from summary_state)"""),
                share -> sql.update(share, turned.first(), turned.last()));
    }

    private boolean foldIsDue() {
        return System.nanoTime() - nextFold >= 0;
    }

    private Uni<Void> fold() {
        long begun = System.nanoTime();
        nextFold = begun + BETWEEN_FOLDS.toNanos();
        return transactions
                .inTransaction(session -> Sql.on(session).first(FOLD).map(row -> row.getLong("folded")))
                .chain(folded -> {
                    long ended = System.nanoTime();
                    nextFold = ended + Math.max(BETWEEN_FOLDS.toNanos(), REST * (ended - begun));
                    if (sinceVacuum.addAndGet(folded) < WORTH_VACUUM) {
                        return nothing();
                    }
                    sinceVacuum.set(0);
                    return Sql.on(pool).update("vacuum summary_change").replaceWithVoid();
                });
    }

    private static Uni<Void> all(Sql sql, List<String> statements) {
        return each(statements, sql::update);
    }

    private static Uni<Void> each(List<String> statements, Function<String, Uni<?>> run) {
        Uni<Void> done = nothing();
        for (String statement : statements) {
            done = done.chain(() -> run.apply(statement)).replaceWithVoid();
        }
        return done;
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
