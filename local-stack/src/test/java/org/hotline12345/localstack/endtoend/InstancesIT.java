package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.account.CaseAccount;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.Transport;
import org.hotline12345.localstack.stack.Instance;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two of each service, all started at once on empty databases. While lives go on one of each is killed and started again, then each of all
 * is replaced in good order, as for a new version; what is called takes turns among those that are ready.
 */
@Order(SharedSuite.APART)
class InstancesIT {
    /** What is started gets its share of the machine. */
    private static final int AT_ONCE = 4;
    /** More than there is time for. */
    private static final int CASES = 20_000;

    private static final Duration SETTLING = Duration.ofMinutes(2);

    /** Longer than a client takes to see that an instance is ready, or no longer. */
    private static final Duration SEEN = Duration.ofSeconds(3);

    @TempDir
    Path home;

    @Test
    void nothing_is_lost_or_doubled_when_instances_are_killed_and_nothing_is_cut_when_they_are_replaced()
            throws Exception {
        StackOptions options = StackOptions.defaults()
                .withInstances(2)
                .withFreePorts()
                .withQuickStart()
                .withEnvironment("QUARKUS_SHUTDOWN_DELAY", SEEN.toSeconds() + "s");
        try (var stack = Stack.start(home, options)) {
            var way = new Watched(options.transport(64));
            try (var client = stack.client(way);
                    var lives = new Lives(client, AT_ONCE)) {
                var running = lives.lead(CASES);
                killOneOfEach(stack, lives);
                Pause.millis(SEEN.toMillis());
                way.cut.clear();
                replaceAll(stack, lives);
                assertThat(way.cut).isEmpty();

                lives.enough();
                running.join();
                assertThat(lives.failure()).as(() -> ServiceLogs.errors(stack)).isNull();
                assertAccount(stack, lives, client);
            }
        }
    }

    /** The next is killed when lives go on, whether the one before serves again or not. */
    private static void killOneOfEach(Stack stack, Lives lives) {
        var starts = new ArrayList<CompletableFuture<Void>>();
        for (Part service : Part.services()) {
            awaitProgress(stack, lives);
            var victim = new Instance(service, 1 + service.ordinal() % 2);
            stack.kill(victim);
            Pause.millis(500);
            starts.add(CompletableFuture.runAsync(() -> stack.start(victim)));
        }
        CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    }

    private static void replaceAll(Stack stack, Lives lives) {
        for (int number = 1; number <= 2; number++) {
            awaitProgress(stack, lives);
            replace(stack, number);
            Pause.millis(SEEN.toMillis());
        }
        awaitProgress(stack, lives);
    }

    private static void assertAccount(Stack stack, Lives lives, HotlineClient client) throws SQLException {
        var cases = lives.acknowledged();
        assertThat(new HashSet<>(cases.values())).hasSameSizeAs(cases.keySet());
        assertThat(new CaseAccount(stack).settle(cases.keySet(), SETTLING)).isEmpty();
        assertThat(stack.number(Part.INTAKE, "select count(distinct external_id) from hotline_case"))
                .isEqualTo(cases.size());
        try (var assessment = stack.database(Part.ASSESSMENT)) {
            var month = YearMonth.now(ZoneId.of("Asia/Shanghai"));
            var months = List.of(month.minusMonths(1).toString(), month.toString());
            var figures = FigureComparison.of(assessment, client);
            assertThat(figures.compared(months)).isPositive();
            assertThat(figures.differences(months)).isEmpty();
        }
    }

    /** One of each service is stopped in good order and started again, while the other one serves. */
    private static void replace(Stack stack, int number) {
        var services = Part.services().stream()
                .map(service -> new Instance(service, number))
                .map(instance -> CompletableFuture.runAsync(() -> {
                    stack.stop(instance);
                    stack.start(instance);
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(services).join();
    }

    private static void awaitProgress(Stack stack, Lives lives) {
        int goal = lives.handled() + 20;
        await().atMost(Duration.ofMinutes(2)).until(() -> lives.failure() != null || lives.handled() >= goal);
        assertThat(lives.failure()).as(() -> ServiceLogs.errors(stack)).isNull();
    }

    /** Notes each call that was not answered, or was answered that nobody is there. */
    private static final class Watched implements Transport {
        private final Transport way;
        private final Queue<String> cut = new ConcurrentLinkedQueue<>();

        Watched(Transport way) {
            this.way = way;
        }

        @Override
        public CompletableFuture<Received> send(Sent sent) {
            return way.send(sent).whenComplete((answer, failure) -> {
                if (failure != null) {
                    cut.add(sent.method() + " " + sent.target() + ": " + failure);
                } else if (answer.status() >= 500) {
                    cut.add(sent.method() + " " + sent.target() + ": " + answer.status());
                }
            });
        }

        @Override
        public void close() {
            way.close();
        }
    }
}
