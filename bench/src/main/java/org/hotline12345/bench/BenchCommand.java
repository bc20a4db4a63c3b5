package org.hotline12345.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import me.tongfei.progressbar.ProgressBar;
import org.hotline12345.bench.model.Assumptions;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.bench.model.Growth;
import org.hotline12345.localstack.Subcommand;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.ConsoleProgress;
import org.hotline12345.localstack.stack.Instance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hotline bench}: measures the suite on a stack of its own. */
@Command(name = "bench")
public final class BenchCommand implements Subcommand, Callable<Integer> {
    /** What can be measured. */
    public enum What {
        /** Registrations. */
        intake,
        /** Whole lives. */
        lifecycle,
        /** Questions. */
        query,
        /** Units that follow their feeds. */
        feed,
        /** Deadlines that are due at once. */
        timer,
        /** Figures and scores of very many cases. */
        assessment,
        /** What people wait for at the desks. */
        desks,
        /** What a start costs. */
        start,
        /** What faults leave behind. */
        chaos,
        /** What very many cases change. */
        million,
        /** What other sizes would need; measures nothing. */
        scale
    }

    @Parameters(
            paramLabel = "intake|lifecycle|query|feed|timer|assessment|desks|start|chaos|million|scale",
            descriptionKey = "parameter.bench")
    private What what;

    @Option(names = "--seconds", paramLabel = "N", descriptionKey = "option.seconds")
    private Integer seconds;

    @Option(names = "--connections", paramLabel = "N", descriptionKey = "option.connections")
    private Integer connections;

    @Option(names = "--preload", paramLabel = "N", descriptionKey = "option.preload")
    private Integer preload;

    @Option(names = "--json", paramLabel = "FILE", descriptionKey = "option.json")
    private Path json;

    @Option(names = "--home", paramLabel = "DIR", descriptionKey = "option.bench.home")
    private Path home;

    @Option(names = "--services", paramLabel = "DIR", descriptionKey = "option.bench.services")
    private Path services;

    @Option(names = "--kills", paramLabel = "N", descriptionKey = "option.bench.kills")
    private Integer kills;

    @Option(names = "--from", paramLabel = "N", descriptionKey = "option.bench.from")
    private int from = 1;

    @Option(names = "--instances", paramLabel = "N", descriptionKey = "option.bench.instances")
    private int instances = 1;

    @Option(names = "--starts", paramLabel = "N", descriptionKey = "option.bench.starts")
    private Integer starts;

    @Option(names = "--seed", paramLabel = "N", descriptionKey = "option.bench.seed")
    private long seed = 1;

    @Mixin
    private CompareOptions compare;

    @Mixin
    private ScaleOptions scale;

    @Override
    public Integer call() {
        if (compare.wanted()) {
            if (what == What.scale || what == What.chaos || what == What.million) {
                throw Problem.usage("bench.compare.options");
            }
            compare.run(again(), home, json);
            return 0;
        }
        return switch (what) {
            case scale -> plan();
            case million -> million();
            default -> measure();
        };
    }

    private int million() {
        if (home == null) {
            throw Problem.usage("bench.million.home");
        }
        int cases = or(preload, 1_000_000);
        List<Growth> rows = new MillionBench(
                        home, services, cases, or(seconds, 20), or(connections, 128), new ConsoleProgress(System.out))
                .run();
        System.out.println();
        System.out.print(FigureTable.ofGrowth(rows, cases, Words.get()));
        if (json != null) {
            FiguresFile.writeGrowth(json, rows);
        }
        return rows.stream().anyMatch(row -> Boolean.FALSE.equals(row.pass())) ? 1 : 0;
    }

    private int plan() {
        Assumptions numbers = scale.numbers();
        System.out.print(new ScaleTable(Words.get()).text(numbers));
        if (json != null) {
            FiguresFile.writeJson(json, ScaleTable.plans(numbers));
        }
        return 0;
    }

    /** This bench and its options, for another run of it. */
    private List<String> again() {
        List<String> line = new ArrayList<>(List.of(what.name()));
        Map<String, Integer> options = new LinkedHashMap<>();
        options.put("--seconds", seconds);
        options.put("--connections", connections);
        options.put("--preload", preload);
        options.put("--starts", starts);
        options.forEach((name, value) -> {
            if (value != null) {
                line.addAll(List.of(name, value.toString()));
            }
        });
        return line;
    }

    private int measure() {
        ConsoleProgress console = new ConsoleProgress(System.out);
        List<Figure> figures;
        try (BenchStack bench = stack(console)) {
            figures = switch (what) {
                case intake ->
                    new IntakeBench(
                                    bench,
                                    or(seconds, 10),
                                    connections == null ? List.of(16, 64) : List.of(connections),
                                    console)
                            .run();
                case lifecycle -> new LifecycleBench(bench, or(seconds, 20), or(connections, 256), console).run();
                case query ->
                    withBar(
                            or(preload, 100_000),
                            (count, bar) -> new QueryBench(bench, or(seconds, 30), count, console, bar::stepTo).run());
                case timer ->
                    withBar(
                            or(preload, 1_000_000),
                            (count, bar) -> new TimerBench(bench, count, console, bar::stepTo).run());
                case assessment ->
                    withBar(
                            or(preload, 100_000),
                            (count, bar) ->
                                    new AssessmentBench(bench, or(seconds, 60), count, console, bar::stepTo).run());
                case desks ->
                    withBar(
                            or(preload, 100_000),
                            (count, bar) -> new DesksBench(bench, or(seconds, 120), count, console, bar::stepTo).run());
                case feed -> new FeedBench(bench, or(seconds, 20), or(connections, 2_000), console).run();
                case start -> new StartBench(bench, Math.max(1, or(starts, 3)), console).run();
                case chaos -> new ChaosBench(bench, kills, Math.max(1, from), seed, or(connections, 48), console).run();
                case million, scale -> throw new IllegalStateException(what + " has a way of its own");
            };
        }
        System.out.println();
        System.out.print(FigureTable.of(figures, Words.get()));
        if (json != null) {
            FiguresFile.write(json, figures);
        }
        return figures.stream().anyMatch(figure -> Boolean.FALSE.equals(figure.pass())) ? 1 : 0;
    }

    private BenchStack stack(ConsoleProgress console) {
        return switch (what) {
            case timer, assessment -> BenchStack.ofServers(home, services, console);
            case start -> BenchStack.stopped(home, services, console);
            case chaos -> BenchStack.quick(home, services, instances(), console);
            case desks -> BenchStack.withDesks(home, services, console);
            case intake, lifecycle, query, feed, million, scale -> new BenchStack(home, services, console);
        };
    }

    private static List<Figure> withBar(int count, BiFunction<Integer, ProgressBar, List<Figure>> measurement) {
        try (ProgressBar bar = ConsoleProgress.bar("preload", count)) {
            return measurement.apply(count, bar);
        }
    }

    private int instances() {
        if (instances < 1 || instances > Instance.MOST) {
            throw Problem.usage("up.instances", Instance.MOST);
        }
        return instances;
    }

    private static int or(Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
