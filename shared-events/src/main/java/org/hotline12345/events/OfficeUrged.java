package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The hotline's own people were reminded of what they owe in a case (催办派单员、受理员).
 *
 * @param urgeId The urge.
 * @param deadlineId The deadline of what they owe.
 * @param kind What is owed: TRIAGE or ASK_BACK.
 * @param origin Who urged.
 * @param note What they were told.
 * @param urgedBy Subject of the supervisor; absent if it came by itself.
 * @param urgedAt Business time.
 */
@EventType("org.hotline12345.case.office-urged.v1")
public record OfficeUrged(
        UUID caseId,
        UUID urgeId,
        UUID deadlineId,
        DeadlineKind kind,
        UrgeOrigin origin,
        String note,
        String urgedBy,
        Instant urgedAt)
        implements CaseEvent {
    public OfficeUrged {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(urgeId, "urgeId");
        Objects.requireNonNull(deadlineId, "deadlineId");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(urgedAt, "urgedAt");
    }
}
