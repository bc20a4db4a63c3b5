package org.hotline12345.bench;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.hotline12345.localstack.stack.Progress;

/**
 * Brings virtual machines to the speed they run at all day: measures short windows until half a minute of them is hardly
 * faster than the half minute before; at least three minutes, for until then they mostly compile, at most eight.
 */
final class WarmUp {
    /** Length of a window in seconds. */
    static final double WINDOW = 5;

    private static final int SPAN = 6;
    private static final int LEAST = 36;
    private static final int MOST = (int) Math.max(1, atMost(480) / WINDOW);
    private static final double HARDLY = 1.03;

    private WarmUp() {}

    /** So many seconds, or fewer by {@code -Dhotline.bench.warm}: a run that only shows that all goes needs no more. */
    static int atMost(int seconds) {
        return Math.min(seconds, Integer.getInteger("hotline.bench.warm", seconds));
    }

    /** Runs windows; each answers its rate a second, and every half minute the mean of them is told. */
    static void until(Progress progress, DoubleSupplier window) {
        Deque<Double> rates = new ArrayDeque<>();
        for (int i = 1; i <= MOST; i++) {
            rates.addLast(window.getAsDouble());
            if (rates.size() > 2 * SPAN) {
                rates.removeFirst();
            }
            if (i % SPAN == 0) {
                double rate = mean(rates, Math.max(0, rates.size() - SPAN), rates.size());
                progress.say("bench.warm.rate", i * (int) WINDOW, String.format(Locale.ROOT, "%.1f", rate));
            }
            if (i >= LEAST && mean(rates, SPAN, 2 * SPAN) < mean(rates, 0, SPAN) * HARDLY) {
                return;
            }
        }
    }

    /** Asks the questions in turn, so many at once, until they are answered as fast as ever. */
    static void until(Progress progress, int atOnce, Collection<Supplier<CompletableFuture<?>>> questions) {
        var all = List.copyOf(questions);
        var turn = new AtomicInteger();
        until(
                progress,
                () -> ClosedLoop.run(
                                atOnce,
                                WINDOW,
                                () -> all.get(turn.getAndIncrement() % all.size())
                                        .get())
                        .perSecond());
    }

    private static double mean(Deque<Double> rates, int from, int to) {
        return rates.stream()
                .skip(from)
                .limit(to - from)
                .mapToDouble(r -> r)
                .average()
                .orElse(0);
    }
}
