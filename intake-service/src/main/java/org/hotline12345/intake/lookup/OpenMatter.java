package org.hotline12345.intake.lookup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An open case of a citizen, as somebody speaking with the citizen needs it; what it says is said as in {@code CaseView}.
 *
 * @param replyDueAt When the reply is due. May be null.
 * @param round Round of handling; 0 before the first dispatch.
 */
@Schema(description = "诉求人的一件未结诉求 An open case of a citizen")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OpenMatter(
        UUID caseId,
        String caseNumber,
        String title,
        String status,
        String statusText,
        String type,
        String urgency,
        String leadUnit,
        String leadUnitName,
        OffsetDateTime registeredAt,
        OffsetDateTime replyDueAt,
        int round,
        int urges) {}
