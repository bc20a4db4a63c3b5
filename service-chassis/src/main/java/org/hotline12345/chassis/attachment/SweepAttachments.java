package org.hotline12345.chassis.attachment;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.chassis.attachment.KeptFile.State;
import org.jboss.logging.Logger;

/**
 * Takes away files that no command has named in time: first nobody can name them any more, then the bytes go, then the row. A kill in
 * between leaves rows that the next round finds. Files without a verdict are looked through again, those that the scanner cannot judge a few
 * times, then once a day: each time they are sent to it whole.
 */
@ApplicationScoped
public class SweepAttachments {
    private static final Logger LOG = Logger.getLogger(SweepAttachments.class);
    private static final Duration LEFT_BEHIND = Duration.ofHours(2);
    private static final int TRIES = 5;
    private static final Duration GIVEN_UP_FOR = Duration.ofDays(1);

    private final AttachmentStore rows;
    private final FileStore bytes;
    private final Spool spool;
    private final VirusScanner scanner;
    private final AttachmentSettings settings;
    private final Clock clock;
    /** The last that was looked through in the round before, if there were more: what gets no verdict keeps no other from its own. */
    private volatile KeptFile lookedThrough;

    private final AtomicInteger withoutVerdict = new AtomicInteger();

    SweepAttachments(
            AttachmentStore rows,
            FileStore bytes,
            Spool spool,
            VirusScanner scanner,
            AttachmentSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.rows = rows;
        this.bytes = bytes;
        this.spool = spool;
        this.scanner = scanner;
        this.settings = settings;
        this.clock = clock;
        meters.gauge("hotline_attachments_without_verdict", withoutVerdict);
    }

    @Scheduled(
            every = "10m",
            delayed = "3m",
            identity = "sweep-attachments",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    public Uni<Void> sweep() {
        var now = clock.instant();
        return sweepUnbound(now).chain(() -> spool.sweep(now.minus(LEFT_BEHIND)));
    }

    private Uni<Void> sweepUnbound(Instant now) {
        return rows.markUnbound(now.minus(settings.publicUnboundFor()), now.minus(settings.unboundFor()))
                .chain(ids -> takeAway(ids)
                        .chain(() -> ids.size() < AttachmentStore.SWEPT_AT_ONCE
                                ? Uni.createFrom().voidItem()
                                : sweepUnbound(now)));
    }

    private Uni<Void> takeAway(List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(bytes::delete)
                        .onItem()
                        .ignoreAsUni()
                        .chain(() -> rows.forget(ids));
    }

    @Scheduled(
            every = "1m",
            delayed = "1m",
            identity = "scan-attachments",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    public Uni<Void> scanWaiting() {
        return rows.waiting(lookedThrough, clock.instant())
                .invoke(waiting -> lookedThrough =
                        waiting.size() < AttachmentStore.SCANNED_AT_ONCE ? null : waiting.get(waiting.size() - 1))
                .onItem()
                .transformToMulti(waiting -> Multi.createFrom().iterable(waiting))
                .onItem()
                .transformToUniAndConcatenate(file -> scanner.scan(bytes.read(file.attachmentId()))
                        .chain(verdict -> judged(file.attachmentId(), verdict)))
                .onItem()
                .ignoreAsUni()
                .chain(() -> rows.withoutVerdict(TRIES))
                .invoke(withoutVerdict::set)
                .replaceWithVoid();
    }

    /** How many files the scanner cannot judge, by the last round. */
    int withoutVerdict() {
        return withoutVerdict.get();
    }

    /** The bytes of an infected file go; that there was one stays known. */
    private Uni<Void> judged(UUID id, VirusScanner.Verdict verdict) {
        return switch (verdict) {
            case UNKNOWN -> Uni.createFrom().voidItem();
            case UNDECIDED ->
                rows.undecided(id, TRIES, clock.instant().plus(GIVEN_UP_FOR))
                        .invoke(tries -> {
                            if (tries != null && tries == TRIES) {
                                LOG.warnf(
                                        "The virus scanner cannot judge the file %s: it is tried once a day from now on",
                                        id);
                            }
                        })
                        .replaceWithVoid();
            case CLEAN -> rows.judged(id, State.CLEAN);
            case INFECTED -> rows.judged(id, State.INFECTED).chain(() -> bytes.delete(id));
        };
    }
}
