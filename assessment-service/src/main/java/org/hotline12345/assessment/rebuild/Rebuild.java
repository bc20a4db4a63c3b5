package org.hotline12345.assessment.rebuild;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.FoldEvents;
import org.hotline12345.assessment.figures.summary.Summary;
import org.hotline12345.assessment.journal.Journal;
import org.hotline12345.assessment.journal.JournalQueries;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.assessment.rebuild.RebuildState.Phase;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.event.inbox.TopicReading;
import org.hotline12345.chassis.problem.Problem;
import org.jboss.logging.Logger;

/**
 * Makes the facts anew from the journal, in a schema of their own beside the live ones, and switches over in one transaction; or,
 * up to a mark, makes them as they were and compares approved scores with them, without switching. Publishes nothing. If the
 * journal is lost it is made anew first, from the topic.
 *
 * <p>The fold is the consumer's own. While the live tables go on counting, the copy follows; the switch holds the consumer back
 * for the last few events only.
 */
@ApplicationScoped
public class Rebuild {
    private static final Logger LOG = Logger.getLogger(Rebuild.class);
    private static final int BATCH = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The copy is close behind when no more than so many events are missing. */
    private static final long CLOSE = 5_000;

    private final Transactions transactions;
    private final FoldEvents fold;
    private final Journal journal;
    private final JournalQueries written;
    private final TopicReading topic;
    private final ShadowStore shadows;
    private final CompareApproved comparison;
    private final Summary summary;
    private final AtomicReference<RebuildState> state = new AtomicReference<>(RebuildState.NONE);

    public Rebuild(
            Transactions transactions,
            FoldEvents fold,
            Journal journal,
            JournalQueries written,
            TopicReading topic,
            ShadowStore shadows,
            CompareApproved comparison,
            Summary summary) {
        this.transactions = transactions;
        this.fold = fold;
        this.journal = journal;
        this.written = written;
        this.topic = topic;
        this.shadows = shadows;
        this.comparison = comparison;
        this.summary = summary;
    }

    /** How far the latest one is. */
    public RebuildState state() {
        return state.get();
    }

    /**
     * Starts one; 409 while another one runs.
     *
     * @param until Up to this mark, to be compared and not switched to; null: all, and switch over.
     * @param fromTopic Whether the journal is lost and made anew from the topic first.
     */
    public RebuildState start(Mark until, boolean fromTopic) {
        RebuildState before = state.get();
        RebuildState begun = RebuildState.begun(UUID.randomUUID(), until, fromTopic);
        if (before.running() || !state.compareAndSet(before, begun)) {
            throw Problem.wrongState(before.phase().name(), List.of());
        }
        var thread = new Thread(() -> run(begun.id(), until, fromTopic), "rebuild");
        thread.setDaemon(true);
        thread.start();
        return begun;
    }

    private void run(UUID id, Mark until, boolean fromTopic) {
        String schema = ShadowStore.name(id);
        try {
            var tables = new ArrayList<>(FoldEvents.TABLES);
            tables.addAll(Summary.TABLES);
            if (fromTopic) {
                tables.add("journal");
            }
            await(transactions.inTransaction(session -> shadows.make(session, schema, tables)));
            Map<Integer, Long> read = fromTopic ? fillJournal(schema) : Map.of();
            var places = new HashMap<Integer, Long>();
            if (until != null) {
                follow(schema, places, until.offsets(), event -> until.counts(event.partition(), event.offset()));
                next(Phase.COMPARING, 0);
                var differences = await(in(schema, session -> comparison.with(session, until)));
                state.updateAndGet(now -> now.compared(differences));
            } else {
                follow(schema, places, ends(schema), event -> true);
                sumUp(schema);
                Map<Integer, Long> ends;
                do {
                    ends = ends(schema);
                } while (follow(schema, places, ends, event -> true) > CLOSE);
                next(Phase.SWITCHING, 0);
                await(in(schema, session -> shadows.analyze(session, schema, tables)));
                await(in(schema, session -> switchOver(session, schema, tables, places, read)));
            }
            await(transactions.inTransaction(session -> shadows.drop(session, schema)));
            state.updateAndGet(RebuildState::finished);
            LOG.infof("The facts were rebuilt (%s)", until == null ? "switched over" : "compared with " + until.text());
        } catch (RuntimeException e) {
            LOG.error("The facts could not be rebuilt; the live ones go on", e);
            state.updateAndGet(now -> now.failed(e.getMessage() == null ? e.toString() : e.getMessage()));
            try {
                await(transactions.inTransaction(session -> shadows.drop(session, schema)));
            } catch (RuntimeException left) {
                LOG.warnf(left, "The schema %s is left; the next rebuild drops it", schema);
            }
        }
    }

