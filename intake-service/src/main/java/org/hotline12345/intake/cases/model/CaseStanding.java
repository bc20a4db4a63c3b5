package org.hotline12345.intake.cases.model;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.course.CaseCourse;

/**
 * Where a case stands as intake shows it: its course by the stream, and before that what intake itself decided and has not
 * heard in the stream yet. The order of the stream decides: an own answer, refusal or withdrawal shows at once as
 * {@code pending}, and what it means is said by the course when its event comes back.
 *
 * @param course The course by the stream alone.
 * @param pending Status by an own command whose event has not come back yet. May be null.
 * @param replyDueAt When the unit's reply is due. May be null.
 */
public record CaseStanding(CaseCourse course, CaseStatus pending, Instant replyDueAt) {
    /** What people see. */
    public CaseStatus status() {
        return pending == null ? stream() : pending;
    }

    /** Status by the stream alone. */
    public CaseStatus stream() {
        return CaseStatus.of(course);
    }

    /** Unit that has the case, or answered it. May be null. */
    public String leadUnit() {
        return course.leadUnit();
    }

    /** Its work order. May be null. */
    public UUID workOrderId() {
        return course.workOrderId();
    }

    /** Round of handling; 0 before the first dispatch. */
    public int round() {
        return course.round();
    }

    /** Lead case of a merge. May be null. */
    public UUID mergedInto() {
        return course.mergedInto();
    }

    /** Ended here by an own command; it counts when its event comes back. */
    public CaseStanding settled(CaseStatus end) {
        return new CaseStanding(course, end, replyDueAt);
    }

    /**
     * Whether the event of another service comes too late to mean anything, as a dispatch behind a withdrawal that was under way
     * at the same time: nobody needs to read of it. What intake itself told the citizen was said, whatever became of it.
     */
    public boolean overtakes(CaseEvent event) {
        return !isOwn(event) && !course.admits(event);
    }

    /** The standing after the next event of the stream. */
    public CaseStanding after(CaseEvent event) {
        return new CaseStanding(course.after(event), isOwn(event) ? null : pending, dueAfter(event));
    }

    private Instant dueAfter(CaseEvent event) {
        if (event instanceof DeadlineSet e) {
            return e.kind() == DeadlineKind.REPLY && !course.isEnded() ? e.dueAt() : replyDueAt;
        }
        boolean owesAnew =
                event instanceof CaseDispatched || event instanceof CaseSentToTriage || event instanceof CaseUnmerged;
        return owesAnew && course.admits(event) ? null : replyDueAt;
    }

    private static boolean isOwn(CaseEvent event) {
        return event instanceof CaseAnsweredDirectly
                || event instanceof CaseNotAccepted
                || event instanceof CaseWithdrawn;
    }
}
