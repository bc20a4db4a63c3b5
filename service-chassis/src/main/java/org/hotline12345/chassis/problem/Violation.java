package org.hotline12345.chassis.problem;

import java.util.List;
import java.util.Objects;

/**
 * What is wrong with one field.
 *
 * @param field Path of the field, for example {@code citizen.phone}.
 * @param message Key of the text, for example {@code violation.required}; a text without a key is shown as it is.
 * @param args Values for {@code {0}, {1} …} in the text.
 * @param line Line of the document sent in, from 1, where it is a text with lines. May be null.
 */
public record Violation(String field, String message, List<Object> args, Integer line) {
    public Violation {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
        args = args == null ? List.of() : List.copyOf(args);
    }

    /** A violation without values. */
    public Violation(String field, String message) {
        this(field, message, List.of(), null);
    }

    /** A violation with values. */
    public static Violation of(String field, String message, Object... args) {
        return new Violation(field, message, List.of(args), null);
    }

    /** The same at a line of the document sent in. */
    public Violation atLine(Integer number) {
        return new Violation(field, message, args, number);
    }
}
