package org.hotline12345.followup.deadline;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.followup.cases.Cases;
import org.hotline12345.followup.cases.OfficeQueries;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Office;
import org.hotline12345.followup.deadline.DeadlineStore.ClaimedUrge;
import org.hotline12345.followup.deadline.DeadlineStore.Next;
import org.jboss.logging.Logger;

/**
 * Marks deadlines, urges units and delivers the notices that waited for the morning, when their moment has come. Any number of
 * instances share the work: each claims what is due with its cases, skipping what another holds, and goes on until nothing is
 * left that is free. A tick with nothing due reads the first entry of two partial indexes; what is due before the next one gets a tick
 * of its own at its moment.
 */
@ApplicationScoped
public class DeadlineTimer {
    private static final Logger LOG = Logger.getLogger(DeadlineTimer.class);
    private static final int BATCH = 500;
    private static final Duration POSTPONED = Duration.ofMinutes(5);
    /** What comes due so soon is not left to the next tick. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** What a batch does in its transaction; answers how many rows it claimed. */
    @FunctionalInterface
    private interface Batch {
        Uni<Integer> run(Mutiny.Session session, Instant now);
    }

    private final Transactions transactions;
    private final DeadlineStore due;
    private final Vertx vertx;
    private final Cases files;
    private final OfficeQueries book;
    private final Clock clock;

    public DeadlineTimer(
            Transactions transactions, DeadlineStore due, Vertx vertx, Cases files, OfficeQueries book, Clock clock) {
        this.transactions = transactions;
        this.due = due;
        this.vertx = vertx;
        this.files = files;
        this.book = book;
        this.clock = clock;
    }

    @Scheduled(
            every = "${hotline.followup.tick}",
            identity = "deadline-timer",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        Instant now = clock.instant();
        return patiently(due.next()
                .invoke(next -> next.soonAfter(now, SOON).ifPresent(at -> wakeAt(now, at)))
                .chain(next -> act(now, next)));
    }

    /** The close of a working day is not met by chance: many deadlines of one moment begin at that moment. */
    private void wakeAt(Instant now, Instant at) {
        // to the millisecond after it; a tick that comes too early by the clock waits for the rest
        long wait = Duration.between(now, at).toMillis() + 1;
        vertx.setTimer(wait, timer -> tick().subscribe().with(ignored -> {}));
    }

    private static Uni<Void> patiently(Uni<Integer> work) {
        return work.onFailure()
                .invoke(failure -> LOG.warnf("The deadline timer will try again: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    /** Does what is due at the moment; answers how many deadlines and waiting notices it looked at. */
    public Uni<Integer> tick(Instant now) {
        return due.next().chain(next -> act(now, next));
    }

    private Uni<Integer> act(Instant now, Next next) {
        return all(now, next.urgeAt(), this::urges)
                .chain(urges -> all(now, next.deadlineAt(), this::deadlines).map(deadlines -> urges + deadlines));
    }

    private Uni<Integer> all(Instant now, Instant first, Batch batch) {
        return first == null || first.isAfter(now) ? Uni.createFrom().item(0) : batches(now, batch, 0);
    }

    /** What another instance holds is skipped, so a batch that is not full need not be the last. */
    private Uni<Integer> batches(Instant now, Batch batch, int before) {
        return transactions
                .inTransaction(session -> batch.run(session, now))
                .chain(claimed -> claimed == 0 ? Uni.createFrom().item(before) : batches(now, batch, before + claimed));
    }

    private Uni<Integer> deadlines(Mutiny.Session session, Instant now) {
        return book.held(session)
                .chain(office -> due.claim(session, now, BATCH)
                        .chain(cases -> cases.isEmpty()
                                ? Uni.createFrom().item(0)
                                : files.lock(session, cases)
                                        .call(claimed -> fire(session, claimed, now, office))
                                        .chain(claimed -> files.save(session, claimed.values()))
                                        .replaceWith(cases.size())));
    }

    /** One case on which the timer cannot act holds up no other. */
    private Uni<Void> fire(Mutiny.Session session, Map<UUID, CaseFile> claimed, Instant now, Office office) {
        var failed = new ArrayList<UUID>();
        claimed.values().removeIf(file -> {
            UUID caseId = file.facts().caseId();
            try {
                file.clocks().fireTimers(now, office);
                return false;
            } catch (RuntimeException e) {
                LOG.errorf(e, "The timer cannot act on case %s and leaves it for %s", caseId, POSTPONED);
                failed.add(caseId);
                return true;
            }
        });
        return failed.isEmpty()
                ? Uni.createFrom().voidItem()
                : files.postpone(session, failed, now, now.plus(POSTPONED));
    }

    private Uni<Integer> urges(Mutiny.Session session, Instant now) {
        return due.claimUrges(session, now, BATCH)
                .chain(urges -> urges.isEmpty()
                        ? Uni.createFrom().item(0)
                        : files.lock(
                                        session,
                                        urges.stream().map(ClaimedUrge::caseId).toList())
                                .invoke(claimed -> urges.forEach(one ->
                                        claimed.get(one.caseId()).urging().deliver(one.urge())))
                                .chain(claimed -> files.save(session, claimed.values()))
                                .replaceWith(urges.size()));
    }
}
