package org.hotline12345.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.play.CasePlayer;
import org.hotline12345.localstack.stack.Progress;

/**
 * What it costs until somebody can work: from nothing running to the first accepted case, first on an empty folder, then again and again
 * on the same one with the class archives that were made meanwhile.
 *
 * @param bench Not started.
 * @param starts How many after the first.
 */
record StartBench(BenchStack bench, int starts, Progress say) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long ASK_AGAIN_MILLIS = 20;

    List<Figure> run() {
        SampleCases samples = new SampleCases(11, 16_000_000_000L);
        List<Figure> figures = new ArrayList<>();
        start(samples.next()).forEach((name, figure) -> {
            if (!name.startsWith("pss")) {
                figures.add(Figure.plain("start.first." + name, figure.value(), figure.unit()));
            }
        });
        say.say("bench.start.archives");
        bench.stack().makeArchives();
        bench.stop();
        Map<String, List<Figure>> again = new LinkedHashMap<>();
        for (int i = 0; i < starts; i++) {
            start(samples.next())
                    .forEach((name, figure) -> again.computeIfAbsent(name, first -> new ArrayList<>())
                            .add(figure));
            bench.stop();
        }
        again.forEach((name, runs) -> figures.add(
                Figure.plain("start." + name, median(runs), runs.get(0).unit())));
        return figures;
    }

    private Map<String, Figure> start(ObjectNode sample) {
        double before = Spending.ofThis();
        long begin = System.nanoTime();
        bench.start();
        try (HotlineClient client = bench.client(2)) {
            if (!Pause.until(PATIENCE, ASK_AGAIN_MILLIS, () -> accepted(client, sample))) {
                throw new IllegalStateException("no case was accepted for " + PATIENCE);
            }
        }
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("to-first-case", Figure.plain("", (System.nanoTime() - begin) / 1e9, "s"));
        figures.put("cpu", Figure.plain("", (Spending.cpu(bench.stack()) - before) / 1e3, "s"));
        Map<String, Double> memory = new LinkedHashMap<>();
        Memory.of(bench.stack()).forEach((part, megabytes) -> memory.put("pss." + part.code(), megabytes));
        figures.put(
                "pss",
                Figure.plain(
                        "", memory.values().stream().mapToDouble(one -> one).sum(), "MB"));
        memory.forEach((name, megabytes) -> figures.put(name, Figure.plain("", megabytes, "MB")));
        return figures;
    }

    /** A new installation has to hear of areas and categories first; until then their codes are refused. */
    private static boolean accepted(HotlineClient client, ObjectNode sample) {
        try {
            new CasePlayer(client)
                    .register(sample.deepCopy(), UUID.randomUUID().toString())
                    .join();
            return true;
        } catch (CompletionException notYet) {
            return false;
        }
    }

    private static double median(List<Figure> runs) {
        double[] sorted = runs.stream().mapToDouble(Figure::value).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
