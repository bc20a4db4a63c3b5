package org.hotline12345.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The patience of whoever looks again and again. */
public final class Pause {
    private Pause() {}

    /** Does nothing for a while. */
    public static void millis(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Looks every so many milliseconds until it is so; false when it is not after the time given. */
    public static boolean until(Duration atMost, long millis, BooleanSupplier so) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            millis(millis);
        }
        return true;
    }
}
