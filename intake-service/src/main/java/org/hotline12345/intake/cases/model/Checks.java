package org.hotline12345.intake.cases.model;

import java.util.ArrayList;
import java.util.List;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;

/**
 * Collects everything that is wrong with what was sent, so that the sender can put it right in one go. Lengths are counted
 * in characters (code points).
 */
public final class Checks {
    /** Most characters of a title. */
    public static final int TITLE = 200;
    /** Most characters of a text. */
    public static final int TEXT = 10_000;
    /** Most characters of an address, a reason or a purpose. */
    public static final int LINE = 500;
    /** Most characters of a code or a number of another system. */
    public static final int CODE = 100;

    private final List<Violation> violations = new ArrayList<>();

    /** The value must be there. */
    public Checks required(String field, Object value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            add(field, "violation.intake.required");
        }
        return this;
    }

    /** A text that must be there. */
    public Checks text(String field, String value, int most) {
        return required(field, value).optionalText(field, value, most);
    }

    /** A text that may be absent: of limited length, without control characters but line ends and tabs. */
    public Checks optionalText(String field, String value, int most) {
        if (value == null) {
            return this;
        }
        if (value.length() > most && value.codePointCount(0, value.length()) > most) {
            add(field, "violation.intake.too-long", most);
        }
        if (!storable(value)) {
            add(field, "violation.intake.control-character");
        }
        return this;
    }

    /** A code or a number of another system: one line. */
    public Checks optionalCode(String field, String value) {
        if (value != null && (value.isBlank() || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0)) {
            add(field, "violation.intake.not-a-code");
        }
        return optionalText(field, value, CODE);
    }

    /** The value must lie in a range; an absent one is not looked at. */
    public Checks range(String field, Double value, double from, double to) {
        if (value != null && !(value >= from && value <= to)) {
            add(field, "violation.intake.range", Double.toString(from), Double.toString(to));
        }
        return this;
    }

    /** A rule that has been looked at already. */
    public Checks that(boolean holds, String field, String message, Object... args) {
        if (!holds) {
            add(field, message, args);
        }
        return this;
    }

    /** What is wrong. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** The problem {@code validation} unless all is well. */
    public void enforce() {
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
    }

    private void add(String field, String message, Object... args) {
        violations.add(Violation.of(field, message, args));
    }

    private static boolean storable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == value.length()
                        || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
