package org.hotline12345.followup.regulation;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.PolicyActivated;
import org.hotline12345.followup.cases.OfficeBook;
import org.hotline12345.followup.deadline.model.Wording;
import org.hotline12345.followup.policy.Policies;
import org.hotline12345.followup.policy.PolicyDocuments;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.hotline12345.followup.recalculation.RecalculateDeadlines;
import org.hotline12345.followup.recalculation.Recalculations;
import org.jboss.logging.Logger;

/** Writes versions of policies and puts them in force. */
@ApplicationScoped
public class ChangePolicy {
    private static final Logger LOG = Logger.getLogger(ChangePolicy.class);

    private final Transactions transactions;
    private final Pool pool;
    private final PolicyDocuments documents;
    private final Policies policies;
    private final PolicyQueries queries;
    private final OfficeBook book;
    private final Outbox outbox;
    private final RecalculateDeadlines recalculate;
    private final Recalculations runs;
    private final Clock clock;

    public ChangePolicy(
            Transactions transactions,
            Pool pool,
            PolicyDocuments documents,
            Policies policies,
            PolicyQueries queries,
            OfficeBook book,
            Outbox outbox,
            RecalculateDeadlines recalculate,
            Recalculations runs,
            Clock clock) {
        this.transactions = transactions;
        this.pool = pool;
        this.documents = documents;
        this.policies = policies;
        this.queries = queries;
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
                .chain(office -> policies.addVersion(Sql.on(session), policyId, document, clock.instant(), by)
                        .call(() -> grow(session))));
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
                        .chain(office -> latest(session, policyId).chain(latest -> {
                            int wanted = version == null ? latest : version;
                            return put(
                                    session,
                                    found(office.policies()::version, policyId, wanted),
                                    moment,
                                    applyToOpenCases,
                                    by);
                        })))
                .call(() -> applyToOpenCases && !moment.isAfter(now)
                        ? applyToOpenCases()
                        : Uni.createFrom().voidItem());
    }

    /** Puts the version in force in the transaction, and tells the other services. */
    Uni<PolicyActivated> put(
            Mutiny.Session session, PolicyVersion version, Instant from, boolean applyToOpenCases, String by) {
        Instant now = clock.instant();
        var event = new PolicyActivated(version.id(), version.version(), from, version.document(), by);
        return policies.activate(
                        Sql.on(session),
                        UuidV7.next(),
                        version.id(),
                        version.version(),
                        from,
                        applyToOpenCases,
                        now,
                        by)
                .chain(() -> grow(session))
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
        return applyToOpenCases()
                .chain(() -> runs.stoppedOfCalendar(Sql.on(pool)))
                .chain(this::resume)
                .onFailure()
                .invoke(failure -> LOG.warnf("Open deadlines will be looked at again: %s", failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> resume(List<UUID> stopped) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (UUID run : stopped) {
            all = all.chain(() -> recalculate.toPresentCalendar(run)).replaceWithVoid();
        }
        return all;
    }

    private Uni<Void> applyToOpenCases() {
        Sql sql = Sql.on(pool);
        return policies.toApply(sql, clock.instant()).chain(activations -> {
            Uni<Void> all = Uni.createFrom().voidItem();
            for (Row activation : activations) {
                all = all.chain(() -> apply(sql, activation));
            }
            return all;
        });
    }

    private Uni<Void> apply(Sql sql, Row activation) {
        return book.now().chain(office -> {
            PolicyVersion policy =
                    office.policies().version(activation.getString("policy_id"), activation.getInteger("version"));
            var because = new Wording(
                    "启用办理时限“" + policy.policy().title(true) + "”第 " + policy.version() + " 版",
                    "the policy \"" + policy.policy().title(false) + "\", version " + policy.version()
                            + ", came into force");
            UUID id = activation.getUUID("id");
            String by = activation.getString("activated_by");
            return run(sql, id, because, by)
                    .chain(run -> recalculate.toPolicy(run, policy, because, by))
                    .chain(() -> policies.applied(sql, id, clock.instant()));
        });
    }

    private Uni<UUID> run(Sql sql, UUID activation, Wording because, String by) {
        return runs.ofActivation(sql, activation)
                .chain(run -> run != null
                        ? Uni.createFrom().item(run)
                        : runs.startForPolicy(sql, UuidV7.next(), activation, because, clock.instant(), by));
    }

    private Uni<Integer> latest(Mutiny.Session session, String policyId) {
        return queries.latest(session, policyId).invoke(latest -> {
            if (latest == null) {
                throw Problem.notFound();
            }
        });
    }

    private static Uni<Void> grow(Mutiny.Session session) {
        return Sql.on(session)
                .update("update office_state set policy_revision = policy_revision + 1")
                .replaceWithVoid();
    }

    private interface Lookup {
        PolicyVersion version(String policyId, int version);
    }

    private static PolicyVersion found(Lookup lookup, String policyId, int version) {
        try {
            return lookup.version(policyId, version);
        } catch (NoSuchElementException e) {
            throw Problem.notFound();
        }
    }
}
