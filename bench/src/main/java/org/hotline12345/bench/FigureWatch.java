package org.hotline12345.bench;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.hotline12345.embedded.Pause;

/**
 * Asks the assessment service again and again how many callbacks it has counted, and notes how long it took from the acknowledgement of the
 * nth until the figure had reached n.
 */
final class FigureWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 200;

    private final Assessed assessed;
    private final Delays delays;
    private final Deque<Long> waiting = new ConcurrentLinkedDeque<>();
    private final Thread thread = new Thread(this::watch, "figure-watch");
    private volatile boolean over;
    private long counted;

    /** Begins to watch; everything acknowledged until now is counted already. */
    FigureWatch(Assessed assessed, Delays delays) {
        this.assessed = assessed;
        this.delays = delays;
        this.counted = assessed.answered();
        thread.setDaemon(true);
        thread.start();
    }

    /** One more is acknowledged, now. */
    void acknowledged() {
        waiting.addLast(System.nanoTime());
    }

    private void watch() {
        while (!over) {
            long now = assessed.answered();
            long seen = System.nanoTime();
            // the figure may be ahead of the answer to whoever made the call: that one waits for nothing
            while (counted < now && !waiting.isEmpty()) {
                delays.add(seen - waiting.removeFirst());
                counted++;
            }
            Pause.millis(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
