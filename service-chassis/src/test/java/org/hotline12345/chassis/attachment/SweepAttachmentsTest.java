package org.hotline12345.chassis.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hotline12345.chassis.attachment.KeptFile.State;
import org.junit.jupiter.api.Test;

class SweepAttachmentsTest {
    private static final Instant NOON = Instant.parse("2026-03-10T04:00:00Z");

    private final List<KeptFile> waiting = new ArrayList<>();
    private final List<UUID> clean = new ArrayList<>();

    private final AttachmentStore rows = new AttachmentStore(null) {
        @Override
        Uni<List<KeptFile>> waiting(KeptFile after) {
            return Uni.createFrom()
                    .item(() -> waiting.stream()
                            .filter(file -> !clean.contains(file.attachmentId()))
                            .filter(file -> after == null || file.uploadedAt().isAfter(after.uploadedAt()))
                            .limit(SCANNED_AT_ONCE)
                            .toList());
        }

        @Override
        Uni<Void> judged(UUID id, State state) {
            clean.add(id);
            return Uni.createFrom().voidItem();
        }
    };

    private final FileStore bytes = new FileStore() {
        @Override
        public Uni<Void> put(UUID id, Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Multi<Buffer> read(UUID id) {
            return Multi.createFrom().item(Buffer.buffer(id.toString()));
        }

        @Override
        public Uni<Void> delete(UUID id) {
            throw new UnsupportedOperationException();
        }
    };

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static KeptFile waiting(int number) {
        return new KeptFile(
                id(number),
                "照片.jpg",
                "image/jpeg",
                1,
                "00",
                "agent-1",
                NOON.plusSeconds(number),
                State.WAITING,
                null,
                null,
                null,
                null,
                0);
    }

    @Test
    void files_that_the_scanner_cannot_judge_keep_no_other_from_its_verdict() {
        IntStream.range(0, AttachmentStore.SCANNED_AT_ONCE + 5)
                .mapToObj(SweepAttachmentsTest::waiting)
                .forEach(waiting::add);
        VirusScanner ofSmallFiles = file -> file.collect()
                .first()
                .map(read -> UUID.fromString(read.toString(StandardCharsets.UTF_8))
                                        .compareTo(id(AttachmentStore.SCANNED_AT_ONCE))
                                < 0
                        ? VirusScanner.Verdict.UNKNOWN
                        : VirusScanner.Verdict.CLEAN);
        var sweep = new SweepAttachments(rows, bytes, null, ofSmallFiles, null, Clock.systemUTC());

        for (int round = 0; round < 2; round++) {
            sweep.scanWaiting().await().atMost(Duration.ofSeconds(5));
        }

        assertThat(clean)
                .containsExactlyElementsOf(waiting.stream()
                        .skip(AttachmentStore.SCANNED_AT_ONCE)
                        .map(KeptFile::attachmentId)
                        .toList());
    }
}
