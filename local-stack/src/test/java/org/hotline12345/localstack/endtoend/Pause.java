package org.hotline12345.localstack.endtoend;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The patience of a client between two questions. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
