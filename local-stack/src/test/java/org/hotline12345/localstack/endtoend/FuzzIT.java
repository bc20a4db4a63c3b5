package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.hotline12345.localstack.fuzz.Fuzz;
import org.hotline12345.localstack.home.ProjectFolder;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bounded run of {@code hotline fuzz} on a suite of its own, by all who may change something: nothing is as it was afterwards. */
@Order(SharedSuite.APART)
class FuzzIT {
    private static final int REQUESTS = 6_000;
    /** As long as an answer may take. */
    private static final Duration BLOCKED = Duration.ofSeconds(5);

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @TempDir
    Path home;

    @Test
    void no_request_makes_a_service_fail_keep_silent_or_answer_otherwise_than_described() throws Exception {
        try (var stack = Stack.start(
                        home, StackOptions.defaults().withFreePorts().withQuickStart());
                var client = stack.client();
                var lives = new Lives(client)) {
            lives.handledCase(1);
            var fuzz = new Fuzz(stack.options().addresses(), stack.tokens()::token, ProjectFolder.find(), 12345);

            fuzz.run(REQUESTS, AT_MOST, sent -> {});

            assertThat(fuzz.findings()).isEmpty();
            assertThat(ServiceLogs.blocked(stack, BLOCKED)).isEmpty();
            assertThat(fuzz.statuses()).containsKeys(200, 400, 401, 403, 404);
        }
    }
}
