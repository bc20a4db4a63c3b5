package org.hotline12345.bench;

import java.util.ArrayList;
import java.util.List;
import org.hotline12345.bench.model.Durations;
import org.hotline12345.bench.model.Figure;

/** Times from one thing to another, noted by several threads. */
final class Delays {
    private static final List<Integer> PERCENTILES = List.of(99, 95, 50);

    private final Durations durations = new Durations();

    /** Notes one, nanoseconds; what came before that from which it is counted came at once. */
    synchronized void add(long nanos) {
        durations.add(Math.max(0, nanos));
    }

    synchronized void forget() {
        durations.clear();
    }

    synchronized double percentileMillis(double percent) {
        return durations.percentileMillis(percent);
    }

    /** Half of them, most of them, nearly all of them, and how many there are. */
    List<Figure> figures(String name) {
        List<Figure> figures = new ArrayList<>();
        PERCENTILES.forEach(
                percent -> figures.add(Figure.plain(name + ".p" + percent, percentileMillis(percent), "ms")));
        synchronized (this) {
            figures.add(Figure.plain(name + ".measured", durations.count(), ""));
        }
        return figures;
    }
}
