package org.hotline12345.followup.policy.model;

import java.util.Objects;

/**
 * Whether a unit may stop its clock while it waits for the citizen, 等待诉求人补充材料.
 *
 * @param stopClock Whether the waiting is added to the deadline; if not it is recorded and explained, and counts.
 * @param times How often. Zero: never.
 * @param atMost After which time the clock runs on even if the citizen has not answered.
 */
public record Pauses(boolean stopClock, int times, Span atMost) {
    public Pauses {
        Objects.requireNonNull(atMost, "atMost");
    }

    /** The clock never stops. */
    public static Pauses none() {
        return new Pauses(false, 0, new Span(0, SpanUnit.WORKING_DAYS));
    }
}
