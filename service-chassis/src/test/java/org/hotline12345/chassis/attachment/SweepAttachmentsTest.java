package org.hotline12345.chassis.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.hotline12345.chassis.attachment.KeptFile.State;
import org.hotline12345.chassis.attachment.model.Part;
import org.junit.jupiter.api.Test;

class SweepAttachmentsTest {
    private static final Instant NOON = Instant.parse("2026-03-10T04:00:00Z");

    private final List<KeptFile> waiting = new ArrayList<>();
    private final List<UUID> clean = new ArrayList<>();
    private final Map<UUID, Integer> tries = new HashMap<>();
    private final Map<UUID, Instant> again = new HashMap<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final AttachmentStore rows = new AttachmentStore(null) {
        @Override
        Uni<List<KeptFile>> waiting(KeptFile after, Instant now) {
            return Uni.createFrom()
                    .item(() -> waiting.stream()
                            .filter(file -> !clean.contains(file.attachmentId()))
                            .filter(file -> !now.isBefore(again.getOrDefault(file.attachmentId(), now)))
                            .filter(file -> after == null || file.uploadedAt().isAfter(after.uploadedAt()))
                            .limit(SCANNED_AT_ONCE)
                            .toList());
        }

        @Override
        Uni<Void> judged(UUID id, State state) {
            clean.add(id);
            return Uni.createFrom().voidItem();
        }

        @Override
        Uni<Integer> undecided(UUID id, int most, Instant then) {
            int now = tries.merge(id, 1, Integer::sum);
            if (now >= most) {
                again.put(id, then);
            }
            return Uni.createFrom().item(now);
        }

        @Override
        Uni<Integer> withoutVerdict(int most) {
            return Uni.createFrom()
                    .item((int) tries.values().stream().filter(n -> n >= most).count());
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
        public Multi<Buffer> read(UUID id, Part part) {
            throw new UnsupportedOperationException();
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
        var sweep = new SweepAttachments(rows, bytes, null, ofSmallFiles, null, Clock.systemUTC(), meters);

        for (int round = 0; round < 2; round++) {
            sweep.scanWaiting().await().atMost(Duration.ofSeconds(5));
        }

        assertThat(clean)
                .containsExactlyElementsOf(waiting.stream()
                        .skip(AttachmentStore.SCANNED_AT_ONCE)
                        .map(KeptFile::attachmentId)
                        .toList());
    }

    @Test
    void a_file_that_the_scanner_cannot_judge_is_sent_to_it_a_few_times_then_once_a_day_and_that_is_said() {
        waiting.add(waiting(1));
        var sent = new AtomicInteger();
        VirusScanner tooSmall = file -> {
            sent.incrementAndGet();
            return Uni.createFrom().item(VirusScanner.Verdict.UNDECIDED);
        };
        var now = new AtomicReference<>(NOON.plusSeconds(60));
        var sweep = new SweepAttachments(rows, bytes, null, tooSmall, null, moved(now), meters);

        for (int round = 0; round < 20; round++) {
            sweep.scanWaiting().await().atMost(Duration.ofSeconds(5));
            now.updateAndGet(then -> then.plusSeconds(60));
        }
        assertThat(sent).hasValue(5);
        assertThat(meters.get("hotline_attachments_without_verdict").gauge().value())
                .isEqualTo(1);
        assertThat(new AttachmentHealth(sweep).call().getData().orElseThrow()).containsEntry("withoutVerdict", 1L);

        now.updateAndGet(then -> then.plus(Duration.ofDays(1)));
        sweep.scanWaiting().await().atMost(Duration.ofSeconds(5));
        assertThat(sent).hasValue(6);
    }

    private static Clock moved(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }
}
