package org.hotline12345.followup.message.model;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.chassis.problem.Violations;

/**
 * The text of a message with its gaps.
 *
 * @param version Its version; 0 for the shipped one.
 */
public record MessageTemplate(MessageKind kind, int version, String text) {
    /** The longest text: some seven short messages. */
    public static final int LONGEST = 450;

    /** A short message holds so many characters, and a part of a longer one so many. */
    private static final int ONE_MESSAGE = 70;

    private static final int PART = 67;
    private static final Pattern GAP = Pattern.compile("\\{([^{}]*)}");

    /** What is wrong with a text: unknown or missing gaps, brackets left over, too long. */
    public static Violations check(MessageKind kind, String text) {
        var violations = new Violations();
        if (text == null || text.isBlank()) {
            return violations.add("text", "violation.required");
        }
        GAP.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> Gap.of(name).filter(kind::knows).isEmpty())
                .distinct()
                .forEach(name -> violations.add("text", "violation.message.unknownGap", "{" + name + "}"));
        String rest = GAP.matcher(text).replaceAll("");
        violations
                .unless(rest.indexOf('{') < 0 && rest.indexOf('}') < 0, "text", "violation.message.brackets")
                .unless(text.length() <= LONGEST, "text", "violation.Size", 1, LONGEST)
                .unless(text.codePoints().noneMatch(Character::isISOControl), "text", "violation.message.oneLine");
        kind.required().stream()
                .filter(gap -> !text.contains(gap.inText()))
                .forEach(gap -> violations.add("text", "violation.message.missingGap", gap.inText()));
        return violations;
    }

    /** The text with its gaps filled; a gap without a value stays empty. */
    public String filled(Map<Gap, String> values) {
        return filled(gap -> values.getOrDefault(gap, ""));
    }

    /** As a citizen would read it. */
    public String example() {
        return filled(Gap::example);
    }

    private String filled(Function<Gap, String> value) {
        return GAP.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Gap.of(found.group(1)).map(value).orElse("")));
    }

    /** As how many short messages it is charged. */
    public static int parts(String text) {
        return text.length() <= ONE_MESSAGE ? 1 : (text.length() + PART - 1) / PART;
    }
}
