package org.hotline12345.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/**
 * A leader wrote an instruction before handling (批示).
 *
 * @param unit Lead unit.
 * @param due By when the leader wants it done. May be null.
 * @param givenBy Subject of the leader.
 * @param givenAt Business time.
 * @param onBehalfOf Subject of the person whose deputy (AB角) did it. May be null.
 */
@EventType("org.hotline12345.case.instruction-given.v1")
public record InstructionGiven(
        UUID caseId,
        UUID workOrderId,
        UUID instructionId,
        String unit,
        String text,
        LocalDate due,
        String givenBy,
        Instant givenAt,
        String onBehalfOf)
        implements CaseEvent {
    public InstructionGiven {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(instructionId, "instructionId");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(givenBy, "givenBy");
        Objects.requireNonNull(givenAt, "givenAt");
    }
}
