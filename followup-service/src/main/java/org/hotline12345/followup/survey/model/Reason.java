package org.hotline12345.followup.survey.model;

import java.util.Map;
import java.util.Objects;

/**
 * A reason for being dissatisfied that can be chosen, 不满意原因.
 *
 * @param fault Where it lies; null where that is open.
 * @param text In words by language, {@code zh} and {@code en}.
 */
public record Reason(String code, Fault fault, Map<String, String> text) {
    /** Where a reason lies. */
    public enum Fault {
        /** With the unit, 主观原因. */
        UNIT,
        /** With what the unit cannot change, 客观原因. */
        OBJECTIVE
    }

    public Reason {
        Objects.requireNonNull(code, "code");
        text = Map.copyOf(text);
    }
}
