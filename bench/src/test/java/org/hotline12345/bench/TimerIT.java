package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Progress;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three instances of follow-up share deadlines, events and the relay; one of them is killed in the middle of its work. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class TimerIT {
    private static final int OPEN = 20_000;
    private static final int DUE = 5_000;
    private static final int CASES = 400;

    @TempDir
    static Path home;

    private static Stack stack;
    private static TimerRun run;
    private static Spending spentBefore;

    @BeforeAll
    static void start() {
        stack = Stack.open(
                home,
                StackOptions.defaults().withFreePorts().withQuickStart().withDatabase(Spending.databaseSettings()),
                Progress.SILENT);
        stack.startServers();
        spentBefore = Spending.of(stack);
        run = new TimerRun(stack);
        assertThat(run.preload(OPEN, Duration.ofMinutes(5), done -> {})).isEqualTo(OPEN);
        run.startOthers();
    }

    @AfterAll
    static void stop() {
        run.close();
        stack.close();
    }

    @Test
    @Order(1)
    void every_mark_fires_once_and_in_order_though_the_instance_that_relays_is_killed() throws SQLException {
        TimerRun.Burst burst = run.burst(DUE, true);
        assertThat(burst.killed()).isNotNull();
        assertThat(burst.missing()).isZero();
        assertThat(burst.twice()).isZero();
        assertThat(burst.outOfOrder()).isZero();
        // not the target, for a busy machine may run this: that nobody waited for a transaction to time out
        assertThat(burst.lasted()).isLessThan(Duration.ofSeconds(60));
        assertThat(number("select count(*) from deadline where next_at <= now()"))
                .isZero();
        assertThat(number("select count(*) from deadline where ended_at is null and state = 'OPEN'"))
                .isEqualTo(OPEN);
    }

    @Test
    @Order(2)
    void every_case_is_followed_once_though_an_instance_that_consumes_is_killed() throws Exception {
        Set<String> cases = new HashSet<>();
        try (var events = new SampleEvents(stack)) {
            for (int i = 0; i < CASES; i++) {
                cases.add(events.dispatchedCase().toString());
                if (i == CASES / 2) {
                    events.flush();
                    assertThat(run.killAnInstance()).isNotNull();
                }
            }
        }
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(
                                number("select count(*) from case_file where unit = '" + SampleEvents.unit() + "'"))
                        .isEqualTo(CASES));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(number("select count(*) from outbox")).isZero());
        assertThat(number("select count(*) from parked_event")).isZero();
        Map<String, List<String>> kinds = deadlinesSet();
        kinds.keySet().retainAll(cases);
        assertThat(kinds).hasSize(CASES);
        assertThat(kinds.values()).allSatisfy(set -> assertThat(set).containsExactly("SIGN", "REPLY"));
    }

    @Test
    @Order(3)
    void what_was_spent_is_told_by_process_by_kind_of_thread_and_by_database() {
        assertThat(Spending.of(stack).since(spentBefore, CASES, "case").stream().map(Figure::name))
                .contains(
                        "case.cpu",
                        "case.cpu.kafka",
                        "case.cpu.kafka.requests",
                        "case.cpu.postgres",
                        "case.cpu.postgres.followup",
                        "case.statements",
                        "case.statements.followup",
                        "case.wal.kB",
                        "case.kafka.flushes");
    }

    /** The kinds of deadline set for each case of this test, in the order of the topic; repeats of an event id dropped. */
    private static Map<String, List<String>> deadlinesSet() throws Exception {
        Map<String, List<String>> kinds = new HashMap<>();
        Set<String> ids = new HashSet<>();
        String wanted = EventCatalogue.typeOf(DeadlineSet.class);
        try (CaseTopic topic = new CaseTopic(stack, Map.of())) {
            topic.toBeginning();
            while (!topic.read()) {
                for (var record : topic.poll(200)) {
                    if (CaseTopic.header(record, "ce_type").equals(wanted)
                            && ids.add(CaseTopic.header(record, "ce_id"))) {
                        JsonNode set = HotlineClient.json().readTree(record.value());
                        kinds.computeIfAbsent(set.path("caseId").asText(), key -> new ArrayList<>())
                                .add(set.path("kind").asText());
                    }
                }
            }
        }
        return kinds;
    }

    private static long number(String sql) {
        return stack.number(Part.FOLLOWUP, sql);
    }
}
