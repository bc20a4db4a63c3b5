package org.hotline12345.assessment.rebuild;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.FactStore;
import org.hotline12345.assessment.fact.FoldEvents;
import org.hotline12345.assessment.figures.summary.SummaryTables;
import org.hotline12345.assessment.journal.Journal;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.assessment.rebuild.RebuildState.Phase;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.event.inbox.TopicReading;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
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

    private static final String NEXT = """
            select
              kafka_offset, event_id, type, time, recorded_at, imported, actor, payload
            from journal
            where topic = $1
              and kafka_partition = $2
              and kafka_offset > $3
              and kafka_offset <= $4
            order by kafka_offset
            limit $5
            """;

    private static final String HOW_MANY = """
            select count(*)
            from journal
            join unnest($2::integer[], $3::bigint[], $4::bigint[]) as place (kafka_partition, after, until)
              on place.kafka_partition = journal.kafka_partition
            where topic = $1
              and kafka_offset > place.after
              and kafka_offset <= place.until
            """;

    private static final String DROP_REPEATS = """
            delete from journal repeated
            using (
              select topic, kafka_partition, event_id, min(kafka_offset) as first_offset
              from journal
              group by topic, kafka_partition, event_id
              having count(*) > 1) first
            where repeated.topic = first.topic
              and repeated.kafka_partition = first.kafka_partition
              and repeated.event_id = first.event_id
              and repeated.kafka_offset > first.first_offset
            """;

    private static final String TAKE_OVER_LATER = """
            insert into %s.journal
            select live.*
            from public.journal live
            join unnest($1::integer[], $2::bigint[]) as read (kafka_partition, next_offset)
              on read.kafka_partition = live.kafka_partition
            where live.kafka_offset >= read.next_offset
            on conflict do nothing
            """;

    private final Transactions transactions;
    private final FoldEvents fold;
    private final Journal journal;
    private final TopicReading topic;
    private final EventJson json;
    private final ShadowSchema shadows;
    private final CompareApproved comparison;
    private final SummaryTables summary;
    private final AtomicReference<RebuildState> state = new AtomicReference<>(RebuildState.NONE);

    public Rebuild(
            Transactions transactions,
            FoldEvents fold,
            Journal journal,
            TopicReading topic,
            EventJson json,
            ShadowSchema shadows,
            CompareApproved comparison,
            SummaryTables summary) {
        this.transactions = transactions;
        this.fold = fold;
        this.journal = journal;
        this.topic = topic;
        this.json = json;
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
        String schema = ShadowSchema.name(id);
        try {
            var tables = new ArrayList<>(FactStore.TABLES);
            tables.addAll(SummaryTables.TABLES);
            if (fromTopic) {
                tables.add("journal");
            }
            await(transactions.inTransaction(session -> shadows.make(Sql.on(session), schema, tables)));
            Map<Integer, Long> read = fromTopic ? fillJournal(schema) : Map.of();
            var places = new HashMap<Integer, Long>();
            if (until != null) {
                follow(schema, places, until.offsets());
                next(Phase.COMPARING, 0);
                var differences = await(in(schema, session -> comparison.with(Sql.on(session), until)));
                state.updateAndGet(now -> now.compared(differences));
            } else {
                follow(schema, places, ends(schema));
                sumUp(schema);
                Map<Integer, Long> ends;
                do {
                    ends = ends(schema);
                } while (follow(schema, places, ends) > CLOSE);
                next(Phase.SWITCHING, 0);
                await(in(schema, session -> shadows.analyze(Sql.on(session), schema, tables)));
                await(in(schema, session -> switchOver(session, schema, tables, places, read)));
            }
            await(transactions.inTransaction(session -> shadows.drop(Sql.on(session), schema)));
            state.updateAndGet(RebuildState::finished);
            LOG.infof("The facts were rebuilt (%s)", until == null ? "switched over" : "compared with " + until.text());
        } catch (RuntimeException e) {
            LOG.error("The facts could not be rebuilt; the live ones go on", e);
            state.updateAndGet(now -> now.failed(e.getMessage() == null ? e.toString() : e.getMessage()));
            try {
                await(transactions.inTransaction(session -> shadows.drop(Sql.on(session), schema)));
            } catch (RuntimeException left) {
                LOG.warnf(left, "The schema %s is left; the next rebuild drops it", schema);
            }
        }
    }

    /** Reads the topic into the copy's own journal; answers the first offset of each partition that was not read. */
    private Map<Integer, Long> fillJournal(String schema) {
        var read = topic.all(total -> next(Phase.READING_TOPIC, total), (events, passed) -> {
            if (!events.isEmpty()) {
                await(in(schema, session -> journal.append(session, events)));
            }
            state.updateAndGet(now -> now.passed(passed));
        });
        await(in(schema, session -> Sql.on(session).update(DROP_REPEATS)));
        state.updateAndGet(now -> now.unreadable(read.unreadable()));
        return read.ends();
    }

    private Map<Integer, Long> ends(String schema) {
        return await(in(schema, session -> journal.mark(Sql.on(session)))).offsets();
    }

    /** Folds in what lies between the places and the ends; answers how many events that were. */
    private long follow(String schema, Map<Integer, Long> places, Map<Integer, Long> ends) {
        long missing = await(in(schema, session -> howMany(Sql.on(session), places, ends)));
        next(Phase.FOLDING, missing);
        long folded = 0;
        for (int partition = 0; partition < EventTopics.PARTITIONS; partition++) {
            int current = partition;
            long end = ends.getOrDefault(partition, -1L);
            Step step;
            do {
                step = await(in(schema, session -> batch(session, current, places.getOrDefault(current, -1L), end)));
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
        await(in(schema, session -> summary.begin(Sql.on(session))));
        boolean more;
        do {
            more = await(in(schema, session -> summary.fillOn(Sql.on(session))));
        } while (more);
    }

    private static Uni<Long> howMany(Sql sql, Map<Integer, Long> places, Map<Integer, Long> ends) {
        var partitions = new ArrayList<>(ends.keySet());
        return sql.first(
                        HOW_MANY,
                        Topics.CASE_EVENTS,
                        partitions.toArray(Integer[]::new),
                        partitions.stream()
                                .map(p -> places.getOrDefault(p, -1L))
                                .toArray(Long[]::new),
                        partitions.stream().map(ends::get).toArray(Long[]::new))
                .map(row -> row.getLong("count"));
    }

    /** A batch folded in: how many events, and the offset of the last. */
    private record Step(int events, long last) {}

    private Uni<Step> batch(Mutiny.Session session, int partition, long after, long end) {
        return Sql.on(session)
                .select(NEXT, Topics.CASE_EVENTS, partition, after, end, BATCH)
                .chain(rows -> {
                    if (rows.isEmpty()) {
                        return Uni.createFrom().item(new Step(0, after));
                    }
                    var events = rows.stream().map(row -> event(row, partition)).toList();
                    return fold.apply(session, events)
                            .replaceWith(new Step(
                                    events.size(), events.get(events.size() - 1).offset()));
                });
    }

    private ReceivedEvent event(Row row, int partition) {
        String type = row.getString("type");
        String payload = row.getString("payload");
        try {
            return new ReceivedEvent(
                    row.getUUID("event_id"),
                    type,
                    json.read(payload, EventCatalogue.classOf(type).orElseThrow()),
                    row.getOffsetDateTime("time").toInstant(),
                    row.getOffsetDateTime("recorded_at").toInstant(),
                    row.getBoolean("imported"),
                    row.getString("actor"),
                    "",
                    Topics.CASE_EVENTS,
                    partition,
                    row.getLong("kafka_offset"),
                    payload);
        } catch (IOException e) {
            throw new UncheckedIOException("event " + row.getUUID("event_id") + " of the journal cannot be read", e);
        }
    }

    /** Holds the consumer back, folds the rest in, and puts the copy in the place of the live tables. */
    private Uni<Void> switchOver(
            Mutiny.Session session,
            String schema,
            List<String> tables,
            Map<Integer, Long> places,
            Map<Integer, Long> read) {
        var sql = Sql.on(session);
        Uni<?> held = sql.update("lock table public.journal in share row exclusive mode");
        if (!read.isEmpty()) {
            held = held.chain(() -> sql.update(
                    TAKE_OVER_LATER.formatted(schema),
                    read.keySet().toArray(Integer[]::new),
                    read.values().toArray(Long[]::new)));
        }
        return held.chain(() -> journal.mark(sql))
                .chain(mark -> {
                    Uni<Void> folded = Uni.createFrom().voidItem();
                    for (int partition = 0; partition < EventTopics.PARTITIONS; partition++) {
                        int current = partition;
                        folded = folded.chain(
                                () -> rest(session, current, places.getOrDefault(current, -1L), mark.lastOf(current)));
                    }
                    return folded;
                })
                .chain(() -> shadows.swap(sql, schema, tables));
    }

    private Uni<Void> rest(Mutiny.Session session, int partition, long after, long end) {
        return batch(session, partition, after, end)
                .chain(step -> step.events() == BATCH
                        ? rest(session, partition, step.last(), end)
                        : Uni.createFrom().voidItem());
    }

    /** Works in a transaction that finds the copy's tables first. */
    private <T> Uni<T> in(String schema, Function<Mutiny.Session, Uni<T>> work) {
        return transactions.inTransaction(session -> Sql.on(session)
                .update("set local search_path to " + schema + ", public")
                .chain(() -> work.apply(session)));
    }

    private void next(Phase phase, long total) {
        state.updateAndGet(now -> now.next(phase, total));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
