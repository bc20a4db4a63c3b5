package org.hotline12345.localstack.history;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * How far an import is, counted in rows. A row that is registered counts for a third, one that has found its unit for two: where most
 * of the time goes into these, a count of the rows that are through would stand at nothing.
 */
final class Advance {
    private static final int STEPS = 3;

    private final AtomicInteger steps = new AtomicInteger();
    private final IntConsumer progress;

    Advance(IntConsumer progress) {
        this.progress = progress;
    }

    /** A row begins. */
    Row row() {
        return new Row();
    }

    /** The steps of one row. */
    final class Row {
        private final AtomicInteger taken = new AtomicInteger();

        /** It is one step further. */
        void step() {
            add(taken.incrementAndGet() < STEPS ? 1 : 0);
        }

        /** It is through, by whatever way. */
        void end() {
            add(STEPS - Math.min(STEPS - 1, taken.getAndSet(STEPS)));
        }

        private void add(int more) {
            progress.accept(steps.addAndGet(more) / STEPS);
        }
    }
}
