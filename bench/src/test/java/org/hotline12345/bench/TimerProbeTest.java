package org.hotline12345.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.hotline12345.testing.ProjectRoot;
import org.junit.jupiter.api.Test;

/** The bench knows nothing of the services' classes, and yet measures what one of them asks. */
class TimerProbeTest {
    @Test
    void the_probe_is_what_a_tick_of_follow_up_asks() throws IOException {
        String store = Files.readString(ProjectRoot.find()
                .resolve("followup-service/src/main/java/org/hotline12345/followup/deadline/DeadlineStore.java"));

        assertThat(store.replaceAll("\\s+", " "))
                .contains(TimerRun.PROBE.strip().replaceAll("\\s+", " "));
    }
}
