package org.hotline12345.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A deadline was set or moved; carries its whole explanation.
 *
 * @param deadlineId The deadline; stays the same when it moves.
 * @param workOrderId The work order it belongs to, if any. May be null.
 * @param round Round of handling.
 * @param kind What is due.
 * @param unit The unit that owes it. May be null.
 * @param startedAt What it counts from.
 * @param previousDueAt When it was due before it moved. May be null.
 * @param movedBecause Why it moved. May be null.
 * @param provisional True while a calendar year it crosses has no notice.
 * @param calendarRevision Revision of the calendar used.
 * @param policyId Policy used.
 * @param extensionsLeft How often more time may still be granted.
 * @param extensionDaysLeft How many working days may still be granted.
 * @param returnUntil Until when a return may be asked for. May be null.
 * @param explanation How the moment was found.
 * @param setAt Business time.
 * @param moveCause What moved it. May be null.
 * @param extensionUntil Until when more time may be asked for; the deadline itself if the policy says no more. May be null.
 */
@EventType("org.hotline12345.case.deadline-set.v1")
public record DeadlineSet(
        UUID caseId,
        UUID deadlineId,
        UUID workOrderId,
        int round,
        DeadlineKind kind,
        String unit,
        Instant startedAt,
        Instant dueAt,
        Instant previousDueAt,
        String movedBecause,
        boolean provisional,
        long calendarRevision,
        String policyId,
        int policyVersion,
        int extensionsLeft,
        int extensionDaysLeft,
        Instant returnUntil,
        List<ExplanationStep> explanation,
        Instant setAt,
        DeadlineMoveCause moveCause,
        Instant extensionUntil)
        implements CaseEvent {
    public DeadlineSet {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(deadlineId, "deadlineId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(dueAt, "dueAt");
        Objects.requireNonNull(policyId, "policyId");
        explanation = explanation == null ? List.of() : List.copyOf(explanation);
        Objects.requireNonNull(setAt, "setAt");
    }
}
