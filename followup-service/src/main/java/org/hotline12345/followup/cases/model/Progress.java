package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.course.CaseCourse;

/**
 * How far a case is. Beside it stand its deadlines.
 *
 * @param phase Where it stands.
 * @param live Whether timers, notices and callbacks work for it; false for an imported case until it goes live.
 * @param liveAt When an imported case went live. May be null.
 * @param workOrderId The current or last work order. May be null.
 * @param round Round of handling; 0 before the first dispatch.
 * @param unit Lead unit of that work order. May be null.
 * @param category Category of the dispatch or of the registration. May be null.
 * @param categoryCorrection The number of the last correction of the category; 0 for none.
 * @param policyId Policy under which it was dispatched. May be null.
 * @param policyVersion Its version; 0 for none.
 * @param dispatchedAt When the unit's clock started. May be null.
 * @param returnRequestedAt When the undecided request for a return was made. May be null.
 * @param returns How many returns were granted.
 * @param replyId The reply of the round. May be null.
 * @param repliedAt When it was issued. May be null.
 * @param informed Whether the citizen was told the result of the round.
 * @param callbackId The open callback. May be null.
 * @param dissatisfactions How many rounds left the citizen dissatisfied by the unit's fault.
 * @param reworks How many times rework was ordered.
 * @param citizenUrges How often the citizen urged.
 * @param urgeSupervised Whether the citizen's urges have opened supervision.
 * @param closedAt When it was closed or ended. May be null.
 * @param closeReason Why it was closed. May be null.
 * @param returnedBy Codes of the units whose return was granted.
 * @param returnSupervised Whether returns have opened supervision.
 * @param handlingUnit The unit below the lead that handles it. May be null.
 * @param signed Whether the work order was signed.
 * @param returnRequestId The undecided request for a return. May be null.
 * @param questions Questions to other units that are not answered.
 * @param course The course of the case by its stream.
 */
public record Progress(
        Phase phase,
        boolean live,
        Instant liveAt,
        UUID workOrderId,
        int round,
        String unit,
        String category,
        int categoryCorrection,
        String policyId,
        int policyVersion,
        Instant dispatchedAt,
        Instant returnRequestedAt,
        int returns,
        UUID replyId,
        Instant repliedAt,
        boolean informed,
        UUID callbackId,
        int dissatisfactions,
        int reworks,
        int citizenUrges,
        boolean urgeSupervised,
        Instant closedAt,
        CloseReason closeReason,
        List<String> returnedBy,
        boolean returnSupervised,
        String handlingUnit,
        boolean signed,
        UUID returnRequestId,
        List<OpenQuestion> questions,
        CaseCourse course) {
    public Progress {
        returnedBy = List.copyOf(returnedBy);
        questions = List.copyOf(questions);
    }
}
