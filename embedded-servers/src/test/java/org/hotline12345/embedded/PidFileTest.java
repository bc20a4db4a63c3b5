package org.hotline12345.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path folder;

    @Test
    void names_the_process_it_was_written_for() {
        var file = new PidFile(folder.resolve("self.pid"));
        long self = ProcessHandle.current().pid();

        file.write(self);

        assertThat(file.running()).hasValue(self);
        assertThat(file.stale()).isFalse();
    }

    @Test
    void does_not_believe_a_number_whose_process_started_at_another_time() throws Exception {
        Path path = folder.resolve("stranger.pid");
        Files.writeString(path, ProcessHandle.current().pid() + "\n1000\n");

        assertThat(new PidFile(path).running()).isEmpty();
        assertThat(new PidFile(path).stale()).isTrue();
    }

    @Test
    void reads_a_damaged_file_as_naming_nobody() throws Exception {
        Path path = folder.resolve("damaged.pid");
        Files.writeString(path, "no number\n");

        assertThat(new PidFile(path).running()).isEmpty();
    }

    @Test
    void an_orphan_is_stopped_once_and_its_file_removed() {
        Path pidFile = folder.resolve("sleeper.pid");
        var child = ChildProcess.start(new ChildProcess.Plan(
                "sleeper", List.of("sleep", "300"), Map.of(), folder.resolve("sleeper.log"), pidFile));
        assertThat(child.alive()).isTrue();

        boolean first = ChildProcess.stopOrphan(pidFile, "TERM", java.time.Duration.ofSeconds(5));
        boolean second = ChildProcess.stopOrphan(pidFile, "TERM", java.time.Duration.ofSeconds(5));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(child.alive()).isFalse();
        assertThat(pidFile).doesNotExist();
    }
}
