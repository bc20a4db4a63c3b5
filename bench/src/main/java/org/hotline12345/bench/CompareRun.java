package org.hotline12345.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hotline12345.bench.model.Comparison;
import org.hotline12345.bench.model.Figure;
import org.hotline12345.bench.model.Variant;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.localstack.LocalStack;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.language.Words;
import org.hotline12345.localstack.stack.Progress;

/**
 * Runs a bench of two variants by turns, A B A B …, each run by a command of its own: nothing that one run warmed up is there for the
 * next, and what the machine's hour does to one it does to the other.
 *
 * @param bench The bench and its options, as on the command line.
 * @param home Where each variant keeps a folder of its own; null: none.
 * @param variants Two of them.
 */
record CompareRun(List<String> bench, Path home, List<Variant> variants, int rounds, Progress progress) {
    private static final List<String> NAMES = List.of("A", "B");
    private static final long SECONDS_TO_STOP = 60;

    /** The figures that all runs have, in the order of the first. */
    List<Comparison> run() {
        Map<String, String> units = new LinkedHashMap<>();
        List<Map<String, List<Double>>> values = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (int round = 1; round <= rounds; round++) {
            for (int side = 0; side < variants.size(); side++) {
                progress.say("bench.compare.run", round, rounds, NAMES.get(side), describe(variants.get(side)));
                for (Figure figure : figures(side, round)) {
                    units.putIfAbsent(figure.name(), figure.unit());
                    values.get(side)
                            .computeIfAbsent(figure.name(), name -> new ArrayList<>())
                            .add(figure.value());
                }
            }
        }
        List<Comparison> comparisons = new ArrayList<>();
        units.forEach((name, unit) -> {
            List<Double> first = values.get(0).getOrDefault(name, List.of());
            List<Double> second = values.get(1).getOrDefault(name, List.of());
            if (first.size() == rounds && second.size() == rounds) {
                comparisons.add(Comparison.of(name, unit, first, second));
            }
        });
        return comparisons;
    }

    /** For people. */
    static String describe(Variant variant) {
        List<String> parts = new ArrayList<>();
        if (variant.folder() != null) {
            parts.add(variant.folder());
        }
        variant.settings().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(setting -> parts.add(setting.getKey() + "=" + setting.getValue()));
        return parts.isEmpty() ? Words.get().say("bench.compare.as.it.is") : String.join(", ", parts);
    }

    private List<Figure> figures(int side, int round) {
        Variant variant = variants.get(side);
        Path figures = null;
        try {
            figures = Files.createTempFile("hotline-bench-", ".json");
            Files.delete(figures);
            int status = run(command(variant, NAMES.get(side), figures), variant.settings());
            // 1 is a target that was missed as well as a run that failed: of the latter there are no figures
            if (!Files.exists(figures)) {
                throw Problem.of("bench.compare.no.figures", NAMES.get(side), round, status);
            }
            return FiguresFile.read(figures);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run the bench", e);
        } finally {
            delete(figures);
        }
    }

    private List<String> command(Variant variant, String name, Path figures) {
        List<String> command = new ArrayList<>();
        command.addAll(java(variant));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LocalStack.class.getName(), "bench"));
        command.addAll(bench);
        if (variant.folder() != null) {
            command.addAll(List.of("--services", variant.folder()));
        }
        if (home != null) {
            command.addAll(List.of("--home", home.resolve(name).toString()));
        }
        command.addAll(List.of("--json", figures.toString()));
        return command;
    }

    /** That of the variant's {@code JAVA_HOME}, else this one; with the options of this one that every Java knows. */
    private static List<String> java(Variant variant) {
        String home = variant.settings().get("JAVA_HOME");
        List<String> command = new ArrayList<>();
        command.add(
                home == null
                        ? ChildProcess.java()
                        : Path.of(home, "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> home == null || !option.startsWith("--"))
                .forEach(command::add);
        return command;
    }

    private static int run(List<String> command, Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(settings);
        Process process = builder.start();
        Thread stop = new Thread(() -> end(process), "hotline-compare-stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(process);
            throw new IllegalStateException("interrupted", e);
        } finally {
            removeHook(stop);
        }
    }

    /** In good order: it stops the stack that it has started. */
    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // this virtual machine ends by a signal: the hook runs
            return;
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }
}
