package org.hotline12345.endtoend;

import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CoursePhase;

/**
 * What a service says of a case, as coarse as the least curious of them can.
 *
 * @param round The round; -1 where the service does not say.
 * @param unit The unit that has it, or answered; "?" where the service does not say.
 */
record Said(Standing standing, int round, String unit) {
    static final String UNSAID = "?";

    enum Standing {
        /** Nobody has it: it waits for dispatch, or for a dispatcher. */
        WAITS,
        WITH_UNIT,
        MERGED,
        /** Answered by a unit. */
        REPLIED,
        ANSWERED,
        NOT_ACCEPTED,
        WITHDRAWN,
        CLOSED,
        /** Ended in intake, in which way the service does not care. */
        SETTLED,
        /** Answered by a unit; whether it is closed or comes back is not the service's matter. */
        DONE,
        /** Handled again, by a unit already or not yet. */
        REWORK
    }

    static Said of(CaseCourse course) {
        Standing standing = switch (course.phase()) {
            case REGISTERED, IN_TRIAGE, AWAITING_DISPATCH, REWORK -> Standing.WAITS;
            case WITH_UNIT -> Standing.WITH_UNIT;
            case MERGED -> Standing.MERGED;
            case REPLIED -> Standing.REPLIED;
            case ENDED -> Standing.valueOf(course.end().name());
        };
        return new Said(standing, course.round(), course.leadUnit());
    }

    /** Whether it contradicts the course. */
    boolean contradicts(CaseCourse course) {
        Said truth = of(course);
        boolean sameStanding = switch (standing) {
            case SETTLED -> course.isEndedInIntake();
            case DONE -> truth.standing == Standing.REPLIED || truth.standing == Standing.CLOSED;
            case REWORK -> course.phase() == CoursePhase.REWORK || truth.standing == Standing.WITH_UNIT;
            default -> standing == truth.standing;
        };
        boolean sameRound = round < 0 || round == truth.round;
        // of a case that ended in intake, or is handled with another, it matters to nobody which unit had it
        boolean sameUnit = UNSAID.equals(unit)
                || truth.unit == null
                || course.isEndedInIntake()
                || truth.standing == Standing.MERGED
                || truth.unit.equals(unit);
        return !(sameStanding && sameRound && sameUnit);
    }
}
