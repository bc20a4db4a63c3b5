package org.hotline12345.intake.contact.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Predicate;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CourseEnd;
import org.hotline12345.events.course.CoursePhase;

/**
 * Who may be shown how to reach the citizen of a case. Personal data are for the purpose they were told for and no longer (个人信息保护法
 * art. 6 and 19): the unit that has the case calls about it, the centre calls back; the right ends with the case and with the
 * lead.
 *
 * @param accused The units that the case accuses, alone or with the cases it is handled with.
 * @param course Its course.
 * @param lead Of a merged case the course of the case it is handled with, else null.
 * @param lastEventAt When it last changed; of an ended case when it ended.
 */
public record ContactRight(
        Anonymity anonymity, Collection<String> accused, CaseCourse course, CaseCourse lead, Instant lastEventAt) {
    /** After closing the centre still tells a result that did not reach the citizen, and hears an objection, for so long. */
    static final Duration AFTER_CLOSING = Duration.ofDays(30);

    /** What is answered. */
    public enum Verdict {
        SHOWN,
        /** The citizen's wish stands against it. */
        PROTECTED,
        /** The case is over. */
        OVER,
        /** The caller knows nothing of the case. */
        UNKNOWN
    }

    /**
     * Somebody who belongs to a unit.
     *
     * @param handles Whether the caller handles cases there, 承办人.
     * @param asks Whether the caller calls back, 回访员.
     * @param covers Whether a unit is the caller's own or stands below it.
     * @param standsWithin Whether the caller's unit is another one or stands below it.
     */
    public record UnitCaller(boolean handles, boolean asks, Predicate<String> covers, Predicate<String> standsWithin) {}

    /** Of another service, which asks in the centre's name: a survey by others is about cases closed long ago. */
    public Verdict ofService() {
        return anonymity == Anonymity.NO_CONTACT ? Verdict.PROTECTED : hasNoResult() ? Verdict.OVER : Verdict.SHOWN;
    }

    /** Of a callback agent of the centre. */
    public Verdict ofCentre(Instant now) {
        boolean longClosed = course.end() == CourseEnd.CLOSED && now.isAfter(lastEventAt.plus(AFTER_CLOSING));
        return longClosed && anonymity != Anonymity.NO_CONTACT ? Verdict.OVER : ofService();
    }

    /** Taken back or not accepted: there is nothing to tell or to ask. */
    private boolean hasNoResult() {
        return course.end() == CourseEnd.WITHDRAWN || course.end() == CourseEnd.NOT_ACCEPTED;
    }

    /**
     * Of somebody of a unit: the one that has the case, and no other. A citizen who wants no callback may be called while the case
     * is handled, about the matter; not to be told or asked about the result.
     */
    public Verdict of(UnitCaller caller) {
        CaseCourse handled = course.phase() == CoursePhase.MERGED ? lead : course;
        if (handled == null
                || accused.stream().anyMatch(caller.standsWithin())
                || !caller.covers().test(handled.leadUnit()) && !caller.covers().test(handled.handlingUnit())) {
            return Verdict.UNKNOWN;
        }
        if (handled.isEnded()) {
            return Verdict.OVER;
        }
        boolean handling = handled.phase() == CoursePhase.WITH_UNIT;
        boolean told = handled.phase() == CoursePhase.REPLIED;
        if (anonymity == Anonymity.HIDDEN_FROM_UNIT || anonymity == Anonymity.NO_CONTACT && !handling) {
            return Verdict.PROTECTED;
        }
        return caller.handles() && (handling || told) || caller.asks() && told ? Verdict.SHOWN : Verdict.UNKNOWN;
    }
}
