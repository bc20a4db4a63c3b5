package org.hotline12345.followup.deadline.model;

import java.util.Objects;
import org.hotline12345.followup.policy.model.StartingPoint;

/**
 * A text in both languages, such as why a deadline moved.
 *
 * @param zh In Chinese.
 * @param en In English.
 */
public record Wording(String zh, String en) {
    public Wording {
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(en, "en");
    }

    /** What starts a clock. */
    public static Wording of(StartingPoint point) {
        return new Wording(point.chinese(), point.english());
    }
}
