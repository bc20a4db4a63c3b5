package org.hotline12345.assessment.fact.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hotline12345.assessment.fact.model.MemoryFacts.Placed;
import org.hotline12345.events.CaseEvent;

/**
 * However the events of cases were delivered, late, repeated, again from an older place, in batches of any size: facts made anew
 * from the journal are the same as those that grew with the deliveries.
 */
class RebuildPropertyTest {
    private static final int PARTITIONS = 3;

    @Property(tries = 300)
    void facts_made_anew_are_the_same(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int cases,
            @ForAll @IntRange(min = 1, max = 40) int liveBatch,
            @ForAll @IntRange(min = 1, max = 60) int rebuildBatch) {
        var random = new Random(seed);
        List<Placed> topic = topic(seed, cases, random);

        var live = new MemoryFacts();
        var journal = new ArrayList<Placed>();
        deliver(topic, random, liveBatch, live, journal);

        var anew = new MemoryFacts();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int current = partition;
            var events = journal.stream()
                    .filter(placed -> placed.partition() == current)
                    .sorted(Comparator.comparingLong(Placed::offset))
                    .toList();
            for (int i = 0; i < events.size(); i += rebuildBatch) {
                anew.apply(events.subList(i, Math.min(events.size(), i + rebuildBatch)));
            }
        }
        assertThat(anew).usingRecursiveComparison().isEqualTo(live);
    }

    /** The events of all cases, mixed, each in the partition of its case; some stand there twice, as a producer may repeat them. */
    private static List<Placed> topic(long seed, int cases, Random random) {
        var lives = new GeneratedLives(seed, List.of("U1", "U2", "U3"), Instant.parse("2023-03-01T00:00:00Z"));
        var waiting = new ArrayList<List<CaseEvent>>();
        for (int i = 0; i < cases; i++) {
            waiting.add(new ArrayList<>(lives.life()));
        }
        var topic = new ArrayList<Placed>();
        var next = new long[PARTITIONS];
        while (!waiting.isEmpty()) {
            int which = random.nextInt(waiting.size());
            CaseEvent event = waiting.get(which).remove(0);
            if (waiting.get(which).isEmpty()) {
                waiting.remove(which);
            }
            int partition = Math.floorMod(event.caseId().hashCode(), PARTITIONS);
            var id = new UUID(random.nextLong(), random.nextLong());
            int times = random.nextInt(10) == 0 ? 2 : 1;
            for (int i = 0; i < times; i++) {
                next[partition] += 1 + random.nextInt(3);
                topic.add(new Placed(partition, next[partition], id, event));
            }
        }
        return topic;
    }

    /** What the consumer gets: batches over all partitions, now and then again from an older place; the inbox drops repeats. */
    private static void deliver(List<Placed> topic, Random random, int most, MemoryFacts facts, List<Placed> journal) {
        Set<UUID> inbox = new HashSet<>();
        int at = 0;
        while (at < topic.size()) {
            int from = random.nextInt(4) == 0 ? Math.max(0, at - random.nextInt(20)) : at;
            int to = Math.min(topic.size(), from + 1 + random.nextInt(most));
            var fresh = topic.subList(from, to).stream()
                    .filter(placed -> inbox.add(placed.id()))
                    .toList();
            facts.apply(fresh);
            journal.addAll(fresh);
            at = Math.max(at, to);
        }
    }
}
