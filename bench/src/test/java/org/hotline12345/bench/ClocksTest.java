package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
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
        Thread.sleep(1_000);

        assertThat(secondsOff("dispatch-2")).isGreaterThan(4);
        assertThat(secondsOff("dispatch")).isLessThan(3);

        put.join();
        assertThat(secondsOff("dispatch-2")).isLessThan(3);
    }

    /** How far the time that a new process sees is off. */
    private long secondsOff(String instance) throws IOException, InterruptedException {
        var asking = new ProcessBuilder("date", "+%s");
        Map<String, String> environment = asking.environment();
        options.environment()
                .forEach((name, value) -> environment.put(
                        name, value.replace("{home}", home.toString()).replace("{instance}", instance)));
        Process process = asking.start();
        String answer = new String(process.getInputStream().readAllBytes()).strip();
        process.waitFor();
        return Math.abs(Long.parseLong(answer) - Instant.now().getEpochSecond());
    }
}
