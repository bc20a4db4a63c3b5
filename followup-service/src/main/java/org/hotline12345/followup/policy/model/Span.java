package org.hotline12345.followup.policy.model;

import java.util.Objects;
import org.hotline12345.chassis.language.Text;

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

    /** The span in words, such as 5 个工作日. */
    public Text text() {
        return new Text(
                amount + " " + unit.text().zh(), amount + " " + unit.text().en());
    }
}
