package org.hotline12345.followup.recalculation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.EventLoops;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.cases.CaseFiles;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Recomputed;
import org.hotline12345.followup.cases.model.Settled;
import org.hotline12345.followup.deadline.model.Wording;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.jboss.logging.Logger;

/**
 * Computes open deadlines anew, in batches, after the calendar or the policy changed; {@link Recalculations} tells how far it is.
 * What a run finds is what has not been reached yet, so it can be stopped and repeated at will, and several instances may work
 * on the same run. Nobody stays behind: whoever sets deadlines holds the office's revision until it commits, so after a change all
 * deadlines either have the new revision or are found here.
 */
@ApplicationScoped
public class RecalculateDeadlines {
    private static final Logger LOG = Logger.getLogger(RecalculateDeadlines.class);
    private static final int BATCH = 500;
    /** So many batches at once: while the database writes one the service computes another. */
    private static final int AT_ONCE = 3;

    /** The first case of each batch. */
    private static final String BATCHES_OF_OLDER_REVISION = """
            select case_id
            from (
              select case_id, row_number() over (order by case_id) as place
              from (
                select distinct case_id
                from deadline
                where ended_at is null
                  and calendar_revision < (select calendar_revision from office_state)) as left_behind) as numbered
            where place % $1 = 1
            order by case_id
            """;

    private static final String CASES_OF_OLDER_REVISION = """
            select case_id, min(calendar_revision) as revision
            from deadline
            where ended_at is null
              and calendar_revision < (select calendar_revision from office_state)
              and case_id >= $1
              and ($2::uuid is null or case_id < $2)
            group by case_id
            """;

    private static final String BATCHES_OF_OTHER_POLICY = """
            select case_id
            from (
              select case_id, row_number() over (order by case_id) as place
              from case_file
              where phase = 'HANDLING'
                and (policy_id, policy_version) <> ($2, $3)) as numbered
            where place % $1 = 1
            order by case_id
            """;

    private static final String CASES_OF_OTHER_POLICY = """
            select case_id
            from case_file
            where phase = 'HANDLING'
              and (policy_id, policy_version) <> ($3, $4)
              and case_id >= $1
              and ($2::uuid is null or case_id < $2)
            """;

    /** A batch: the cases from one on to the next batch's first; null for the last batch. */
    private record Range(UUID from, UUID to) {}

    private final Transactions transactions;
    private final Vertx vertx;
    private final Pool pool;
    private final CaseFiles files;
    private final OfficeBook book;
    private final Recalculations runs;
    private final Clock clock;

    public RecalculateDeadlines(
            Transactions transactions,
            Vertx vertx,
            Pool pool,
            CaseFiles files,
            OfficeBook book,
            Recalculations runs,
            Clock clock) {
        this.transactions = transactions;
        this.vertx = vertx;
        this.pool = pool;
        this.files = files;
        this.book = book;
        this.runs = runs;
        this.clock = clock;
    }

    /** Brings every open deadline to the present calendar and ends the run. */
    public Uni<Recalculation> toPresentCalendar(UUID run) {
        Sql sql = Sql.on(pool);
        return sql.select(BATCHES_OF_OLDER_REVISION, BATCH)
                .chain(rows -> rows.isEmpty()
                        ? runs.finish(sql, run, clock.instant())
                        : all(ranges(rows), range -> calendarBatch(run, range)).chain(() -> toPresentCalendar(run)));
    }

    /** Brings every case in handling under this version of the policy and ends the run. */
    public Uni<Recalculation> toPolicy(UUID run, PolicyVersion policy, Wording because, String by) {
        Sql sql = Sql.on(pool);
        return sql.select(BATCHES_OF_OTHER_POLICY, BATCH, policy.id(), policy.version())
                .chain(rows -> rows.isEmpty()
                        ? runs.finish(sql, run, clock.instant())
                        : all(ranges(rows), range -> policyBatch(run, range, policy, because, by))
                                .chain(() -> toPolicy(run, policy, because, by)));
    }

    private interface Batch {
        Uni<Void> run(Range range);
    }

    /** Each batch in a context of its own, for each has a session of its own. */
    private Uni<Void> all(List<Range> ranges, Batch batch) {
        return Multi.createFrom()
                .iterable(ranges)
                .onItem()
                .transformToUni(range -> EventLoops.apart(vertx, () -> batch.run(range)))
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> calendarBatch(UUID run, Range range) {
        return transactions.inTransaction(session -> Sql.on(session)
                .select(CASES_OF_OLDER_REVISION, range.from(), range.to())
                .chain(rows -> {
                    if (rows.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    long oldest = rows.stream()
                            .mapToLong(row -> row.getLong("revision"))
                            .min()
                            .orElseThrow();
                    return runs.changesSince(Sql.on(session), oldest)
                            .chain(change -> recompute(session, run, ids(rows), change.because(), change.days()));
                }));
    }

    private Uni<Void> policyBatch(UUID run, Range range, PolicyVersion policy, Wording because, String by) {
        return transactions.inTransaction(session -> Sql.on(session)
                .select(CASES_OF_OTHER_POLICY, range.from(), range.to(), policy.id(), policy.version())
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : switchPolicy(session, run, ids(rows), because, policy, by)));
    }

    private Uni<Void> recompute(Mutiny.Session session, UUID run, List<UUID> ids, Wording because, ChangedDays days) {
        return each(
                session,
                run,
                ids,
                Uni.createFrom().item(Map.of()),
                (file, settled, office) -> file.recalculating().recompute(because, days, cause(file, null), office));
    }

    private Uni<Void> switchPolicy(
            Mutiny.Session session, UUID run, List<UUID> ids, Wording because, PolicyVersion policy, String by) {
        return each(
                session,
                run,
                ids,
                Uni.createFrom().deferred(() -> files.settled(session, ids)),
                (file, settled, office) ->
                        file.recalculating().switchPolicy(policy, because, settled, cause(file, by), office));
    }

    private Cause cause(CaseFile file, String by) {
        return new Cause(clock.instant(), !file.progress().live(), by);
    }

    private interface Step {
        Recomputed take(CaseFile file, Set<Settled> settled, Office office);
    }

    /** What is settled is read when the cases are locked: nothing is added to it then. */
    private Uni<Void> each(
            Mutiny.Session session, UUID run, List<UUID> ids, Uni<Map<UUID, Set<Settled>>> settledOf, Step step) {
        return book.held(session)
                .chain(office -> files.lock(session, ids)
                        .chain(found -> settledOf.chain(settled -> {
                            Recomputed done = Recomputed.NOTHING;
                            for (CaseFile file : found.values()) {
                                Set<Settled> ofCase =
                                        settled.getOrDefault(file.facts().caseId(), Set.of());
                                done = done.plus(step.take(file, ofCase, office));
                            }
                            Recomputed sum = done;
                            return files.save(session, found.values())
                                    .chain(() -> runs.advance(Sql.on(session), run, sum))
                                    .invoke(() -> LOG.infof(
                                            "Deadlines recomputed: %d looked at, %d moved", sum.looked(), sum.moved()));
                        })));
    }

    private static List<UUID> ids(List<Row> rows) {
        return rows.stream().map(row -> row.getUUID("case_id")).toList();
    }

    private static List<Range> ranges(List<Row> rows) {
        List<UUID> starts = ids(rows);
        return IntStream.range(0, starts.size())
                .mapToObj(i -> new Range(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : null))
                .toList();
    }
}
