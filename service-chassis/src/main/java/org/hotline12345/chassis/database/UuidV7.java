package org.hotline12345.chassis.database;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Time-ordered UUIDs (RFC 9562, version 7): ids of rows and events that come in batches stay close together in an
 * index. Ids of one process grow strictly.
 */
public final class UuidV7 {
    /** Milliseconds since the epoch, shifted by 12 bits of counter. */
    private static final AtomicLong LAST = new AtomicLong();

    private static final Duration TOLD_WITHIN = Duration.ofDays(1);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private UuidV7() {}

    /** A new id, greater than every earlier one of this process. */
    public static UUID next() {
        long now = System.currentTimeMillis() << 12;
        long ticket = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long high = (ticket >>> 12) << 16 | 0x7000L | (ticket & 0xFFFL);
        long low = (ThreadLocalRandom.current().nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /**
     * Whether something with this id may have been made so lately that not everybody has been told of it: within the last day. Ids of
     * cases and orders are of this kind; another was never given.
     */
    public static boolean mayComeYet(UUID id) {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        return isTimeOrdered(id)
                && instantOf(id).isAfter(now.minus(TOLD_WITHIN))
                && instantOf(id).isBefore(now.plus(CLOCKS_DIFFER));
    }

    /** Whether the id carries its time. */
    public static boolean isTimeOrdered(UUID id) {
        return id.version() == 7;
    }

    /** When a version 7 id was made, in milliseconds. */
    public static Instant instantOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
