package org.hotline12345.localstack.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.localstack.stack.Stack;

/** What the services wrote about errors, to be told with a test that failed. */
final class ServiceLogs {
    private static final int LINES_EACH = 25;
    private static final int ERRORS_EACH = 5;
    private static final Pattern BLOCKED = Pattern.compile("has been blocked for (\\d+) ms");

    private ServiceLogs() {}

    /** The last errors in each log, with the lines behind them. */
    static String errors(Stack stack) {
        try (Stream<Path> logs = Files.list(stack.home().folder().resolve("logs"))) {
            return logs.sorted().map(ServiceLogs::errors).collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where an event loop did nothing else for so long, as Vert.x itself noticed. */
    static List<String> blocked(Stack stack, Duration atLeast) {
        try (Stream<Path> logs = Files.list(stack.home().folder().resolve("logs"))) {
            return logs.flatMap(ServiceLogs::lines)
                    .filter(line -> {
                        Matcher found = BLOCKED.matcher(line);
                        return found.find() && Long.parseLong(found.group(1)) >= atLeast.toMillis();
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String errors(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            List<Integer> found = Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                    .filter(i -> lines.get(i).contains(" ERROR "))
                    .toList();
            return found.stream()
                    .skip(Math.max(0, found.size() - ERRORS_EACH))
                    .flatMap(i -> lines.subList(i, Math.min(lines.size(), i + LINES_EACH)).stream())
                    .collect(Collectors.joining("\n", log.getFileName() + ":\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
