package org.hotline12345.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.localstack.stack.Progress;

/**
 * The close of a working day: a million deadlines are open, 20,000 are due in the same moment, three instances of follow-up run,
 * and the one that relays is killed in the middle.
 */
record TimerBench(BenchStack bench, int open, Progress say, LongConsumer preloaded) {
    /** The virtual machines have just started; until they have seen this they mostly compile. */
    private static final int WARM_BURSTS = 6;

    private static final int DUE = 20_000;
    private static final int IDLE_SECONDS = 10;
    private static final double TARGET_MILLIS = 5_000;
    private static final Duration LONGEST_PRELOAD = Duration.ofMinutes(5);

    List<Figure> run() {
        var figures = new ArrayList<Figure>();
        RawLimit limit = RawLimit.usual(bench, say).measure();
        try (TimerRun run = new TimerRun(bench.stack())) {
            say.say("bench.timer.preload");
            long from = System.nanoTime();
            int loaded = run.preload(open, LONGEST_PRELOAD, preloaded);
            figures.add(Figure.plain("timer.open", loaded, "deadlines"));
            figures.add(Figure.plain("timer.preload", loaded / ((System.nanoTime() - from) / 1e9), "/s"));
            say.say("bench.timer.instances");
            run.startOthers();
            say.say("bench.warm");
            for (int i = 0; i < WARM_BURSTS; i++) {
                run.burst(DUE, false);
            }
            say.say("bench.timer.idle");
            TimerRun.Idle idle = run.idle(IDLE_SECONDS);
            say.say("bench.measure");
            Spending before = run.spending();
            TimerRun.Burst all = run.burst(DUE, false);
            List<Figure> cost = run.spending().since(before, all.expected(), "mark");
            add(figures, "timer.all", all);
            say.say("bench.timer.kill");
            add(figures, "timer.kill", run.burst(DUE, true));
            figures.add(Figure.plain("timer.idle.tick", idle.probeMicros() / 1e3, "ms"));
            figures.add(Figure.plain("timer.idle.tick.blocks", idle.probeBlocks(), "blocks"));
            figures.add(Figure.plain("timer.idle.database-transactions", idle.transactions(), "/s"));
            figures.add(Figure.plain("timer.idle.cpu-of-an-instance", idle.cpu(), "%"));
            figures.addAll(limit.measure().figures());
            figures.addAll(cost);
        }
        return figures;
    }

    private static void add(List<Figure> figures, String name, TimerRun.Burst burst) {
        figures.add(Figure.plain(name + ".marks", burst.expected(), "marks"));
        figures.add(Figure.atMost(name + ".missing", burst.missing(), "marks", null, 0));
        figures.add(Figure.atMost(name + ".twice", burst.twice(), "marks", null, 0));
        figures.add(Figure.atMost(name + ".out-of-order", burst.outOfOrder(), "marks", null, 0));
        figures.add(Figure.plain(name + ".late.p50", burst.late().percentileMillis(50), "ms"));
        figures.add(Figure.plain(name + ".late.p99", burst.late().percentileMillis(99), "ms"));
        figures.add(Figure.atMost(name + ".late.max", burst.late().percentileMillis(100), "ms", null, TARGET_MILLIS));
        figures.add(
                Figure.plain(name + ".rate", burst.expected() / (burst.lasted().toMillis() / 1e3), "/s"));
        figures.add(Figure.plain(name + ".sent-again", burst.resent(), "events"));
    }
}
