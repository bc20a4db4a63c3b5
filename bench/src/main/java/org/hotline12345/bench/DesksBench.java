package org.hotline12345.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.hotline12345.bench.model.Durations;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Progress;

/**
 * How long people wait at the desks of a city with very many cases: for the hints after a pause of their typing, and for what a screen
 * asks for. All of it goes over the front door as signed-in people, four of them at once without a pause.
 */
record DesksBench(BenchStack bench, int seconds, int preload, Progress say, IntConsumer progress) {
    /** The hints have a target of their own. */
    static final String HINTS = "agent.hints";

    private static final int AT_ONCE = 4;
    private static final double HINTS_MILLIS = 300;
    private static final double PAGE_MILLIS = 500;

    List<Figure> run() {
        RawLimit limit = RawLimit.usual(bench, say).measure();
        say.say("bench.preload");
        String unit;
        try (HotlineClient client = bench.client(64)) {
            unit = new DeskFill(bench.stack(), client, preload, progress).run();
        }
        Map<String, Supplier<CompletableFuture<?>>> screens = new DeskScreens(bench.stack(), unit).all();
        say.say("bench.warm");
        WarmUp.until(say, AT_ONCE, screens.values());
        say.say("bench.measure");
        double each = Math.max(2, seconds / (double) screens.size());
        List<Figure> figures = new ArrayList<>();
        screens.forEach((name, screen) -> {
            double before = Spending.cpu(bench.stack());
            ClosedLoop.Result result = ClosedLoop.run(AT_ONCE, each, screen);
            double cpu = (Spending.cpu(bench.stack()) - before)
                    / Math.max(1, result.durations().count());
            Durations waited = result.durations();
            double target = name.equals(HINTS) ? HINTS_MILLIS : PAGE_MILLIS;
            figures.add(Figure.atMost("desks." + name + ".p95", waited.percentileMillis(95), "ms", null, target));
            figures.add(Figure.plain("desks." + name + ".p50", waited.percentileMillis(50), "ms"));
            figures.add(Figure.plain("desks." + name + ".p99", waited.percentileMillis(99), "ms"));
            figures.add(Figure.plain("desks." + name + ".cpu", cpu, "ms"));
            if (result.failures() > 0) {
                figures.add(Figure.plain("desks." + name + ".failed", result.failures(), "screens"));
            }
        });
        figures.add(Figure.plain("desks.cases", bench.stack().number(Part.INTAKE, BenchStack.REGISTERED), "cases"));
        figures.addAll(limit.measure().figures());
        return figures;
    }
}
