package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 事事有着落，件件有回音: every part of the suite is killed in the middle of 2,000 running cases, the database is away for 90
 * seconds, and in the end every acknowledged case was dispatched once, answered, asked about, closed and counted once.
 */
@Order(SharedSuite.APART)
class SurvivalIT {
    private static final int CASES = 2_000;
    private static final Duration OUTAGE = Duration.ofSeconds(90);

    /** Order of a life without rework; what comes earlier in the stream must not stand behind what comes later. */
    private static final List<String> ORDER = List.of(
            "case.registered.v1",
            "case.dispatched.v1",
            "case.work-order-signed.v1",
            "case.reply-submitted.v1",
            "case.reply-issued.v1",
            "case.callback-completed.v1",
            "case.closed.v1");

    @TempDir
    Path home;

    @Test
    void nothing_is_lost_or_doubled_whatever_is_killed() throws Exception {
        try (var stack = Stack.start(
                        home, StackOptions.defaults().withFreePorts().withQuickStart());
                var client = stack.client();
                var lives = new Lives(client)) {
            var running = lives.lead(CASES);

            for (Part part :
                    List.of(Part.DISPATCH, Part.INTAKE, Part.FOLLOWUP, Part.ASSESSMENT, Part.KAFKA, Part.POSTGRES)) {
                awaitProgress(stack, lives, 150);
                stack.kill(part);
                Pause.millis(1_500);
                stack.start(part);
            }
            awaitProgress(stack, lives, 100);
            stack.stop(Part.POSTGRES);
            Pause.millis(OUTAGE.toMillis());
            stack.start(Part.POSTGRES);

            running.join();
            assertThat(lives.failure()).as(() -> ServiceLogs.errors(stack)).isNull();
            assertThat(lives.acknowledged()).hasSize(CASES);
            assertThat(new HashSet<>(lives.acknowledged().values())).hasSize(CASES);

            Set<String> cases = lives.acknowledged().keySet();
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        assertThat(closedIn(
                                        stack,
                                        Part.INTAKE,
                                        "select case_id::text from case_state where status = 'CLOSED'"))
                                .containsAll(cases);
                        assertThat(closedIn(
                                        stack,
                                        Part.ASSESSMENT,
                                        "select case_id::text from case_fact where closed_at is not null"))
                                .containsAll(cases);
                    });
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                for (Part service : Part.services()) {
                    assertThat(stack.number(service, "select count(*) from outbox"))
                            .as("outbox of " + service)
                            .isZero();
                }
            });

            for (Part service : Part.services()) {
                assertThat(stack.number(service, "select count(*) from parked_event"))
                        .as("parked in " + service)
                        .isZero();
                assertThat(stack.ready(service)).as(service + " ready").isTrue();
            }
            assertThat(stack.number(Part.INTAKE, "select count(*) from hotline_case"))
                    .isEqualTo(CASES);
            assertThat(stack.number(Part.INTAKE, "select count(distinct external_id) from hotline_case"))
                    .isEqualTo(CASES);
            assertThat(stack.number(Part.DISPATCH, "select count(*) from work_order"))
                    .isEqualTo(CASES);
            assertThat(stack.number(Part.DISPATCH, "select count(distinct case_id) from work_order"))
                    .isEqualTo(CASES);
            assertThat(closedIn(
                            stack,
                            Part.DISPATCH,
                            "select distinct case_id::text from work_order where state = 'REPLIED'"))
                    .containsExactlyInAnyOrderElementsOf(cases);
            assertThat(closedIn(stack, Part.FOLLOWUP, "select case_id::text from case_file where phase = 'CLOSED'"))
                    .containsExactlyInAnyOrderElementsOf(cases);
            assertThat(stack.number(Part.ASSESSMENT, "select count(*) from case_fact"))
                    .isEqualTo(CASES);
            assertThat(stack.number(Part.ASSESSMENT, "select count(*) from round_fact where finished_at is not null"))
                    .isEqualTo(CASES);
            assertThat(stack.number(Part.ASSESSMENT, "select count(*) from survey_fact where outcome = 'ANSWERED'"))
                    .isEqualTo(CASES);
            streamIsWhole(stack, cases);
        }
    }

    /**
     * The stream itself: in the order of a life, and the journal holds exactly it, each event once. A broker killed while it
     * commits can hold a batch twice, with the same ids: readers drop the repeats, so does this one.
     */
    private static void streamIsWhole(Stack stack, Set<String> cases) throws SQLException {
        Set<String> seen = new HashSet<>();
        List<CaseStream.Entry> stream = CaseStream.read(stack.kafkaBootstrap()).stream()
                .filter(entry -> seen.add(entry.id()))
                .toList();
        assertThat(stack.number(Part.ASSESSMENT, "select count(*) from journal"))
                .isEqualTo(stream.size());
        assertThat(stack.number(Part.ASSESSMENT, "select count(distinct event_id) from journal"))
                .isEqualTo(stream.size());

        Map<String, List<String>> lives = new HashMap<>();
        stream.forEach(entry -> lives.computeIfAbsent(entry.caseId(), key -> new ArrayList<>())
                .add(entry.type().replace("org.hotline12345.", "")));
        assertThat(lives.keySet()).containsExactlyInAnyOrderElementsOf(cases);
        Map<List<String>, Long> courses = lives.values().stream()
                .map(types -> types.stream().filter(ORDER::contains).toList())
                .collect(Collectors.groupingBy(
                        course -> course,
                        () -> new TreeMap<>(java.util.Comparator.comparing(Object::toString)),
                        Collectors.counting()));
        assertThat(courses).containsOnlyKeys(ORDER);
    }

    private static void awaitProgress(Stack stack, Lives lives, int more) {
        int goal = Math.min(lives.handled() + more, CASES);
        await().atMost(Duration.ofMinutes(2)).until(() -> lives.failure() != null || lives.handled() >= goal);
        assertThat(lives.failure()).as(() -> ServiceLogs.errors(stack)).isNull();
    }

    private static Set<String> closedIn(Stack stack, Part service, String sql) throws SQLException {
        try (Connection database = stack.database(service);
                var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            var ids = new HashSet<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }
}
