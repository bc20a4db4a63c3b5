package org.hotline12345.chassis.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBytesTest {
    private static final Path OPEN = Path.of("/proc/self/fd");

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        assumeTrue(Files.isDirectory(OPEN));
        file = Files.write(folder.resolve("file"), new byte[300_000]);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private long open() throws IOException {
        try (var all = Files.list(OPEN)) {
            return all.filter(each -> {
                        try {
                            return Files.isSameFile(each, file);
                        } catch (IOException gone) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    private void awaitClosed() {
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> open() == 0);
    }

    @Test
    void a_file_that_was_read_to_its_end_is_closed() {
        long size = FileBytes.of(vertx, file)
                .map(piece -> (long) piece.length())
                .collect()
                .with(java.util.stream.Collectors.summingLong(length -> length))
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(size).isEqualTo(300_000);
        awaitClosed();
    }

    @Test
    void a_file_whose_reader_goes_away_is_closed() {
        FileBytes.of(vertx, file).select().first(1).collect().last().await().atMost(Duration.ofSeconds(5));

        awaitClosed();
    }
}
