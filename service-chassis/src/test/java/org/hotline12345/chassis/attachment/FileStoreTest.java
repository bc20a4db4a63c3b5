package org.hotline12345.chassis.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hotline12345.chassis.attachment.model.Part;
import org.hotline12345.testing.BucketServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same of both stores. */
class FileStoreTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Vertx vertx;
    private static BucketServer server;
    private static S3Store bucket;

    enum Kind {
        FOLDER,
        BUCKET
    }

    private record Settings(Optional<URI> endpoint, Optional<String> accessKey, Optional<String> secretKey)
            implements AttachmentSettings.S3 {
        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public String bucket() {
            return BucketServer.BUCKET;
        }

        @Override
        public boolean pathStyle() {
            return true;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        server = new BucketServer();
        Map<String, String> given = server.start();
        bucket = new S3Store(
                vertx,
                new Settings(
                        Optional.of(URI.create(given.get(BucketServer.ENDPOINT))),
                        Optional.of(given.get(BucketServer.ACCESS_KEY)),
                        Optional.of(given.get(BucketServer.SECRET_KEY))),
                "sample");
    }

    @AfterAll
    static void stop() throws Exception {
        if (bucket != null) {
            bucket.close();
        }
        server.stop();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static FileStore store(Kind kind) {
        return kind == Kind.FOLDER ? new FolderStore(vertx, folder.resolve("kept")) : bucket;
    }

    private static Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve(UUID.randomUUID().toString()), bytes);
    }

    private static byte[] some(int size) {
        var bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(FileStore store, UUID id) {
        return whole(store.read(id));
    }

    private static byte[] whole(Multi<Buffer> bytes) {
        return bytes.collect()
                .in(Buffer::buffer, (all, piece) -> all.appendBuffer(piece))
                .await()
                .atMost(SOON)
                .getBytes();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_was_kept_is_read_again_piece_by_piece(Kind kind) throws IOException {
        var store = store(kind);
        var id = UUID.randomUUID();
        byte[] bytes = some(3_000_000);
        store.put(id, file(bytes)).await().atMost(SOON);
        assertThat(read(store, id)).isEqualTo(bytes);
        long largest = store.read(id).map(Buffer::length).collect().asList().await().atMost(SOON).stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElseThrow();
        assertThat(largest).isLessThan(1_000_000);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_part_is_read_alone(Kind kind) throws IOException {
        var store = store(kind);
        var id = UUID.randomUUID();
        byte[] bytes = some(300_000);
        store.put(id, file(bytes)).await().atMost(SOON);
        assertThat(whole(store.read(id, new Part(100_000, 250_000, bytes.length))))
                .isEqualTo(Arrays.copyOfRange(bytes, 100_000, 250_001));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_was_deleted_is_gone_and_deleting_again_is_nothing(Kind kind) throws IOException {
        var store = store(kind);
        var id = UUID.randomUUID();
        store.put(id, file(some(1000))).await().atMost(SOON);
        store.delete(id).await().atMost(SOON);
        store.delete(id).await().atMost(SOON);
        assertThatThrownBy(() -> read(store, id)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_was_never_kept_cannot_be_read(Kind kind) {
        assertThatThrownBy(() -> read(store(kind), UUID.randomUUID())).isNotNull();
    }
}
