package org.hotline12345.intake.cases;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.events.Location;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Upstream;

/**
 * A case as the office sees it, without contact data.
 *
 * @param caseNumber Number told to the citizen.
 * @param status Where it stands.
 * @param statusText The same in words.
 * @param outcome What intake did with it at registration.
 * @param channel Channel code.
 * @param lineCode Code of the merged line. May be null.
 * @param type Nature of the case.
 * @param title Title, masked.
 * @param text Text, masked.
 * @param category Category code. May be null.
 * @param area Area code. May be null.
 * @param address Address, masked. May be null.
 * @param location Point on the map. May be null.
 * @param citizenRef Random reference of the citizen.
 * @param anonymity Protection asked for.
 * @param contactable Whether a telephone is known.
 * @param respondent Accused unit. May be null.
 * @param upstream Platform above. May be null.
 * @param call Call and recording. May be null.
 * @param externalId Number in the posting system. May be null.
 * @param proposedUnit Unit the agent chose at registration. May be null.
 * @param registeredAt Business time of registration.
 * @param imported Whether it was moved in from before.
 * @param live False while an imported case stays silent.
 * @param leadUnit Unit that has it now. May be null.
 * @param leadUnitName Its name. May be null.
 * @param workOrderId The work order now. May be null.
 * @param round Round of handling; 0 before the first dispatch.
 * @param mergedInto Lead case of a merge. May be null.
 * @param replyDueAt When the reply is due. May be null.
 * @param urges Number of the citizen's urges.
 * @param attachmentCount How many files came with it and its supplements.
 * @param pattern Pattern of the problem: LONG_TERM, SUDDEN or PERIODIC. May be null.
 * @param patternText The same in words. May be null.
 * @param link The latest proposal to link it to an answered case. May be null.
 * @param version Raised by every command; the ETag.
 * @param allowed Commands allowed now.
 * @param timeline What happened, the earliest first.
 */
@Schema(description = "诉求（不含联系方式）A case without contact data")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseView(
        UUID caseId,
        String caseNumber,
        String status,
        String statusText,
        String outcome,
        String channel,
        String lineCode,
        String type,
        String urgency,
        String title,
        String text,
        String category,
        String area,
        String address,
        Location location,
        UUID citizenRef,
        String anonymity,
        boolean contactable,
        Respondent respondent,
        Upstream upstream,
        Call call,
        String externalId,
        String proposedUnit,
        Instant registeredAt,
        String registeredBy,
        boolean imported,
        boolean live,
        String leadUnit,
        String leadUnitName,
        UUID workOrderId,
        int round,
        UUID mergedInto,
        Instant replyDueAt,
        int urges,
        int attachmentCount,
        String pattern,
        String patternText,
        Link link,
        int version,
        List<String> allowed,
        List<Happening> timeline) {
    /**
     * The call in which it was told.
     *
     * @param callId Id in the telephone system. May be null.
     * @param recordingRef Where the recording lies. May be null.
     */
    public record Call(String callId, String recordingRef) {}

    /**
     * A proposal to link it to an answered case.
     *
     * @param linkId The proposal.
     * @param earlierCaseId The answered case.
     * @param state PROPOSED, ACCEPTED or REFUSED.
     */
    public record Link(UUID linkId, UUID earlierCaseId, String earlierCaseNumber, String state, String proposedBy) {}

    /**
     * One thing that happened.
     *
     * @param at Business time.
     * @param text In words, in the language of Accept-Language.
     * @param actor Who. May be null.
     * @param data Codes and texts behind the words.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Happening(Instant at, String kind, String text, String actor, Map<String, String> data) {}
}
