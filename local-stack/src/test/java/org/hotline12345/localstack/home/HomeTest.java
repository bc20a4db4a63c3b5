package org.hotline12345.localstack.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    private static final long LARGE = 21L << 20;

    @TempDir
    Path folder;

    @Test
    void a_large_log_is_put_aside_while_its_process_writes_on_and_a_small_one_stays() throws IOException {
        Home home = Home.at(folder);
        Files.writeString(home.log("kafka"), "small");
        try (var large = new RandomAccessFile(home.log("intake").toFile(), "rw")) {
            large.setLength(LARGE);
        }
        try (var process = Files.newOutputStream(home.log("intake"), StandardOpenOption.APPEND)) {
            home.rotateLogs();
            process.write("goes on".getBytes());
        }

        assertThat(home.log("intake")).hasContent("goes on");
        assertThat(folder.resolve("logs/intake.log.1")).hasSize(LARGE);
        assertThat(home.log("kafka")).hasContent("small");
        assertThat(folder.resolve("logs/kafka.log.1")).doesNotExist();
    }
}
