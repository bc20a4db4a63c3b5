package org.hotline12345.assessment.figures.summary;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.figures.summary.SummaryStore.State;
import org.hotline12345.chassis.database.StartWork;
import org.hotline12345.chassis.database.Transactions;
import org.jboss.logging.Logger;

/**
 * Looks after the summary of the facts: lays it out as the counts are defined, fills it case by case beside the work, and moves
 * the changes that come with new facts into it. Until it is filled, figures are counted from the facts.
 */
@ApplicationScoped
public class Summary {
    /** What belongs to the summary; made anew with the facts. */
    public static final List<String> TABLES = List.of("summary", "summary_change", "summary_state");

    /** The place behind all cases. */
    public static final String END = "ffffffff-ffff-ffff-ffff-ffffffffffff";

    private static final Logger LOG = Logger.getLogger(Summary.class);

    /**
     * The longer changes gather, the more of them meet in the same row, and the less often rows that readers keep are read anew; every
     * question adds up those that wait.
     */
    private static final Duration BETWEEN_FOLDS = Duration.ofSeconds(15);

    /** How many times as long as the last moving took they gather: while very much comes in, moving must not take the machine. */
    private static final int REST = 3;

    /** So many changes moved leave traces worth clearing away at once. */
    private static final long WORTH_VACUUM = 20_000;

    private final Transactions transactions;
    private final SummaryStore store;
    private final AtomicLong sinceVacuum = new AtomicLong();
    private volatile boolean filled;
    private volatile long nextFold = System.nanoTime();

    Summary(Transactions transactions, SummaryStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /** Whether figures may be read from the summary, as far as this instance has seen. */
    public boolean filled() {
        return filled;
    }

    void start(@Observes @Priority(2_000) StartupEvent event) {
        StartWork.finish("the summary of figures", this::look);
    }

    /** Lays out, fills on, moves changes: whatever is next. */
    @Scheduled(
            every = "1s",
            identity = "summary",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tend() {
        return look().chain(state -> state.filled() ? state.changes() && foldIsDue() ? fold() : nothing() : fill())
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warn("The summary of the facts is not up to date yet", failure);
                    return null;
                });
    }

    private Uni<State> look() {
        return store.look()
                .chain(state -> state.laidOut()
                        ? Uni.createFrom().item(state)
                        : transactions.inTransaction(this::layOut).replaceWith(new State(true, false, false)))
                .invoke(state -> filled = state.filled());
    }

    private Uni<Void> layOut(Mutiny.Session session) {
        return store.hold(session).chain(() -> store.look(session)).chain(state -> {
            if (state.laidOut()) {
                return nothing();
            }
            LOG.info("The summary of the facts is laid out anew");
            return store.layOut(session).chain(() -> store.begin(session));
        });
    }

    /** Begins with an empty summary beside the facts that the transaction finds first. */
    public Uni<Void> begin(Mutiny.Session session) {
        return store.begin(session);
    }

    private Uni<Void> fill() {
        return transactions
                .inTransaction(session -> store.hold(session).chain(() -> store.fillOn(session)))
                .chain(more -> more ? fill() : look().replaceWithVoid());
    }

    /**
     * Adds the next cases to the summary, in a transaction that sees no others write their facts.
     *
     * @return Whether there are more.
     */
    public Uni<Boolean> fillOn(Mutiny.Session session) {
        return store.fillOn(session);
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
    Uni<Void> follow(Mutiny.Session session, SortedSet<LocalDate> turned, long before, long now, Uni<Void> renumber) {
        Uni<Void> renumbered = turned.isEmpty()
                ? renumber
                : store.hold(session)
                        .chain(() -> store.straddling(session, -1, turned))
                        .chain(() -> renumber)
                        .chain(() -> store.straddling(session, 1, turned));
        return renumbered.chain(() -> store.newCalendar(session, before, now));
    }

    private boolean foldIsDue() {
        return System.nanoTime() - nextFold >= 0;
    }

    private Uni<Void> fold() {
        long begun = System.nanoTime();
        nextFold = begun + BETWEEN_FOLDS.toNanos();
        return transactions.inTransaction(store::fold).chain(folded -> {
            long ended = System.nanoTime();
            nextFold = ended + Math.max(BETWEEN_FOLDS.toNanos(), REST * (ended - begun));
            if (sinceVacuum.addAndGet(folded) < WORTH_VACUUM) {
                return nothing();
            }
            sinceVacuum.set(0);
            return store.vacuum();
        });
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
