package org.hotline12345.followup.regulation;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.PolicyActivated;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.office.OfficeChanges;
import org.hotline12345.followup.policy.PolicyDocuments;
import org.hotline12345.followup.policy.PolicyQueries;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyBook;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.jboss.logging.Logger;

/** Writes versions of policies and puts them in force. */
@ApplicationScoped
public class ChangePolicy {
    private static final Logger LOG = Logger.getLogger(ChangePolicy.class);

    private static final Text CAME_INTO_FORCE =
            new Text("启用办理时限“{0}”第 {1} 版", "the policy \"{0}\", version {1}, came into force");

    private final Transactions transactions;
    private final PolicyDocuments documents;
    private final PolicyQueries policies;
    private final RegulationStore regulations;
    private final OfficeChanges changes;
    private final OfficeQueries book;
    private final Outbox outbox;
    private final RecalculateDeadlines recalculate;
    private final RecalculationStore runs;
    private final Clock clock;

    public ChangePolicy(
            Transactions transactions,
            PolicyDocuments documents,
            PolicyQueries policies,
            RegulationStore regulations,
            OfficeChanges changes,
            OfficeQueries book,
            Outbox outbox,
            RecalculateDeadlines recalculate,
            RecalculationStore runs,
            Clock clock) {
        this.transactions = transactions;
        this.documents = documents;
        this.policies = policies;
        this.regulations = regulations;
        this.changes = changes;
        this.book = book;
        this.outbox = outbox;
        this.recalculate = recalculate;
        this.runs = runs;
        this.clock = clock;
    }

    /** Writes a document as the next version of its policy; it is not in force yet. Answers the version. */
    public Uni<Integer> write(String policyId, String document, String by) {
        DeadlinePolicy policy = documents.read(document);
        if (!policy.id().equals(policyId)) {
            throw Problem.invalid("id", "violation.policy.otherId", policyId, policy.id());
        }
        return transactions.inTransaction(session -> book.alone(session)
                .chain(office -> regulations
                        .addVersion(session, policyId, document, clock.instant(), by)
                        .call(() -> changes.policies(session))));
    }

    /**
     * Puts a version in force.
     *
     * @param version null for the latest
     * @param from from when on; null for now
     * @param applyToOpenCases whether open cases come under it too; then the moment may not lie in the future for long: a
     *     look every minute applies it
     */
    public Uni<PolicyActivated> activate(
            String policyId, Integer version, Instant from, boolean applyToOpenCases, String by) {
        Instant now = clock.instant();
        Instant moment = from == null ? now : from;
        return transactions
                .inTransaction(session -> book.alone(session)
                        .map(office -> office.policies().find(policyId, version).orElseThrow(Problem::notFound))
                        .chain(found -> put(session, found, moment, applyToOpenCases, by)))
                .call(() -> applyToOpenCases && !moment.isAfter(now)
                        ? applyToOpenCases()
                        : Uni.createFrom().voidItem());
    }

    /** Puts the version in force in the transaction, and tells the other services. */
    Uni<PolicyActivated> put(
            Mutiny.Session session, PolicyVersion version, Instant from, boolean applyToOpenCases, String by) {
        Instant now = clock.instant();
        var event = new PolicyActivated(version.id(), version.version(), from, version.document(), by);
        return regulations
                .activate(session, event, applyToOpenCases, now)
                .chain(() -> changes.policies(session))
                .chain(() -> outbox.add(session, EventDraft.of(event, now).by(by)))
                .replaceWith(event);
    }

    /** Brings open cases under policies whose moment has come, and finishes what a stopped recomputation has left. */
    @Scheduled(
            every = "${hotline.followup.catch-up}",
            delayed = "5s",
            identity = "policy-and-calendar-catch-up",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    public Uni<Void> catchUp() {
        return apart(applyToOpenCases())
                .chain(() -> apart(
                        runs.stoppedOfCalendar().chain(stopped -> each(stopped, recalculate::toPresentCalendar))));
    }

    /** What cannot be finished holds up nothing else. */
    private static Uni<Void> apart(Uni<Void> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("Open deadlines will be looked at again: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> applyToOpenCases() {
        return policies.toApply(clock.instant()).chain(activations -> each(activations, this::apply));
    }

    /** One after another. */
    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<?>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item).replaceWithVoid())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> apply(PolicyQueries.ToApply activation) {
        return book.now().chain(office -> {
            PolicyBook.Activation decided = activation.activation();
            PolicyVersion policy = office.policies().version(decided.policyId(), decided.version());
            Text because = CAME_INTO_FORCE.fill(policy.policy().heading(), policy.version());
            String by = activation.activatedBy();
            return runs.ofActivation(activation.id(), because, clock.instant(), by)
                    .chain(run -> recalculate.toPolicy(run, decided, because, by))
                    .chain(() -> regulations.applied(activation.id(), clock.instant()));
        });
    }
}
