package org.hotline12345.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every table has one owner: the feature that writes it. All SQL of a module's sources is read, and who writes which table is compared
 * with {@code src/test/resources/table-owners.txt}: one line a table, {@code table: feature}; two features only with the reason
 * behind {@code #}. {@code -Dhotline.tables.write=true} writes the list anew and keeps its reasons.
 */
public final class TableOwners {
    private static final Pattern CREATED = Pattern.compile(
            "create\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)", Pattern.CASE_INSENSITIVE);

    /** Statements that write, entities, and tables declared by their columns. */
    private static final List<Pattern> WRITES = List.of(
            Pattern.compile("insert\\s+into\\s+(\\w+)"),
            Pattern.compile("(?<!for\\s|no\\s)update\\s+(?:only\\s+)?(\\w+)(?:\\s+(?:as\\s+)?\\w+)?\\s+set\\b"),
            Pattern.compile("delete\\s+from\\s+(?:only\\s+)?(\\w+)"),
            Pattern.compile("merge\\s+into\\s+(\\w+)"),
            Pattern.compile("@Table\\(\\s*name\\s*=\\s*\"(\\w+)\""),
            Pattern.compile("\\bTable\\s*(?:<[^>]*>)?\\s*(?:\\.\\s*\\w+\\s*)?\\(\\s*\"(\\w+)\""));

    private TableOwners() {}

    /** Compares who writes with the list. */
    public static void areAsListed(String module) {
        Path root = ProjectRoot.find().resolve(module);
        Path list = root.resolve("src/test/resources/table-owners.txt");
        var writers = writers(root);
        var reasons = reasons(list);
        var lines = writers.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue())
                        + reasons.getOrDefault(entry.getKey(), ""))
                .toList();
        if (Boolean.getBoolean("hotline.tables.write")) {
            write(list, lines);
        }
        assertThat(lines)
                .as(
                        "who writes which table; if a change is wanted: -Dhotline.tables.write=true, with the reason for two writers")
                .isEqualTo(read(list).lines().toList());
        assertThat(writers.entrySet().stream()
                        .filter(entry -> entry.getValue().size() > 1 && !reasons.containsKey(entry.getKey()))
                        .toList())
                .as("tables with several writers and no reason")
                .isEmpty();
    }

    private static TreeMap<String, TreeSet<String>> writers(Path root) {
        Set<String> tables = files(root.resolve("src/main/resources"), ".sql").stream()
                .flatMap(script -> CREATED.matcher(read(script)).results())
                .map(found -> found.group(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toSet());
        tables.addAll(
                Set.of("outbox", "inbox", "parked_event", "idempotency", "feed_change", "accused_unit", "merged_case"));
        Path sources = root.resolve("src/main/java");
        var writers = new TreeMap<String, TreeSet<String>>();
        for (Path source : files(sources, ".java")) {
            String feature = feature(sources.relativize(source));
            String text = read(source);
            for (Pattern pattern : WRITES) {
                Matcher found = pattern.matcher(text);
                while (found.find()) {
                    if (tables.contains(found.group(1))) {
                        writers.computeIfAbsent(found.group(1), table -> new TreeSet<>())
                                .add(feature);
                    }
                }
            }
        }
        return writers;
    }

    /** {@code org/hotline12345/intake/linking/LinkCases.java}: linking. */
    private static String feature(Path source) {
        return source.getNameCount() > 4 ? source.getName(3).toString() : "-";
    }

    private static TreeMap<String, String> reasons(Path list) {
        var reasons = new TreeMap<String, String>();
        read(list)
                .lines()
                .filter(line -> line.contains(" # "))
                .forEach(
                        line -> reasons.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(" # "))));
        return reasons;
    }

    private static List<Path> files(Path folder, String end) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path list, List<String> lines) {
        try {
            Files.createDirectories(list.getParent());
            Files.write(list, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
