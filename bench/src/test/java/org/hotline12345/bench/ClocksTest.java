package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.hotline12345.localstack.stack.Instance;
import org.hotline12345.localstack.stack.StackOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClocksTest {
    @TempDir
    Path home;

    private StackOptions options;
    private Clocks clocks;

    @BeforeEach
    void begin() {
        options = Clocks.kept(StackOptions.defaults().withInstances(2));
        clocks = new Clocks(home);
        clocks.right(options);
    }

    @Test
    void each_process_of_a_service_has_a_clock_and_all_are_right() {
        assertThat(home.resolve("clocks"))
                .isDirectoryContaining("glob:**/intake")
                .isDirectoryContaining("glob:**/assessment-2")
                .isDirectoryNotContaining("glob:**/{kafka,postgres}");
        assertThat(home.resolve("clocks/dispatch-2")).hasContent("+0s");
    }

    @Test
    void a_process_sees_the_wrong_time_while_its_clock_is_wrong() throws Exception {
        assumeThat(Clocks.library())
                .as("libfaketime is not installed on this machine")
                .isPresent();
        Instance dispatch = Instance.named("dispatch-2");
        var put = new Thread(() -> clocks.put(dispatch, new Random(1), 4_000));
        put.start();

        await().untilAsserted(() -> assertThat(secondsOff(dispatch)).isGreaterThan(4));
        assertThat(secondsOff(Instance.named("dispatch"))).isLessThan(3);

        put.join();
        assertThat(secondsOff(dispatch)).isLessThan(3);
    }

    /** How far the time that a new process sees is off. */
    private long secondsOff(Instance instance) throws IOException, InterruptedException {
        var asking = new ProcessBuilder("date", "+%s");
        asking.environment().putAll(options.environmentOf(instance, home));
        Process process = asking.start();
        String answer = new String(process.getInputStream().readAllBytes()).strip();
        process.waitFor();
        return Math.abs(Long.parseLong(answer) - Instant.now().getEpochSecond());
    }
}
