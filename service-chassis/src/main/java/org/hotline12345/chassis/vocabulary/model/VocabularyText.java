package org.hotline12345.chassis.vocabulary.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vocabulary as people write it: {@code [section]} and then its phrases, a line each; lines that start with # are comments.
 *
 * @param headings Where sections begin, in their order; a section may begin more than once.
 * @param outside Lines before the first section.
 */
public record VocabularyText(List<Heading> headings, Map<String, List<Line>> lines, List<Line> outside) {
    private static final Pattern HEADING = Pattern.compile("\\[([a-z][a-z0-9-]*)]");

    /** The beginning of a section. */
    public record Heading(String section, int number) {}

    /** A line that is no comment, counted from 1. */
    public record Line(int number, String text) {}

    public static VocabularyText parse(String document) {
        var headings = new ArrayList<Heading>();
        Map<String, List<Line>> lines = new LinkedHashMap<>();
        var outside = new ArrayList<Line>();
        List<Line> section = outside;
        int number = 0;
        for (String read : document.split("\\R", -1)) {
            number++;
            String line = read.strip();
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                headings.add(new Heading(heading.group(1), number));
                section = lines.computeIfAbsent(heading.group(1), id -> new ArrayList<>());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                section.add(new Line(number, line));
            }
        }
        return new VocabularyText(headings, lines, outside);
    }

    /** The lines of each section. */
    public Map<String, List<String>> sections() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        lines.forEach((id, of) -> sections.put(id, of.stream().map(Line::text).toList()));
        return sections;
    }
}
