package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A step of the ladder that was taken.
 *
 * @param step What was done.
 * @param at The moment it stands for.
 * @param id The urge, or the supervision.
 * @param waiting Whether the notice still waits for the morning.
 */
public record FiredRung(TimerStep step, Instant at, UUID id, boolean waiting) {
    public FiredRung {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(id, "id");
    }

    FiredRung waiting(boolean waits) {
        return new FiredRung(step, at, id, waits);
    }
}
