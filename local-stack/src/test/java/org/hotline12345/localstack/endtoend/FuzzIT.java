package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hotline12345.localstack.fuzz.Fuzz;
import org.hotline12345.localstack.home.ProjectFolder;
import org.hotline12345.localstack.stack.Stack;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bounded run of {@code hotline fuzz} by all who may change something: nothing is as it was afterwards. */
@Order(SharedSuite.LAST)
@ExtendWith(SharedSuite.class)
class FuzzIT {
    private static final int REQUESTS = 6_000;
    /** As long as an answer may take. */
    private static final Duration BLOCKED = Duration.ofSeconds(5);

    private static final Duration AT_MOST = Duration.ofSeconds(20);

    @Test
    void no_request_makes_a_service_fail_keep_silent_or_answer_otherwise_than_described() throws Exception {
        Stack stack = SharedSuite.stack();
        try (var lives = new Lives(SharedSuite.client())) {
            lives.handledCase(1);
        }
        var fuzz = new Fuzz(stack.options().addresses(), stack.tokens()::token, ProjectFolder.find(), 12345);

        fuzz.run(REQUESTS, AT_MOST, sent -> {});

        assertThat(fuzz.findings()).isEmpty();
        // in all that the suite did for the tests before, too
        assertThat(ServiceLogs.blocked(stack, BLOCKED)).isEmpty();
        assertThat(fuzz.statuses()).containsKeys(200, 400, 401, 403, 404);
    }
}
