package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The citizen was told the result, or could not be reached (反馈).
 *
 * @param workOrderId The work order whose reply was told.
 * @param round Round of handling.
 * @param unit Lead unit.
 * @param informedAt Business time.
 */
@EventType("org.hotline12345.case.citizen-informed.v1")
public record CitizenInformed(
        UUID caseId,
        UUID noticeId,
        UUID workOrderId,
        int round,
        String unit,
        NoticeChannel by,
        boolean reached,
        Instant informedAt)
        implements CaseEvent {
    public CitizenInformed {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(noticeId, "noticeId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(informedAt, "informedAt");
    }
}
