package org.hotline12345.chassis.event.relay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.EventTopics;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.sample.SampleHandler;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestServers.class)
class EventFlowTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final Outbox outbox;
    private final SampleHandler handler;
    private final Pool pool;
    private final DataSource database;
    private final EventTopics topics;
    private KafkaProbe kafka;

    EventFlowTest(
            Transactions transactions,
            Outbox outbox,
            SampleHandler handler,
            Pool pool,
            DataSource database,
            EventTopics topics) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.handler = handler;
        this.pool = pool;
        this.database = database;
        this.topics = topics;
    }

    @BeforeEach
    void open() {
        kafka = KafkaProbe.open();
    }

    @AfterEach
    void close() {
        handler.failOn(null);
        kafka.close();
    }

    private static CaseSupplemented supplement(UUID caseId, String text) {
        return new CaseSupplemented(caseId, UuidV7.next(), text, Instant.now());
    }

    private List<String> applied(UUID caseId) {
        return Sql.on(pool)
                .select("select text from sample_applied where case_id = $1 order by place", caseId)
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString("text"))
                .toList();
    }

    private List<String> parked(UUID caseId) {
        return Sql.on(pool)
                .select("select error from parked_event where key = $1 order by id", caseId.toString())
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString("error"))
                .toList();
    }

    private void awaitApplied(UUID caseId, String... texts) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(applied(caseId)).containsExactly(texts));
    }

    private void add(EventDraft... drafts) {
        transactions
                .inTransaction(session -> outbox.add(session, drafts))
                .await()
                .indefinitely();
    }

    @Test
    void events_reach_kafka_as_cloud_events_and_come_back_in_the_order_of_their_case() {
        var caseId = UuidV7.next();
        Instant time = Instant.parse("2026-01-05T01:00:00Z");
        var texts = IntStream.range(0, 700).mapToObj(i -> "text " + i).toList();
        transactions
                .inTransaction(session -> outbox.add(
                        session,
                        texts.stream()
                                .map(text -> EventDraft.of(supplement(caseId, text), time)
                                        .by("anna")
                                        .imported(true))
                                .toList()))
                .await()
                .indefinitely();

        var first = kafka.await(caseId, CaseSupplemented.class);
        assertThat(first.topic()).isEqualTo(Topics.CASE_EVENTS);
        assertThat(first.key()).isEqualTo(caseId.toString());
        assertThat(first.id().version()).isEqualTo(7);
        assertThat(first.time()).isEqualTo(time);
        assertThat(first.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", EventCatalogue.typeOf(CaseSupplemented.class))
                .containsEntry("ce_source", "/hotline/sample")
                .containsEntry("ce_subject", caseId.toString())
                .containsEntry("ce_time", "2026-01-05T09:00:00+08:00")
                .containsEntry("ce_imported", "true")
                .containsEntry("ce_actor", "anna")
                .containsKeys("ce_recordedtime", "ce_dataschema", "content-type");
        assertThat(first.json()).contains("+08:00").doesNotContain("null");
        await().atMost(PATIENCE).until(() -> applied(caseId).size() == 700);
        assertThat(applied(caseId)).containsExactlyElementsOf(texts);
        await().atMost(PATIENCE).until(() -> rows("outbox") == 0);
    }

    @Test
    void nothing_leaves_a_transaction_that_rolls_back() {
        var caseId = UuidV7.next();
        assertThatThrownBy(() -> transactions
                        .inTransaction(session -> outbox.add(
                                        session, EventDraft.of(supplement(caseId, "no"), Instant.now()))
                                .chain(() -> Uni.createFrom().failure(new IllegalArgumentException("no"))))
                        .await()
                        .indefinitely())
                .hasMessage("no");
        var other = UuidV7.next();
        add(EventDraft.of(supplement(other, "yes"), Instant.now()));
        kafka.await(other, CaseSupplemented.class);
        assertThat(kafka.eventsOf(caseId)).isEmpty();
    }

    @Test
    void a_payload_that_is_too_large_is_refused_when_it_is_written() {
        assertThatThrownBy(() -> add(EventDraft.of(supplement(UuidV7.next(), "停".repeat(100_000)), Instant.now())))
                .isInstanceOf(Problem.class)
                .hasMessage("payload-too-large");
    }

    @Test
    void a_repeat_is_dropped_in_a_batch_and_later() {
        var caseId = UuidV7.next();
        var id = UuidV7.next();
        var event = supplement(caseId, "once");
        kafka.produce(id, event, Instant.now(), Map.of());
        kafka.produce(id, event, Instant.now(), Map.of());
        awaitApplied(caseId, "once");
        kafka.produce(id, event, Instant.now(), Map.of());
        kafka.produce(supplement(caseId, "next"), Instant.now());
        awaitApplied(caseId, "once", "next");
    }

    @Test
    void a_handler_may_add_events_that_keep_the_trace_of_their_cause() {
        var caseId = UuidV7.next();
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        kafka.produce(
                supplement(caseId, "answer me"), Instant.now(), Map.of("traceparent", trace, "ce_imported", "true"));
        var answer = kafka.await(caseId, CaseWithdrawn.class);
        assertThat(answer.headers()).containsEntry("traceparent", trace).containsEntry("ce_imported", "true");
    }

    @Test
    void poison_is_parked_with_the_later_events_of_its_case_and_replayed_in_order() {
        var caseId = UuidV7.next();
        var other = UuidV7.next();
        handler.failOn("poison " + caseId);
        kafka.produce(supplement(caseId, "before"), Instant.now());
        kafka.produce(supplement(caseId, "poison " + caseId), Instant.now());
        kafka.produce(supplement(caseId, "after"), Instant.now());
        kafka.produce(supplement(other, "beside"), Instant.now());
        awaitApplied(caseId, "before");
        awaitApplied(other, "beside");
        await().atMost(PATIENCE).until(() -> parked(caseId).size() == 2);
        kafka.produce(supplement(caseId, "later"), Instant.now());
        await().atMost(PATIENCE).until(() -> parked(caseId).size() == 3);
        assertThat(parked(caseId).get(0)).contains("cannot apply poison");
        assertThat(parked(caseId).subList(1, 3)).containsOnly("behind a parked event");

        var admin = given().auth().oauth2(TestTokens.of("admin")).contentType("application/json");
        given().auth()
                .oauth2(TestTokens.of("agent"))
                .get("/api/v1/parked-events")
                .then()
                .statusCode(403);
        given().spec(admin)
                .get("/api/v1/parked-events?limit=200")
                .then()
                .statusCode(200)
                .body("items.key", hasItem(caseId.toString()));
        given().spec(admin)
                .body(Map.of("key", caseId))
                .post("/api/v1/parked-events")
                .then()
                .statusCode(200)
                .body("replayed", equalTo(0))
                .body("failures[0].attempts", equalTo(2));

        handler.failOn(null);
        given().spec(admin)
                .body(Map.of("key", caseId))
                .post("/api/v1/parked-events")
                .then()
                .statusCode(200)
                .body("replayed", equalTo(3))
                .body("failures.size()", equalTo(0));
        awaitApplied(caseId, "before", "poison " + caseId, "after", "later");
        kafka.produce(supplement(caseId, "free again"), Instant.now());
        awaitApplied(caseId, "before", "poison " + caseId, "after", "later", "free again");
    }

    @Test
    void a_parked_event_is_discarded_by_two_people_and_what_is_behind_it_goes_on() {
        var caseId = UuidV7.next();
        handler.failOn("poison " + caseId);
        var poison = supplement(caseId, "poison " + caseId);
        var poisonId = UuidV7.next();
        kafka.produce(poisonId, poison, Instant.now(), Map.of());
        kafka.produce(supplement(caseId, "after"), Instant.now());
        await().atMost(PATIENCE).until(() -> parked(caseId).size() == 2);
        long id = Sql.on(pool)
                .first("select min(id) as id from parked_event where key = $1", caseId.toString())
                .await()
                .indefinitely()
                .getLong("id");
        var first =
                given().auth().oauth2(TestTokens.of("admin", null, "admin-1")).contentType("application/json");
        var second =
                given().auth().oauth2(TestTokens.of("admin", null, "admin-2")).contentType("application/json");
        String path = "/api/v1/parked-events/" + id + "/discard";

        given().spec(second).body(agreed(0)).post(path + "/confirm").then().statusCode(409);
        given().spec(first).body(Map.of("reason", " ")).post(path).then().statusCode(400);
        given().spec(first)
                .body(Map.of("reason", "重复"))
                .post(path)
                .then()
                .statusCode(200)
                .body("discardBy", equalTo("admin-1"))
                .body("version", equalTo(1));
        given().spec(first).delete(path).then().statusCode(200);
        given().spec(second).body(agreed(2)).post(path + "/confirm").then().statusCode(409);
        given().spec(first)
                .body(Map.of("reason", "内容损坏，来源已更正"))
                .post(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(3));
        // another reason than the second person has read
        given().spec(second)
                .body(agreed(1))
                .post(path + "/confirm")
                .then()
                .statusCode(412)
                .header("ETag", "\"3\"");
        given().spec(second).body("{}").post(path + "/confirm").then().statusCode(400);
        given().spec(first)
                .body(agreed(3))
                .post(path + "/confirm")
                .then()
                .statusCode(403)
                .body("type", equalTo("https://hotline12345.org/problems/second-person-needed"));
        given().spec(second)
                .body(agreed(3))
                .post(path + "/confirm")
                .then()
                .statusCode(200)
                .body("reason", equalTo("内容损坏，来源已更正"))
                .body("proposedBy", equalTo("admin-1"))
                .body("discardedBy", equalTo("admin-2"));

        given().spec(first)
                .body(Map.of("key", caseId))
                .post("/api/v1/parked-events")
                .then()
                .body("replayed", equalTo(1));
        awaitApplied(caseId, "after");
        given().spec(second)
                .get("/api/v1/parked-events/discarded?limit=200")
                .then()
                .body("items.key", hasItem(caseId.toString()));
        given().spec(second).body(agreed(3)).post(path + "/confirm").then().statusCode(404);
        handler.failOn(null);
        kafka.produce(poisonId, poison, Instant.now(), Map.of());
        kafka.produce(supplement(caseId, "later"), Instant.now());
        awaitApplied(caseId, "after", "later");
    }

    private static Map<String, Object> agreed(int version) {
        return Map.of("version", version);
    }

    @Test
    void what_comes_while_the_last_parked_event_is_replayed_is_applied_after_it() throws Exception {
        var caseId = UuidV7.next();
        handler.failOn("poison " + caseId);
        kafka.produce(supplement(caseId, "poison " + caseId), Instant.now());
        await().atMost(PATIENCE).until(() -> parked(caseId).size() == 1);
        try (Connection replay = database.getConnection()) {
            // a replay that has applied the event and not committed yet
            replay.setAutoCommit(false);
            execute(replay, "delete from parked_event where key = '" + caseId + "'");
            kafka.produce(supplement(caseId, "after"), Instant.now());
            await().atMost(PATIENCE).until(() -> rows("pg_locks where not granted and locktype = 'transactionid'") > 0);
            replay.commit();
        }
        awaitApplied(caseId, "after");
        assertThat(parked(caseId)).isEmpty();
    }

    @Test
    void events_added_one_after_another_leave_in_their_order() {
        var caseId = UuidV7.next();
        var other = UuidV7.next();
        transactions
                .inTransaction(session -> outbox.add(session, EventDraft.of(supplement(caseId, "one"), Instant.now()))
                        .chain(() -> outbox.add(session, EventDraft.of(supplement(other, "two"), Instant.now())))
                        .chain(() -> outbox.add(session, EventDraft.of(supplement(caseId, "three"), Instant.now()))))
                .await()
                .indefinitely();
        awaitApplied(caseId, "one", "three");
        awaitApplied(other, "two");
    }

    @Test
    void an_unknown_type_and_what_cannot_be_read_are_parked_never_skipped() {
        var unknown = UuidV7.next();
        var damaged = UuidV7.next();
        kafka.send(
                Topics.CASE_EVENTS,
                unknown.toString(),
                Map.of("ce_id", UuidV7.next().toString(), "ce_type", "org.hotline12345.case.future.v9"),
                "{}".getBytes(StandardCharsets.UTF_8));
        kafka.produce(supplement(unknown, "behind it"), Instant.now());
        kafka.send(
                Topics.CASE_EVENTS,
                damaged.toString(),
                Map.of("ce_id", UuidV7.next().toString(), "ce_type", EventCatalogue.typeOf(CaseSupplemented.class)),
                "{\"text\": \u0000".getBytes(StandardCharsets.UTF_8));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(parked(unknown)).containsExactly("unknown type", "behind a parked event");
            assertThat(parked(damaged)).hasSize(1).allMatch(error -> error.startsWith("unreadable"));
        });
        assertThat(applied(unknown)).isEmpty();
    }

    @Test
    void ignored_types_do_not_touch_the_database() {
        var caseId = UuidV7.next();
        int before = handler.batches().size();
        kafka.produce(new CaseWithdrawn(caseId, "no reason", Instant.now()), Instant.now());
        var other = UuidV7.next();
        kafka.produce(supplement(other, "seen"), Instant.now());
        awaitApplied(other, "seen");
        assertThat(handler.batches().size()).isGreaterThan(before);
        assertThat(given().get("/q/metrics").asString())
                .contains("outcome=\"ignored\",type=\"case.withdrawn.v1\"")
                .contains("outcome=\"applied\"");
    }

    @Test
    void a_database_that_stalls_is_waited_for() throws Exception {
        var caseId = UuidV7.next();
        kafka.produce(supplement(caseId, "before"), Instant.now());
        awaitApplied(caseId, "before");
        String name = databaseName();
        try (Connection administration = administration()) {
            execute(administration, "alter database " + name + " with allow_connections false");
            execute(
                    administration,
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            kafka.produce(supplement(caseId, "during"), Instant.now());
            await().pollDelay(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(6))
                    .until(() -> true);
            given().get("/q/health/ready").then().statusCode(503);
            given().auth()
                    .oauth2(TestTokens.of("agent"))
                    .contentType("application/json")
                    .body("{\"text\":\"x\"}")
                    .post("/api/v1/samples")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("2"));
            execute(administration, "alter database " + name + " with allow_connections true");
        }
        awaitApplied(caseId, "before", "during");
        kafka.produce(supplement(caseId, "after"), Instant.now());
        awaitApplied(caseId, "before", "during", "after");
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void a_relay_that_dies_between_sending_and_commit_loses_and_reorders_nothing() throws Exception {
        var caseId = UuidV7.next();
        String bootstrap = System.getProperty(TestServers.KAFKA_PROPERTY);
        var dying = new OutboxSender(
                database,
                bytes -> new KafkaProducer<>(
                        OutboxRelay.producerSettings(Map.of("bootstrap.servers", bootstrap), "outbox-sample", bytes),
                        new StringSerializer(),
                        new ByteArraySerializer()),
                "sample",
                500,
                PATIENCE,
                () -> {
                    throw new Killed();
                });
        // the relay of the application loses its connection, and with it the lead
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            leaderLosesItsConnection();
            return dying.leads();
        });
        add(
                EventDraft.of(supplement(caseId, "one"), Instant.now()),
                EventDraft.of(supplement(caseId, "two"), Instant.now()));
        assertThatThrownBy(dying::send).isInstanceOf(Killed.class);
        add(EventDraft.of(supplement(caseId, "three"), Instant.now()));
        awaitApplied(caseId, "one", "two", "three");
        var texts = kafka.eventsOf(caseId).stream()
                .map(event -> event.as(CaseSupplemented.class).text())
                .toList();
        assertThat(texts).as("what was sent is sent again").containsExactly("one", "two", "one", "two", "three");
    }

    @Test
    void an_event_that_kafka_refuses_is_told_and_waits_with_all_behind_it() throws Exception {
        var caseId = UuidV7.next();
        try (Admin admin = topics.admin(10_000)) {
            largestMessage(admin, "2000");
            add(EventDraft.of(supplement(caseId, "short"), Instant.now()));
            add(EventDraft.of(supplement(caseId, noise(5_000)), Instant.now()));
            add(EventDraft.of(supplement(caseId, "behind it"), Instant.now()));
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(given().get("/q/health/ready").then().extract().asString())
                        .contains("RecordTooLargeException")
                        .contains(EventCatalogue.typeOf(CaseSupplemented.class));
                assertThat(rows("outbox")).isEqualTo(2);
            });
            assertThat(given().get("/q/metrics").asString())
                    .containsPattern("hotline_outbox_failures_total(\\{.*})? [1-9]");
            awaitApplied(caseId, "short");

            largestMessage(admin, "1048588");
        }
        await().atMost(PATIENCE).until(() -> applied(caseId).size() == 3);
        assertThat(applied(caseId).get(2)).isEqualTo("behind it");
    }

    /** Of which no compression makes less. */
    private static String noise(int length) {
        return ThreadLocalRandom.current()
                .ints(length, '0', 'z')
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void largestMessage(Admin admin, String bytes) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.CASE_EVENTS);
        var change = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get(10, TimeUnit.SECONDS);
    }

    private static void leaderLosesItsConnection() throws SQLException {
        try (Connection administration = administration()) {
            execute(administration, """
                    select pg_terminate_backend(l.pid)
                    from pg_locks l
                    join pg_database d on d.oid = l.database
                    where d.datname = '%s'
                      and l.locktype = 'advisory'
                      and l.granted
                      and l.objid::bigint = (hashtext('outbox-relay')::bigint & 4294967295)
                    """.formatted(databaseName()));
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void events_of_many_writers_keep_the_order_of_each_case() {
        var cases = IntStream.range(0, 8).mapToObj(i -> UuidV7.next()).toList();
        var writers = new ArrayList<CompletableFuture<Void>>();
        for (UUID caseId : cases) {
            writers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 40; i++) {
                    add(EventDraft.of(supplement(caseId, "n" + i), Instant.now()));
                }
            }));
        }
        writers.forEach(CompletableFuture::join);
        var expected = IntStream.range(0, 40).mapToObj(i -> "n" + i).toArray(String[]::new);
        cases.forEach(caseId -> awaitApplied(caseId, expected));
    }

    private long rows(String table) {
        return Sql.on(pool)
                .first("select count(*) as number from " + table)
                .await()
                .indefinitely()
                .getLong("number");
    }

    private static String databaseName() {
        String jdbc = System.getProperty(TestServers.JDBC_PROPERTY);
        return jdbc.substring(jdbc.lastIndexOf('/') + 1);
    }

    private static Connection administration() throws SQLException {
        String jdbc = System.getProperty(TestServers.JDBC_PROPERTY);
        return DriverManager.getConnection(
                jdbc.substring(0, jdbc.lastIndexOf('/')) + "/postgres", "postgres", "not-asked-for");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
