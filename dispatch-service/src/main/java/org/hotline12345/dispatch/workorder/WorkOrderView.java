package org.hotline12345.dispatch.workorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.attachment.KeptFile.Origin;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.ReturnReason;
import org.hotline12345.events.Upstream;

/** A work order with everything its unit needs to handle it. */
public record WorkOrderView(
        @JsonUnwrapped WorkOrderSummary order,
        @JsonProperty("case") CaseText citizenCase,
        List<Note> notes,
        List<Deadline> deadlines,
        List<Instruction> instructions,
        List<LeaderMark> leaderMarks,
        List<HandDown> handDowns,
        List<ReturnRequest> returnRequests,
        List<ExtensionRequest> extensionRequests,
        List<CoHandling> coHandling,
        List<Reply> replies,
        List<MergedCase> mergedCases,
        List<MergeCandidate> mergeCandidates,
        Recall recall,
        List<OrderAttachment> attachments) {
    WorkOrderView in(Language language) {
        return new WorkOrderView(
                order,
                citizenCase,
                notes,
                deadlines,
                instructions,
                leaderMarks,
                handDowns,
                returnRequests,
                extensionRequests,
                coHandling,
                replies.stream().map(reply -> reply.in(language)).toList(),
                mergedCases,
                mergeCandidates,
                recall,
                attachments);
    }

    /** What the citizen said, without who the citizen is. */
    public record CaseText(
            String title,
            String text,
            String address,
            Anonymity anonymity,
            boolean contactable,
            Respondent respondent,
            Upstream upstream,
            String externalId,
            int urges,
            List<RiskFlag> riskFlags,
            Instant registeredAt) {}

    /** A file: of the case or a supplement, which intake gives, or of a reply. */
    public record OrderAttachment(
            UUID attachmentId, Origin of, UUID ofId, UUID caseId, String name, String type, long size, String sha256) {}

    /** SUPPLEMENT or URGE by the citizen. */
    public record Note(String kind, String text, Instant at) {}

    /** A deadline as followup says it. */
    public record Deadline(
            UUID deadlineId,
            DeadlineKind kind,
            Instant dueAt,
            String state,
            boolean provisional,
            int extensionsLeft,
            int extensionDaysLeft,
            Instant returnUntil,
            Instant doneAt,
            List<ExplanationStep> explanation) {}

    /** An instruction of a leader, or of the deputy of one, and who has read it. */
    public record Instruction(
            UUID instructionId,
            String text,
            LocalDate due,
            String givenBy,
            String onBehalfOf,
            Instant givenAt,
            List<Reading> readBy) {}

    /** Somebody of the unit has read the instruction. */
    public record Reading(String subject, Instant readAt) {}

    /** A leader, or the deputy of one, has read the order. */
    public record LeaderMark(String subject, String onBehalfOf, Instant readAt) {}

    /** The handling went to another unit below the lead, or back. */
    public record HandDown(String fromUnit, String toUnit, String note, String handedBy, Instant handedAt) {}

    /** A request to return the order. */
    public record ReturnRequest(
            UUID returnRequestId,
            ReturnReason reasonCode,
            String reason,
            String suggestedUnit,
            String state,
            String toUnit,
            String note,
            Instant requestedAt,
            Instant decidedAt) {}

    /** A request for more time. */
    public record ExtensionRequest(
            UUID extensionRequestId,
            int workingDays,
            String reason,
            String state,
            Integer grantedDays,
            String note,
            Instant requestedAt,
            Instant decidedAt) {}

    /** A question to another unit, and its opinion. */
    public record CoHandling(
            UUID coHandlingId,
            String coUnit,
            String question,
            String text,
            Instant requestedAt,
            Instant answeredAt,
            Instant dueAt,
            String deadlineState) {}

    /**
     * A reply on its way, issued, or one that no longer stands, with what the quality check found; null if it was not checked.
     *
     * @param corrects The issued reply that it takes the place of.
     * @param supersededAt When a correction took its place.
     */
    public record Reply(
            UUID replyId,
            Disposition disposition,
            String text,
            String basis,
            Instant contactedAt,
            LocalDate reviewDate,
            String state,
            String author,
            String reviewer,
            String reviewerFor,
            String signer,
            String signerFor,
            String comment,
            Instant submittedAt,
            Instant issuedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) UUID corrects,
            @JsonInclude(JsonInclude.Include.NON_NULL) String correctionReason,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant supersededAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant takenBackAt,
            ReplyQuality quality) {
        Reply in(Language language) {
            return quality == null
                    ? this
                    : new Reply(
                            replyId,
                            disposition,
                            text,
                            basis,
                            contactedAt,
                            reviewDate,
                            state,
                            author,
                            reviewer,
                            reviewerFor,
                            signer,
                            signerFor,
                            comment,
                            submittedAt,
                            issuedAt,
                            corrects,
                            correctionReason,
                            supersededAt,
                            takenBackAt,
                            quality.in(language));
        }
    }

    /** That the order was taken from its unit: to whom the case went at once, null for triage. */
    public record Recall(String toUnit, String reason, String recalledBy, Instant recalledAt) {}

    /** A case handled together with this one. */
    public record MergedCase(UUID caseId, String caseNumber, String title, String text, Instant mergedAt) {}
}
