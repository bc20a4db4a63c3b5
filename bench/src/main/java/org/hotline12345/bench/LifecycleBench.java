package org.hotline12345.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Progress;

/**
 * Whole lives a second, counted where they end: by the assessment service's answered callbacks at the beginning and the end of
 * the window. Then, at half of that load, the time from the acknowledgement of a case to its unit's feed, from that of the last sign-off to
 * the status that the citizen reads, and from that of a callback's result to the figures.
 */
record LifecycleBench(BenchStack bench, int seconds, int atOnce, Progress progress) {
    private static final double LIVES_TARGET = 250;
    private static final double FEED_TARGET_MILLIS = 100;
    private static final double CPU_TARGET_MILLIS = 10;
    private static final double SHARE_OF_RAW = 0.025;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Commands of a life that end in a transaction: register, sign, reply, review, sign off, callback's result. */
    private static final int COMMANDS = 6;

    private static final int RAW_CLIENTS = 16;

    /** Up to where the feeds go. */
    static final String FEED_READ = """
            select coalesce(max(position), 0)
            from feed_entry
            """;

    List<Figure> run() {
        double livesPerSecond;
        double halfLoad;
        Delays toFeed;
        Delays toStatus;
        Delays toFigures = new Delays();
        boolean allCounted;
        double drainSeconds;
        List<Figure> cost;
        List<Figure> costAtHalf;
        int lives;
        int failures;
        RawLimit raw = new RawLimit(bench, List.of(RAW_CLIENTS), Math.min(seconds, 10), progress).measure();
        try (HotlineClient reader = bench.client(2);
                Lives play = new Lives(bench.client(96), bench.stack().number(Part.INTAKE, BenchStack.REGISTERED))) {
            Assessed assessed = new Assessed(reader);
            long answered = assessed.answered();
            Set<String> units = play.units();
            play.open(units, bench.stack().number(Part.DISPATCH, FEED_READ));
            // the first reading makes the extension and wakes the broker's counters
            Spending.of(bench.stack());
            progress.say("bench.warm");
            play.keep(atOnce);
            WarmUp.until(progress, () -> {
                int before = play.ended();
                Pause.millis((long) (WarmUp.WINDOW * 1_000));
                play.check();
                return (play.ended() - before) / WarmUp.WINDOW;
            });
            progress.say("bench.measure");
            long countedBefore = assessed.answered();
            int endedBefore = play.ended();
            Spending before = Spending.of(bench.stack());
            long from = System.nanoTime();
            Pause.millis(seconds * 1_000L);
            long countedAfter = assessed.answered();
            livesPerSecond = (countedAfter - countedBefore) / ((System.nanoTime() - from) / 1e9);
            cost = Spending.of(bench.stack()).since(before, play.ended() - endedBefore, "life");
            play.check();
            drainSeconds = drain(play, assessed, answered);
            progress.say("bench.half");
            halfLoad = livesPerSecond / 2;
            try (FigureWatch figures = new FigureWatch(assessed, toFigures)) {
                play.watch(figures);
                costAtHalf = halfLoad(play, halfLoad, toFigures);
                drain(play, assessed, answered);
            }
            toFeed = play.toFeed();
            toStatus = play.toStatus();
            lives = play.ended();
            failures = play.failures();
            allCounted = assessed.answered() - answered == lives && play.registered() == lives;
        }
        double transactions = raw.measure().perSecond(RAW_CLIENTS);
        RawTopic topic = RawTopic.read(bench.stack(), Math.min(seconds, 15));
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atLeast("lifecycle.lives", livesPerSecond, "/s", transactions / COMMANDS, LIVES_TARGET));
        figures.add(Figure.atMost(
                "lifecycle.to-feed.half-load.p99", toFeed.percentileMillis(99), "ms", null, FEED_TARGET_MILLIS));
        figures.add(Figure.plain("lifecycle.to-feed.half-load.p95", toFeed.percentileMillis(95), "ms"));
        figures.add(Figure.plain("lifecycle.to-feed.half-load.p50", toFeed.percentileMillis(50), "ms"));
        figures.addAll(toStatus.figures("lifecycle.to-status.half-load"));
        figures.addAll(toFigures.figures("lifecycle.to-figures.half-load"));
        figures.add(Figure.shareOf("lifecycle.lives-of-two-inserts", livesPerSecond, "/s", transactions, SHARE_OF_RAW));
        figures.add(Figure.atMost("lifecycle.cpu", cost.get(0).value(), "ms", null, CPU_TARGET_MILLIS));
        figures.add(Figure.plain("lifecycle.half-load", halfLoad, "/s"));
        figures.add(Figure.plain("lifecycle.drained-after", drainSeconds, "s"));
        figures.add(Figure.atLeast("lifecycle.all-counted", allCounted ? 1 : 0, "yes/no", null, 1));
        figures.add(Figure.plain("lifecycle.lives-played", lives, "lives"));
        figures.add(Figure.plain("lifecycle.failed-calls", failures, "calls"));
        figures.addAll(raw.figures());
        figures.add(Figure.plain("raw.kafka-read", topic.perSecond(), "/s"));
        figures.add(Figure.plain("lifecycle.events-per-life", topic.records() / (double) Math.max(1, lives), ""));
        figures.addAll(cost);
        figures.addAll(costAtHalf);
        return figures;
    }

    /** Answers what a life cost, looking at the status and the figures included. */
    private List<Figure> halfLoad(Lives play, double perSecond, Delays toFigures) {
        long begun = System.nanoTime();
        long settle = begun + TimeUnit.SECONDS.toNanos(3);
        long end = begun + TimeUnit.SECONDS.toNanos(3L + seconds);
        Spending before = null;
        int endedBefore = 0;
        long sent = 0;
        while (System.nanoTime() < end) {
            double due = (System.nanoTime() - begun) / 1e9 * perSecond;
            while (sent < due) {
                play.register();
                sent++;
            }
            if (before == null && System.nanoTime() > settle) {
                play.toFeed().forget();
                play.toStatus().forget();
                toFigures.forget();
                before = Spending.of(bench.stack());
                endedBefore = play.ended();
            }
            Pause.millis(2);
        }
        List<Figure> cost = Spending.of(bench.stack()).since(before, play.ended() - endedBefore, "life-at-half");
        Pause.millis(1_000);
        play.check();
        return cost;
    }

    /** Lets the lives run out, until all are counted beside those that were answered before. */
    private static double drain(Lives play, Assessed assessed, long before) {
        play.keep(0);
        long from = System.nanoTime();
        Pause.until(PATIENCE, 100, () -> play.ended() >= play.registered());
        Pause.until(PATIENCE, 100, () -> assessed.answered() - before >= play.ended());
        return (System.nanoTime() - from) / 1e9;
    }
}
