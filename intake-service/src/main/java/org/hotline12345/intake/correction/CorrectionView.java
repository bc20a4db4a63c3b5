package org.hotline12345.intake.correction;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.events.CorrectedFact;

/**
 * A correction of a case: who, when, what was, what is, why.
 *
 * @param changes What was corrected, in the order of the facts.
 * @param correctedBy Subject of who did it.
 */
@Schema(description = "一次更正 A correction of a case")
public record CorrectionView(
        UUID correctionId,
        UUID caseId,
        List<FactChange> changes,
        String reason,
        String correctedBy,
        Instant correctedAt) {
    /**
     * One thing that was corrected. Name and telephone are masked.
     *
     * @param factText The fact in words.
     * @param before What was registered, a code or a text. May be null.
     * @param beforeText The same in words. May be null.
     * @param after What it is. May be null.
     * @param afterText The same in words. May be null.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FactChange(
            CorrectedFact fact, String factText, String before, String beforeText, String after, String afterText) {}
}
