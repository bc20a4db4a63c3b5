package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.account.CaseAccount;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 事事有着落，件件有回音: every part of the suite is killed while lives go on, the database is away for 45 seconds, and in the end every
 * acknowledged case was dispatched once, answered, asked about, closed and counted once.
 */
@Order(SharedSuite.APART)
class SurvivalIT {
    /** What is started again gets its share of the machine. */
    private static final int AT_ONCE = 16;
    /** More than there is time for: lives go on at each kill. */
    private static final int CASES = 20_000;

    /** Longer than anything in a service waits for the database: 30 s. */
    private static final Duration OUTAGE = Duration.ofSeconds(45);

    private static final Duration SETTLING = Duration.ofMinutes(3);

    @TempDir
    Path home;

    @Test
    void nothing_is_lost_or_doubled_whatever_is_killed() throws Exception {
        try (var stack = Stack.start(
                        home, StackOptions.defaults().withFreePorts().withQuickStart());
                var client = stack.client();
                var lives = new Lives(client, AT_ONCE)) {
            var running = lives.lead(CASES);

            for (Part part :
                    List.of(Part.DISPATCH, Part.INTAKE, Part.FOLLOWUP, Part.ASSESSMENT, Part.KAFKA, Part.POSTGRES)) {
                awaitProgress(stack, lives);
                stack.kill(part);
                Pause.millis(1_500);
                stack.start(part);
            }
            awaitProgress(stack, lives);
            stack.stop(Part.POSTGRES);
            Pause.millis(OUTAGE.toMillis());
            stack.start(Part.POSTGRES);
            awaitProgress(stack, lives);

            lives.enough();
            running.join();
            assertThat(lives.failure()).as(() -> ServiceLogs.errors(stack)).isNull();
            var cases = lives.acknowledged();
            assertThat(cases).hasSize(lives.handled());
            assertThat(new HashSet<>(cases.values())).hasSameSizeAs(cases.keySet());

            assertThat(new CaseAccount(stack).settle(cases.keySet(), SETTLING)).isEmpty();
            assertThat(stack.number(Part.INTAKE, "select count(distinct external_id) from hotline_case"))
                    .isEqualTo(cases.size());
        }
    }

    private static void awaitProgress(Stack stack, Lives lives) {
        int goal = lives.handled() + 50;
        await().atMost(Duration.ofMinutes(2)).until(() -> lives.failure() != null || lives.handled() >= goal);
        assertThat(lives.failure()).as(() -> ServiceLogs.errors(stack)).isNull();
    }
}
