package org.hotline12345.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.bench.model.Growth;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Progress;

/**
 * What very many cases change: fills a kept folder with whole lives of fourteen months, then measures lives, questions and feeds first on
 * a folder with hardly any cases and then on the full one, each time on a stack just started, in one sitting.
 *
 * @param home The folder that is kept.
 * @param services Project folder whose built services are measured; null: this one's.
 * @param cases How many it is to have at least.
 * @param seconds Length of each measurement.
 * @param lives Lives under way at once.
 */
record MillionBench(Path home, Path services, int cases, int seconds, int lives, Progress say) {
    /** Enough for every question to have an answer. */
    private static final int HARDLY_ANY = 500;

    /** Units of the feed's own: their changes stand beside those of the cases. */
    private static final int UNITS = 2_000;

    List<Growth> run() {
        List<Figure> filled =
                MillionFill.done(home, cases) ? List.of() : on(home, bench -> new MillionFill(bench, say).upTo(cases));
        say.say("bench.million.few", HARDLY_ANY);
        List<Figure> few = on(null, bench -> {
            new MillionFill(bench, say).upTo(HARDLY_ANY);
            return measured(bench);
        });
        say.say("bench.million.many");
        List<Figure> many = on(home, this::measured);
        List<Growth> rows = new ArrayList<>(Growth.of(few, many));
        filled.forEach(figure -> rows.add(Growth.alone(figure)));
        return rows;
    }

    private List<Figure> measured(BenchStack bench) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.plain("cases", bench.stack().number(Part.INTAKE, BenchStack.REGISTERED), "cases"));
        figures.addAll(new LifecycleBench(bench, seconds, lives, say).run());
        figures.addAll(new QueryBench(bench, seconds, 0, say, moved -> {}).ask(null));
        figures.addAll(new FeedBench(bench, seconds, UNITS, say).run());
        return figures;
    }

    private List<Figure> on(Path folder, Function<BenchStack, List<Figure>> work) {
        try (BenchStack bench = new BenchStack(folder, services, say)) {
            return work.apply(bench);
        }
    }
}
