package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A time in which the unit waits for the citizen, 等待诉求人.
 *
 * @param from Its start.
 * @param until Its end; while it runs the moment at which it ends by itself.
 * @param over Whether it has ended.
 * @param reason What is waited for, in the unit's words.
 */
public record Pause(Instant from, Instant until, boolean over, String reason) {
    public Pause {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        Objects.requireNonNull(reason, "reason");
    }

    /** Whether it runs at the moment. */
    public boolean runsAt(Instant moment) {
        return !over && until.isAfter(moment);
    }

    /** The same, ended then; an end after it ended by itself changes nothing. */
    public Pause endedAt(Instant end) {
        return new Pause(from, end.isBefore(until) ? end : until, true, reason);
    }
}
