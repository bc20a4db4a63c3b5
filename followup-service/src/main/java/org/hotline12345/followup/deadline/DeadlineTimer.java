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

    /** Notices that cannot be delivered keep no deadline from being marked. */
    private Uni<Integer> act(Instant now, Next next) {
        return (isDue(now, next.urgeAt())
                        ? urges(now, BATCH, 0)
                        : Uni.createFrom().item(0))
                .onFailure()
                .invoke(failure -> LOG.warnf("The waiting notices will be tried again: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .chain(urges -> (isDue(now, next.deadlineAt())
                                ? deadlines(now, 0)
                                : Uni.createFrom().item(0))
                        .map(deadlines -> urges + deadlines));
    }

    private static boolean isDue(Instant now, Instant first) {
        return first != null && !first.isAfter(now);
    }

    /** What another instance holds is skipped, so a batch that is not full need not be the last. */
    private Uni<Integer> deadlines(Instant now, int before) {
        return transactions
                .inTransaction(session -> deadlines(session, now))
                .chain(claimed -> claimed == 0 ? Uni.createFrom().item(before) : deadlines(now, before + claimed));
    }

    /** The same of notices; a batch that fails is taken apart, and one that fails by itself waits. */
    private Uni<Integer> urges(Instant now, int most, int before) {
        return transactions
                .inTransaction(session -> urges(session, now, most))
                .onFailure()
                .recoverWithUni(failure -> most > 1 ? urges(now, 1, 0) : postponeFirst(now, failure))
                .chain(claimed -> claimed == 0 ? Uni.createFrom().item(before) : urges(now, most, before + claimed));
    }

    private Uni<Integer> postponeFirst(Instant now, Throwable failure) {
        LOG.errorf(failure, "A notice that waited cannot be delivered and is left for %s", POSTPONED);
        return transactions.inTransaction(session -> files.postponeFirstUrge(session, now, now.plus(POSTPONED)));
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

    private Uni<Integer> urges(Mutiny.Session session, Instant now, int most) {
        return due.claimUrges(session, now, most)
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
