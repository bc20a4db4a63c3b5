package org.hotline12345.bench.model;

import java.util.Arrays;

/** Collects durations and gives percentiles by nearest rank. Not for use by several threads at once. */
public final class Durations {
    private long[] nanos = new long[1024];
    private int count;

    /** Adds one, nanoseconds. */
    public void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = duration;
    }

    /** Forgets all. */
    public void clear() {
        count = 0;
    }

    /** The same durations, to be kept while more are added here. */
    public Durations copy() {
        Durations copy = new Durations();
        copy.nanos = Arrays.copyOf(nanos, Math.max(1, nanos.length));
        copy.count = count;
        return copy;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The smallest duration that at least so many per cent do not exceed, milliseconds; NaN without any. */
    public double percentileMillis(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * count);
        return sorted[Math.max(1, rank) - 1] / 1e6;
    }
}
