package org.hotline12345.followup.policy.model;

import java.util.Objects;

/**
 * A length of time.
 *
 * @param amount How many; not negative.
 */
public record Span(int amount, SpanUnit unit) {
    public Span {
        Objects.requireNonNull(unit, "unit");
        if (amount < 0) {
            throw new IllegalArgumentException("a span must not be negative: " + amount);
        }
    }

    /** The span in Chinese, such as 5 个工作日. */
    public String chinese() {
        return amount + " " + unit.chinese();
    }

    /** The span in English. */
    public String english() {
        return amount + " " + unit.english();
    }
}
