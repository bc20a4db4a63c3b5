package org.hotline12345.dispatch.deadline.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How much more time a reply may still be given: asked for before it is due only, as often and as long as the policy leaves
 * (Shandong 2020: at most ten working days).
 *
 * @param dueAt When the reply is due.
 * @param askUntil Until when more time may be asked for; the policy may want it earlier than the deadline.
 * @param extensionsLeft How often more time may still be given.
 * @param daysLeft How many working days may still be given.
 */
public record TimeLeft(Instant dueAt, Instant askUntil, int extensionsLeft, int daysLeft) {
    /** More time may be asked for until the deadline itself. */
    public TimeLeft(Instant dueAt, int extensionsLeft, int daysLeft) {
        this(dueAt, dueAt, extensionsLeft, daysLeft);
    }

    /** What stands against asking for this many working days at this time; empty if nothing does. */
    public Optional<Objection> objection(int workingDays, Instant at) {
        // at that very moment it is still in time
        if (at.isAfter(askUntil)) {
            return Optional.of(Objection.TOO_LATE);
        }
        if (extensionsLeft < 1) {
            return Optional.of(Objection.NONE_LEFT);
        }
        return workingDays > daysLeft ? Optional.of(Objection.TOO_LONG) : Optional.empty();
    }

    /** Why more time cannot be asked for. */
    public enum Objection {
        /** The deadline has passed. */
        TOO_LATE,
        /** As often as the policy allows already. */
        NONE_LEFT,
        /** Longer than the policy allows. */
        TOO_LONG
    }
}
