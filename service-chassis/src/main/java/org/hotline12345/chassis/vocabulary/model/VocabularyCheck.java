package org.hotline12345.chassis.vocabulary.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.vocabulary.model.Section.SectionForm;
import org.hotline12345.chassis.vocabulary.model.VocabularyText.Heading;
import org.hotline12345.chassis.vocabulary.model.VocabularyText.Line;

/** What is wrong with a vocabulary, each with its line. */
public final class VocabularyCheck {
    /** The field that holds the document. */
    public static final String FIELD = "document";

    private static final int LONGEST_PHRASE = 1_000;
    private static final int MOST_FLAWS = 100;

    private final List<Section> sections;
    private final boolean onceOnly;
    private final VocabularyText text;
    private final List<Violation> flaws = new ArrayList<>();

    private VocabularyCheck(List<Section> sections, boolean onceOnly, VocabularyText text) {
        this.sections = sections;
        this.onceOnly = onceOnly;
        this.text = text;
    }

    /** Checks a document. {@code onceOnly}: no word may stand in two sections, because they say opposite things of it. */
    public static List<Violation> of(List<Section> sections, boolean onceOnly, VocabularyText text) {
        var check = new VocabularyCheck(sections, onceOnly, text);
        check.headings();
        check.lines();
        return check.flaws.stream().limit(MOST_FLAWS).toList();
    }

    private void headings() {
        text.outside().forEach(line -> add(line.number(), "outside"));
        Map<String, Integer> first = new HashMap<>();
        for (Heading heading : text.headings()) {
            String id = heading.section();
            if (sections.stream().noneMatch(section -> section.id().equals(id))) {
                add(
                        heading.number(),
                        "unknown-section",
                        id,
                        sections.stream().map(Section::id).collect(Collectors.joining(" ")));
            } else if (first.putIfAbsent(id, heading.number()) != null) {
                add(heading.number(), "section-twice", id, first.get(id));
            } else if (text.lines().get(id).isEmpty()) {
                add(heading.number(), "empty-section", id);
            }
        }
        sections.stream()
                .filter(section -> !first.containsKey(section.id()))
                .forEach(section -> add(null, "no-section", section.id()));
    }

    private void lines() {
        Map<String, Place> seen = new HashMap<>();
        for (Section section : sections) {
            var lines = text.lines().getOrDefault(section.id(), List.of());
            if (section.form() == SectionForm.EXPRESSION || section.form() == SectionForm.CHARACTERS) {
                lines.stream().skip(1).forEach(line -> add(line.number(), "one-line", section.id()));
            }
            for (Line line : lines) {
                if (flaws.size() >= MOST_FLAWS) {
                    return;
                }
                if (section.form() == SectionForm.WORDS) {
                    for (String word : line.text().split("\\s+")) {
                        word(section, line, word, seen);
                    }
                } else {
                    one(section, line, line.text(), seen);
                    expression(section, line);
                }
            }
        }
    }

    private void word(Section section, Line line, String word, Map<String, Place> seen) {
        one(section, line, word, seen);
        if (word.replace("·", "").length() < section.shortest()) {
            add(line.number(), "too-short", word, section.shortest());
        }
    }

    /** A phrase stands once in its section, and where sections say opposite things once in all. */
    private void one(Section section, Line line, String phrase, Map<String, Place> seen) {
        String key = onceOnly ? phrase.toLowerCase(Locale.ROOT) : section.id() + " " + phrase;
        Place before = seen.putIfAbsent(key, new Place(section.id(), line.number()));
        if (before != null) {
            add(line.number(), "twice", phrase, before.section(), before.number());
        }
        if (phrase.length() > LONGEST_PHRASE) {
            add(line.number(), "too-long", LONGEST_PHRASE);
        }
    }

    private void expression(Section section, Line line) {
        String written = line.text();
        if (section.form() == SectionForm.CHARACTERS || written.length() > LONGEST_PHRASE) {
            return;
        }
        boolean phrase = section.form() == SectionForm.PHRASES;
        try {
            Pattern compiled = phrase ? null : Pattern.compile(written);
            if (phrase) {
                Phrases.of(written);
            }
            if (compiled != null && compiled.matcher("").find()) {
                add(line.number(), "matches-nothing", written);
            } else if (phrase ? Backtracking.ofPhrase(written) : Backtracking.ofExpression(written)) {
                add(line.number(), "runs-away", written);
            }
        } catch (PatternSyntaxException e) {
            add(line.number(), "no-expression", written);
        } catch (IllegalArgumentException e) {
            add(line.number(), "start", written);
        }
    }

    private void add(Integer line, String flaw, Object... args) {
        flaws.add(Violation.of(FIELD, "violation.vocabulary." + flaw, args).atLine(line));
    }

    private record Place(String section, int number) {}
}
