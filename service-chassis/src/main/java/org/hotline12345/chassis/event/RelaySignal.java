package org.hotline12345.chassis.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the relay that rows were committed to the outbox. */
@ApplicationScoped
public class RelaySignal {
    private final Semaphore committed = new Semaphore(0);
    private final Runnable wakeUp = () -> {
        if (committed.availablePermits() == 0) {
            committed.release();
        }
    };

    /** What committing code runs after its commit; always the same object. */
    public Runnable wakeUp() {
        return wakeUp;
    }

    /** Waits for a commit, or until the time is over. */
    public void await(long millis) throws InterruptedException {
        committed.tryAcquire(millis, TimeUnit.MILLISECONDS);
        committed.drainPermits();
    }
}
