package org.hotline12345.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/**
 * A new reply took the place of an issued one (更正答复); the old one is kept. The round was finished by the first reply and stays so:
 * no clock of the unit runs again. The citizen is to be told the new result.
 *
 * @param replyId The reply that holds from now on.
 * @param corrects The reply that it takes the place of.
 * @param round Round of handling.
 * @param unit Unit that answers.
 * @param disposition What the handling came to.
 * @param text What the citizen is told.
 * @param basis Law, rule or finding it rests on. May be null.
 * @param contactedAt When the unit spoke with the citizen about the new result. May be null.
 * @param reviewDate When a PLANNED matter is looked at again. May be null.
 * @param reason Why the first one was wrong.
 * @param resultChanged Whether the result is another one, so that a citizen who has been asked already is asked again.
 * @param author Subject of the author.
 * @param correctedAt Business time.
 */
@EventType("org.hotline12345.case.reply-corrected.v1")
public record ReplyCorrected(
        UUID caseId,
        UUID workOrderId,
        UUID replyId,
        UUID corrects,
        int round,
        String unit,
        Disposition disposition,
        String text,
        String basis,
        Instant contactedAt,
        LocalDate reviewDate,
        String reason,
        boolean resultChanged,
        String author,
        Instant correctedAt)
        implements CaseEvent {
    public ReplyCorrected {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(workOrderId, "workOrderId");
        Objects.requireNonNull(replyId, "replyId");
        Objects.requireNonNull(corrects, "corrects");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(disposition, "disposition");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(correctedAt, "correctedAt");
    }
}