    /** Reads the topic into the copy's own journal; answers the first offset of each partition that was not read. */
    private Map<Integer, Long> fillJournal(String schema) {
        var read = topic.all(total -> next(Phase.READING_TOPIC, total), (events, passed) -> {
            if (!events.isEmpty()) {
                await(in(schema, session -> shadows.write(session, writes -> journal.note(writes, events))));
            }
            state.updateAndGet(now -> now.passed(passed));
        });
        await(in(schema, session -> shadows.write(session, journal::dropRepeats)));
        state.updateAndGet(now -> now.unreadable(read.unreadable()));
        return read.ends();
    }

    private Map<Integer, Long> ends(String schema) {
        return await(in(schema, session -> written.mark(session))).offsets();
    }

    /** Folds in what lies between the places and the ends; answers how many events that were. */
    private long follow(
            String schema, Map<Integer, Long> places, Map<Integer, Long> ends, Predicate<ReceivedEvent> counted) {
        long missing = await(in(schema, session -> written.howMany(session, places, ends)));
        next(Phase.FOLDING, missing);
        long folded = 0;
        for (int partition = 0; partition < EventTopics.PARTITIONS; partition++) {
            int current = partition;
            long end = ends.getOrDefault(partition, -1L);
            Step step;
            do {
                step = await(in(
                        schema, session -> batch(session, current, places.getOrDefault(current, -1L), end, counted)));
                places.put(current, step.last());
                int events = step.events();
                state.updateAndGet(now -> now.passed(events));
                folded += events;
            } while (step.events() == BATCH);
        }
        return folded;
    }

    /** Sums the copy's facts up; from then on what is folded in is added. */
    private void sumUp(String schema) {
        await(in(schema, session -> summary.begin(session)));
        boolean more;
        do {
            more = await(in(schema, session -> summary.fillOn(session)));
        } while (more);
    }

    /** A batch folded in: how many events, and the offset of the last. */
    private record Step(int events, long last) {}

    private Uni<Step> batch(
            Mutiny.Session session, int partition, long after, long end, Predicate<ReceivedEvent> counted) {
        return written.next(session, partition, after, end, BATCH)
                .chain(events -> events.isEmpty()
                        ? Uni.createFrom().item(new Step(0, after))
                        : fold.apply(session, events.stream().filter(counted).toList())
                                .replaceWith(new Step(
                                        events.size(),
                                        events.get(events.size() - 1).offset())));
    }

    /** Holds the consumer back, folds the rest in, and puts the copy in the place of the live tables. */
    private Uni<Void> switchOver(
            Mutiny.Session session,
            String schema,
            List<String> tables,
            Map<Integer, Long> places,
            Map<Integer, Long> read) {
        return shadows.hold(session)
                .chain(() -> shadows.write(session, writes -> journal.takeOverLater(writes, read)))
                .chain(() -> written.mark(session))
                .chain(mark -> {
                    Uni<Void> folded = Uni.createFrom().voidItem();
                    for (int partition = 0; partition < EventTopics.PARTITIONS; partition++) {
                        int current = partition;
                        folded = folded.chain(
                                () -> rest(session, current, places.getOrDefault(current, -1L), mark.lastOf(current)));
                    }
                    return folded;
                })
                .chain(() -> shadows.swap(session, schema, tables));
    }

    private Uni<Void> rest(Mutiny.Session session, int partition, long after, long end) {
        return batch(session, partition, after, end, event -> true)
                .chain(step -> step.events() == BATCH
                        ? rest(session, partition, step.last(), end)
                        : Uni.createFrom().voidItem());
    }

    /** Works in a transaction that finds the copy's tables first. */
    private <T> Uni<T> in(String schema, Function<Mutiny.Session, Uni<T>> work) {
        return transactions.inTransaction(
                session -> shadows.enter(session, schema).chain(() -> work.apply(session)));
    }

    private void next(Phase phase, long total) {
        state.updateAndGet(now -> now.next(phase, total));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
