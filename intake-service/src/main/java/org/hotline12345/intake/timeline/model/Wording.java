package org.hotline12345.intake.timeline.model;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.language.TextBundle;
import org.hotline12345.events.Disposition;

/**
 * Puts entries of the timeline into words. The texts and their gaps stand in {@code timeline/words}; where the office reads
 * nothing else, it reads what the citizen does.
 */
public final class Wording {
    private static final TextBundle WORDS = TextBundle.of("timeline/words");

    /** {@code {name}}, {@code {:name}} or {@code {group=name}}. */
    private static final Pattern GAP = Pattern.compile("\\{(:)?(?:(\\w+)=)?(\\w+)}");

    private final Language language;
    private final UnaryOperator<String> unitNames;

    /**
     * Words in this language.
     *
     * @param unitNames name of a unit by its code; answers the code itself when the unit is not known
     */
    public Wording(Language language, UnaryOperator<String> unitNames) {
        this.language = language;
        this.unitNames = unitNames;
    }

    /** For the office's own people. */
    public String forStaff(TimelineEntry entry) {
        return words(entry, "staff.", "citizen.");
    }

    /** For the citizen: plain words; nothing about people. */
    public String forCitizen(TimelineEntry entry) {
        return words(entry, "citizen.");
    }

    private String words(TimelineEntry entry, String... readers) {
        Map<String, String> data = entry.data();
        String special = "." + special(entry.kind(), data);
        Text words = Stream.of(readers)
                .map(reader -> reader + entry.kind())
                .flatMap(key -> Stream.of(key + special, key))
                .map(WORDS::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no words for " + entry.kind()));
        return GAP.matcher(words.in(language)).replaceAll(gap -> Matcher.quoteReplacement(filled(gap, data)));
    }

    /** Which of several texts of a kind it is. */
    private static String special(TimelineKind kind, Map<String, String> data) {
        return switch (kind) {
            case DISPATCHED -> "1".equals(data.getOrDefault("round", "1")) ? "" : "again";
            case RETURN_DECIDED, EXTENSION_DECIDED -> isSo(data, "granted") ? "granted" : "refused";
            case REPLIED, REPLY_CORRECTED -> isSo(data, TimelineEntry.SUPERSEDED) ? "superseded" : "";
            case ASKED_BACK_ANSWERED -> isSo(data, "learnt") ? "learnt" : "unknown";
            case RECALLED -> data.containsKey("toUnit") ? "redirected" : "";
            case INFORMED -> isSo(data, "reached") ? "reached" : "missed";
            case PATTERN_SET -> isSo(data, "derived") ? "derived" : "byHand";
            case ANSWERED -> data.containsKey(TimelineEntry.ARTICLE) ? "article" : "";
            case NOT_ACCEPTED -> data.containsKey(TimelineEntry.EARLIER_NUMBER) ? "earlier" : "";
            case CALLED_BACK ->
                switch (data.get("outcome")) {
                    case "NO_ANSWER", "NOT_CALLED" -> data.get("outcome");
                    default -> data.containsKey("satisfaction") ? "graded" : "asked";
                };
            default -> "";
        };
    }

    private static boolean isSo(Map<String, String> data, String name) {
        return Boolean.parseBoolean(data.get(name));
    }

    private String filled(MatchResult gap, Map<String, String> data) {
        String value = data.get(gap.group(3));
        if (gap.group(1) != null) {
            return value == null || value.isBlank() ? "" : Text.in(language, "：", ": ") + value;
        }
        if ("facts".equals(gap.group(2))) {
            return Stream.of(value.split(","))
                    .map(fact -> word("facts", fact).in(language))
                    .collect(Collectors.joining(Text.in(language, "、", ", ")));
        }
        if (gap.group(2) != null) {
            return word(gap.group(2), value).in(language);
        }
        if (gap.group(3).equals("unit") || gap.group(3).equals("toUnit")) {
            return value == null ? WORDS.get(gap.group(3)).in(language) : unitNames.apply(value);
        }
        return Objects.toString(value, "");
    }

    private static Text word(String group, String constant) {
        return group.equals("disposition")
                ? disposition(Disposition.valueOf(constant))
                : WORDS.get(constant == null ? group : group + "." + constant);
    }

    /** Its Chinese is that of the constant, as other services print it too. */
    private static Text disposition(Disposition disposition) {
        return new Text(
                disposition.chinese(),
                switch (disposition) {
                    case RESOLVED -> "resolved";
                    case PLANNED -> "not possible yet, planned";
                    case EXPLAINED -> "explained";
                    case NOT_ESTABLISHED -> "not established";
                    case LEGAL_ROUTE -> "pointed to the legal way";
                    case UNREACHABLE -> "could not be reached";
                });
    }
}
