package org.hotline12345.assessment.rebuild;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.fact.FoldEvents;
import org.hotline12345.assessment.fact.model.GeneratedLives;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.inbox.EventConsumer;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happened to cases, and however it was delivered — late, mixed with others, twice, again from an older place of the
 * partition, in batches of any size — scores, the cases behind them and the rows of the summary are the same after a rebuild. Lives
 * and deliveries follow from a seed; {@code -Drebuild.seed=N} tries another one. The records go through the consumer's own inbox.
 */
@QuarkusTest
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildOfDeliveriesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> UNITS = List.of("HOUSING", "WATER", "WATER-1");
    private static final List<String> RULE_SETS =
            List.of("four-rates", "hundred-points", "weighted-rates", "grades-by-volume");
    private static final int CASES = 60;

    /** Beyond what stands in the topic for other tests. */
    private static final long FIRST_OFFSET = 10_000_000_000L;

    /** Every row of the summary that counts something; of the rows of all time what is read of them: the stocks. */
    private static final String SUMMARY = """
            select concat_ws(' ', dimension, grain, day, key, counted) as line
            from (
              select
                dimension,
                grain,
                day,
                key,
                (select string_agg(figure.key || '=' || figure.value, ' ' order by figure.key)
                 from jsonb_each_text(to_jsonb(s) - array['dimension', 'grain', 'day', 'key', 'version']) figure
                 where figure.value <> '0'
                   and (grain <> 'EVER' or figure.key = any($1::text[]))) as counted
              from summary s) held
            where counted is not null
            order by 1
            """;

    private static final String[] STOCKS = Stream.of(Count.values())
            .filter(count -> !count.ofPeriod())
            .map(count -> "n_" + count.code())
            .toArray(String[]::new);

    @Inject
    Pool pool;

    @Inject
    OfficeCopy office;

    @Inject
    EventConsumer consumer;

    @Inject
    EventJson json;

    @Inject
    Rebuild rebuild;

    private final Map<Integer, Long> offsets = new HashMap<>();

    @BeforeAll
    void begin() {
        try (var kafka = KafkaProbe.open()) {
            kafka.produce(Lives.unit("CITY", "市政务服务中心", null, "市级"), Instant.now());
            kafka.produce(Lives.unit("HOUSING", "市住房保障局", "CITY", "市直部门"), Instant.now());
            kafka.produce(Lives.unit("WATER", "市水务局", "CITY", "市直部门"), Instant.now());
            kafka.produce(Lives.unit("WATER-1", "水务一所", "WATER", "基层单位"), Instant.now());
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> UNITS.stream().allMatch(unit -> office.unit(unit).isPresent()));
    }

    /** Other tests read the topic itself anew, where none of this stands. */
    @AfterAll
    void takeAway() {
        String mine = " where case_id in (select case_id from journal where kafka_offset > " + FIRST_OFFSET + ")";
        FoldEvents.TABLES.forEach(table -> rows("delete from " + table + mine));
        rows("delete from journal where kafka_offset > " + FIRST_OFFSET);
        rows("delete from consumer_position where next_offset > " + FIRST_OFFSET);
    }

    static LongStream seeds() {
        Long chosen = Long.getLong("rebuild.seed");
        return chosen == null ? LongStream.of(1, 2, 3, 12_345, 20_261_127) : LongStream.of(chosen);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void scores_and_summary_are_the_same_after_a_rebuild(long seed) throws IOException {
        // working days are numbered when figures are first read
        read("indicators?period=2023-03");
        var random = new Random(seed);
        Map<Integer, List<ConsumerRecord<String, byte[]>>> topic = topic(random);
        long before = journalled();
        deliver(topic, random);

        assertThat(journalled() - before)
                .as("every event once in the journal")
                .isEqualTo(topic.values().stream()
                        .flatMap(List::stream)
                        .map(message ->
                                new String(message.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
                        .distinct()
                        .count());
        assertThat(rows("select 1 from parked_event")).isEmpty();
        var live = state();
        assertThat(live.get("summary")).isNotEmpty();
        assertThat(live.get("four-rates").toString()).contains(UNITS);

        makeAnew();

        var anew = state();
        live.forEach((what, lines) -> assertThat(anew.get(what)).as(what).isEqualTo(lines));
    }

    /** The partitions of a topic: lives of cases mixed, each in its order; some events stand there twice. */
    private Map<Integer, List<ConsumerRecord<String, byte[]>>> topic(Random random) throws IOException {
        var lives = new GeneratedLives(random.nextLong(), UNITS, Instant.parse("2023-03-01T00:00:00Z"));
        var waiting = new ArrayList<List<CaseEvent>>();
        for (int i = 0; i < CASES; i++) {
            waiting.add(new ArrayList<>(lives.life()));
        }
        var topic = new TreeMap<Integer, List<ConsumerRecord<String, byte[]>>>();
        var repeats = new ArrayList<Told>();
        while (!waiting.isEmpty() || !repeats.isEmpty()) {
            if (!repeats.isEmpty() && (waiting.isEmpty() || random.nextInt(6) == 0)) {
                append(topic, random, repeats.remove(0));
                continue;
            }
            int which = random.nextInt(waiting.size());
            var told = new Told(
                    new UUID(random.nextLong(), random.nextLong()),
                    waiting.get(which).remove(0));
            if (waiting.get(which).isEmpty()) {
                waiting.remove(which);
            }
            append(topic, random, told);
            if (random.nextInt(10) == 0) {
                repeats.add(told);
            }
        }
        return topic;
    }

    /** An event under its id. */
    private record Told(UUID id, CaseEvent event) {}

    private void append(Map<Integer, List<ConsumerRecord<String, byte[]>>> topic, Random random, Told told)
            throws IOException {
        String key = told.event().caseId().toString();
        int partition = Math.floorMod(key.hashCode(), EventTopics.PARTITIONS);
        long offset = offsets.merge(partition, 1L + random.nextInt(3), Long::sum) + FIRST_OFFSET;
        byte[] payload = json.write(told.event()).getBytes(StandardCharsets.UTF_8);
        var message = new ConsumerRecord<>(Topics.CASE_EVENTS, partition, offset, key, payload);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        told.id().toString(),
                        "ce_type",
                        EventCatalogue.typeOf(told.event().getClass()),
                        "ce_source",
                        "/test",
                        "ce_subject",
                        key,
                        "ce_time",
                        "2023-03-01T00:00:00Z",
                        "ce_recordedtime",
                        Instant.now().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        topic.computeIfAbsent(partition, p -> new ArrayList<>()).add(message);
    }

    /** Batches over some partitions, each on from where it was, or now and then again from an older place. */
    private void deliver(Map<Integer, List<ConsumerRecord<String, byte[]>>> topic, Random random) {
        var places = new HashMap<Integer, Integer>();
        Set<Integer> open = new HashSet<>(topic.keySet());
        while (!open.isEmpty()) {
            var batch = new TreeMap<Integer, List<ConsumerRecord<String, byte[]>>>();
            for (int partition : List.copyOf(open)) {
                if (random.nextInt(3) == 0) {
                    continue;
                }
                var messages = topic.get(partition);
                int place = places.getOrDefault(partition, 0);
                int from = random.nextInt(4) == 0 ? Math.max(0, place - random.nextInt(12)) : place;
                int to = Math.min(messages.size(), from + 1 + random.nextInt(16));
                batch.put(partition, messages.subList(from, to));
                places.put(partition, Math.max(place, to));
                if (to == messages.size()) {
                    open.remove(partition);
                }
            }
            var records = new HashMap<TopicPartition, List<ConsumerRecord<String, byte[]>>>();
            batch.forEach(
                    (partition, messages) -> records.put(new TopicPartition(Topics.CASE_EVENTS, partition), messages));
            var applied = new CompletableFuture<Void>();
            consumer.caseEvents(Message.of(new ConsumerRecords<>(records, Map.of()), () -> {
                        applied.complete(null);
                        return applied;
                    }))
                    .await()
                    .atMost(PATIENCE);
            assertThat(applied).succeedsWithin(PATIENCE);
        }
    }

    private void makeAnew() {
        var begun = rebuild.start(null, false);
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !rebuild.state().running());
        assertThat(rebuild.state().id()).isEqualTo(begun.id());
        assertThat(rebuild.state().error()).isNull();
    }

    /** Facts, summary, and what people read of both. */
    private Map<String, List<String>> state() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            rows("select summary_fold()");
            return rows("select 1 from summary_change").isEmpty();
        });
        var state = new TreeMap<String, List<String>>();
        for (String table : FoldEvents.TABLES) {
            state.put(table, lines("select t::text from " + table + " t order by 1"));
        }
        state.put(
                "summary",
                Sql.on(pool).select(SUMMARY, (Object) STOCKS).await().atMost(PATIENCE).stream()
                        .map(row -> row.getString(0))
                        .toList());
        for (String ruleSet : RULE_SETS) {
            state.put(ruleSet, List.of(read("scores?period=2023-03&ruleSet=" + ruleSet)));
        }
        for (String unit : UNITS) {
            state.put(
                    "cases of " + unit,
                    List.of(read("scores/" + unit + "/items/on-time/cases?period=2023-03&limit=200")));
        }
        for (String by : List.of("unit", "area", "category", "channel", "type", "disposition")) {
            state.put("indicators by " + by, List.of(read("indicators?period=2023&by=" + by)));
        }
        return state;
    }

    private static String read(String path) {
        return given().header(
                        "Authorization",
                        "Bearer "
                                + TestTokens.role("evaluator").subject("reader").build())
                .get("/api/v1/" + path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private long journalled() {
        return rows("select count(*) from journal where kafka_offset > " + FIRST_OFFSET)
                .get(0)
                .getLong(0);
    }

    private List<String> lines(String sql) {
        return rows(sql).stream().map(row -> row.getString(0)).toList();
    }

    private List<Row> rows(String sql) {
        return Sql.on(pool).select(sql).await().atMost(PATIENCE);
    }
}
