package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The citizen was asked, or could not be (回访).
 *
 * @param workOrderId The work order it is about; none for an answer on the spot. May be null.
 * @param round Round of handling; 0 for an answer on the spot.
 * @param unit Lead unit. May be null.
 * @param outcome Whether the citizen answered.
 * @param informed Was I told the result? May be null.
 * @param resolved Is it solved? May be null.
 * @param satisfaction Am I satisfied with the result? May be null.
 * @param attitude Am I satisfied with the attitude? May be null.
 * @param reason Why not, masked. May be null.
 * @param objective True: for a reason that the unit cannot change. May be null.
 * @param correction True when it replaces an earlier answer of the same instrument.
 * @param completedAt Business time.
 */
@EventType("org.hotline12345.case.callback-completed.v1")
public record CallbackCompleted(
        UUID caseId,
        UUID callbackId,
        UUID workOrderId,
        int round,
        String unit,
        SurveyInstrument instrument,
        CallbackOutcome outcome,
        Boolean informed,
        Boolean resolved,
        Satisfaction satisfaction,
        Satisfaction attitude,
        String reason,
        Boolean objective,
        boolean correction,
        Instant completedAt)
        implements CaseEvent {
    public CallbackCompleted {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(callbackId, "callbackId");
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(completedAt, "completedAt");
    }
}
