package org.hotline12345.followup.regulation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.EventLoops;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.followup.calendar.model.CalendarHistory;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Cause;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.cases.model.Recomputed;
import org.hotline12345.followup.cases.model.Settled;
import org.hotline12345.followup.policy.model.PolicyBook;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.jboss.logging.Logger;

/**
 * Computes open deadlines anew, in batches, after the calendar or the policy changed; {@link RecalculationStore} tells how far it is.
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

    /** A batch: the cases from one on to the next batch's first; null for the last batch. */
    private record Range(UUID from, UUID to) {}

    private final Transactions transactions;
    private final Vertx vertx;
    private final Cases files;
    private final OfficeQueries book;
    private final RecalculationStore runs;
    private final Clock clock;

    public RecalculateDeadlines(
            Transactions transactions,
            Vertx vertx,
            Cases files,
            OfficeQueries book,
            RecalculationStore runs,
            Clock clock) {
        this.transactions = transactions;
        this.vertx = vertx;
        this.files = files;
        this.book = book;
        this.runs = runs;
        this.clock = clock;
    }

    /** Brings every open deadline to the present calendar and ends the run. */
    public Uni<Recalculation> toPresentCalendar(UUID run) {
        return until(
                run,
                () -> runs.batchesOfOlderRevision(BATCH),
                (session, office, range) -> runs.ofOlderRevision(session, range.from(), range.to())
                        .chain(left -> left.caseIds().isEmpty()
                                ? Uni.createFrom().item(0)
                                : runs.changesSince(session, left.oldestRevision())
                                        .chain(history -> recompute(session, office, run, left.caseIds(), history))));
    }

    /**
     * Brings every case in handling under the version that was activated, and ends the run. Cases under a version that came in force by a
     * later activation stay: those that are dispatched meanwhile neither are pulled back nor keep the run from its end.
     */
    public Uni<Recalculation> toPolicy(UUID run, PolicyBook.Activation activation, Text because, String by) {
        return until(
                run,
                () -> book.now().chain(office -> runs.batchesOfOtherPolicy(BATCH, settled(activation, office))),
                (session, office, range) -> runs.ofOtherPolicy(
                                session, range.from(), range.to(), settled(activation, office))
                        .chain(ids -> ids.isEmpty()
                                ? Uni.createFrom().item(0)
                                : switchPolicy(session, office, run, ids, because, activation, by)));
    }

    /** The version that was activated, and those that are in force by a later decision. */
    private Set<PolicyVersion> settled(PolicyBook.Activation activation, Office office) {
        var settled = new HashSet<>(office.policies().newerThan(activation, clock.instant()));
        settled.add(office.policies().version(activation.policyId(), activation.version()));
        return settled;
    }

    /**
     * Batch by batch until nothing is left behind. Cases of which nobody knows what to make hold up no others: the run goes on without
     * them, does not end, and is taken up again.
     */
    private Uni<Recalculation> until(UUID run, Supplier<Uni<List<UUID>>> batches, Batch batch) {
        return batches.get()
                .chain(starts -> starts.isEmpty()
                        ? runs.finish(run, clock.instant())
                        : all(ranges(starts), batch)
                                .chain(failed -> failed == 0
                                        ? until(run, batches, batch)
                                        : Uni.createFrom()
                                                .failure(new IllegalStateException(
                                                        failed + " cases cannot be computed anew, see above"))));
    }

    private interface Batch {
        /** Answers of how many of its cases nobody knows what to make. */
        Uni<Integer> run(Mutiny.Session session, Office office, Range range);
    }

    /** Each batch in a context of its own, for each has a session of its own; the office stays as it is until the batch is written. */
    private Uni<Integer> all(List<Range> ranges, Batch batch) {
        return Multi.createFrom()
                .iterable(ranges)
                .onItem()
                .transformToUni(range -> EventLoops.apart(
                        vertx,
                        () -> transactions.inTransaction(
                                session -> book.held(session).chain(office -> batch.run(session, office, range)))))
                .merge(AT_ONCE)
                .collect()
                .with(Collectors.summingInt(failed -> failed));
    }

    private Uni<Integer> recompute(
            Mutiny.Session session, Office office, UUID run, List<UUID> ids, CalendarHistory history) {
        return each(
                session,
                run,
                ids,
                Uni.createFrom().item(Map.of()),
                (file, settled) -> file.recalculating().recompute(history, cause(file, null), office));
    }

    private Uni<Integer> switchPolicy(
            Mutiny.Session session,
            Office office,
            UUID run,
            List<UUID> ids,
            Text because,
            PolicyBook.Activation activation,
            String by) {
        return each(
                session,
                run,
                ids,
                Uni.createFrom().deferred(() -> files.settled(session, ids)),
                (file, settled) -> file.recalculating()
                        .switchPolicy(
                                office.policies().version(activation.policyId(), activation.version()),
                                because,
                                settled,
                                cause(file, by),
                                office));
    }

    private Cause cause(CaseFile file, String by) {
        return new Cause(clock.instant(), !file.progress().live(), by);
    }

    private interface Step {
        Recomputed take(CaseFile file, Set<Settled> settled);
    }

    /** What is settled is read when the cases are locked: nothing is added to it then. */
    private Uni<Integer> each(
            Mutiny.Session session, UUID run, List<UUID> ids, Uni<Map<UUID, Set<Settled>>> settledOf, Step step) {
        return files.lock(session, ids)
                .chain(found -> settledOf.chain(settled -> {
                    Recomputed done = Recomputed.NOTHING;
                    var taken = new ArrayList<CaseFile>();
                    for (CaseFile file : found.values()) {
                        UUID caseId = file.facts().caseId();
                        try {
                            done = done.plus(step.take(file, settled.getOrDefault(caseId, Set.of())));
                            taken.add(file);
                        } catch (RuntimeException e) {
                            LOG.errorf(e, "The deadlines of case %s cannot be computed anew", caseId);
                        }
                    }
                    Recomputed sum = done;
                    return files.save(session, taken)
                            .chain(() -> runs.advance(session, run, sum))
                            .invoke(() -> LOG.infof(
                                    "Deadlines recomputed: %d looked at, %d moved", sum.looked(), sum.moved()))
                            .replaceWith(found.size() - taken.size());
                }));
    }

    private static List<Range> ranges(List<UUID> starts) {
        return IntStream.range(0, starts.size())
                .mapToObj(i -> new Range(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : null))
                .toList();
    }
}
