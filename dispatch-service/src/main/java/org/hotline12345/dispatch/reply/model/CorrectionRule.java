package org.hotline12345.dispatch.reply.model;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.events.course.CourseEnd;
import org.hotline12345.events.course.CoursePhase;

/**
 * How long an issued reply may be corrected (更正答复): until the case is closed, and afterwards for as long as a citizen may object to a
 * closed case, counted from the reply: whoever is not to be called has the case closed with the reply, and the wrong answer would stand for
 * ever. Not once the case is handled again, or withdrawn: then the result no longer stands.
 */
public final class CorrectionRule {
    /** As the shipped survey plan has it for objections. */
    public static final int DAYS_AFTER_REPLY = 15;

    private CorrectionRule() {}

    /**
     * Whether the reply of the order may be corrected now.
     *
     * @param course where the case is
     * @param repliedAt when the first reply was issued
     */
    public static boolean allows(CaseCourse course, UUID orderId, Instant repliedAt, Instant at) {
        return holds(course, orderId)
                && (course.phase() == CoursePhase.REPLIED
                        || !at.isAfter(repliedAt.plus(Duration.ofDays(DAYS_AFTER_REPLY))));
    }

    /** Whether the result of the order stands: a correction that is under way may still take its place. */
    public static boolean holds(CaseCourse course, UUID orderId) {
        return orderId.equals(course.workOrderId())
                && (course.phase() == CoursePhase.REPLIED || course.end() == CourseEnd.CLOSED);
    }
}
