package org.hotline12345.dispatch.returning.model;

import java.util.Optional;
import org.hotline12345.dispatch.cases.model.NextUnit;

/**
 * What a ruling on a return may say. Refused, the first unit dispatched handles the case or coordinates those who do (首接负责). Granted,
 * the case goes to another unit than the one that has it; to one that returned it before only if the ruling says so.
 */
public final class RulingRule {
    private RulingRule() {}

    /**
     * What stands against the ruling; empty if nothing does.
     *
     * @param toUnit The unit named; null leaves it to the router or to triage.
     * @param backToReturner Whether the ruling says that the case goes back.
     */
    public static Optional<Objection> objection(
            boolean granted, String toUnit, boolean backToReturner, String holder, NextUnit next) {
        if (!granted) {
            return toUnit == null ? Optional.empty() : Optional.of(Objection.REFUSED_BUT_MOVED);
        }
        if (toUnit == null) {
            return Optional.empty();
        }
        if (toUnit.equals(holder)) {
            return Optional.of(Objection.SAME_UNIT);
        }
        return next.allows(toUnit, backToReturner) ? Optional.empty() : Optional.of(Objection.RETURNED_BEFORE);
    }

    /** What stands against a ruling. */
    public enum Objection {
        /** A refused return leaves the case where it is. */
        REFUSED_BUT_MOVED,
        /** The unit that returns it is not the next one. */
        SAME_UNIT,
        /** The unit returned the case before. */
        RETURNED_BEFORE
    }
}
