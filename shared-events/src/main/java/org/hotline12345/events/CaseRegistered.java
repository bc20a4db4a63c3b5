package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A citizen's case was registered (受理登记). Telephone and identity numbers are masked in all texts.
 *
 * @param caseNumber Number told to the citizen.
 * @param outcome Whether it goes on to dispatch or was settled in the same call.
 * @param channel Channel code.
 * @param lineCode Code of the merged special line. May be null.
 * @param type Nature of the case.
 * @param title Title, masked.
 * @param text What the citizen said, masked.
 * @param category Category code, if the agent gave one. May be null.
 * @param area Area code, if the agent gave one. May be null.
 * @param address Address, masked. May be null.
 * @param location Point on the map. May be null.
 * @param citizenRef Random reference of the citizen; the same for all cases of one telephone.
 * @param anonymity Protection asked for.
 * @param contactable Whether intake holds a telephone number for the case.
 * @param respondent Accused unit of a report. May be null.
 * @param upstream Platform above that sent the case. May be null.
 * @param externalId Number in the system that posted the case. May be null.
 * @param registeredAt Business time of registration.
 * @param replyDueAt Deadline given by the source of an imported case. May be null.
 * @param possibleDuplicates Earlier cases that may be about the same matter, the most alike first; absent: none.
 * @param proposedLink Earlier case of the same citizen whose answer says all there is, as the agent proposes; a second
 *     reader decides. May be null.
 * @param proposedUnit Unit the agent chose; it gets the case unless it may not. May be null.
 * @param attachments Files that came with it; absent: none.
 */
@EventType("org.hotline12345.case.registered.v1")
public record CaseRegistered(
        UUID caseId,
        String caseNumber,
        IntakeOutcome outcome,
        String channel,
        String lineCode,
        CaseType type,
        Urgency urgency,
        String title,
        String text,
        String category,
        String area,
        String address,
        Location location,
        UUID citizenRef,
        Anonymity anonymity,
        boolean contactable,
        Respondent respondent,
        Upstream upstream,
        String externalId,
        Instant registeredAt,
        Instant replyDueAt,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PossibleDuplicate> possibleDuplicates,

        UUID proposedLink,
        String proposedUnit,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Attachment> attachments)
        implements CaseEvent {
    public CaseRegistered {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(caseNumber, "caseNumber");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(urgency, "urgency");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(citizenRef, "citizenRef");
        Objects.requireNonNull(anonymity, "anonymity");
        Objects.requireNonNull(registeredAt, "registeredAt");
        possibleDuplicates = possibleDuplicates == null ? List.of() : List.copyOf(possibleDuplicates);
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    /** Without files. */
    public CaseRegistered(
            UUID caseId,
            String caseNumber,
            IntakeOutcome outcome,
            String channel,
            String lineCode,
            CaseType type,
            Urgency urgency,
            String title,
            String text,
            String category,
            String area,
            String address,
            Location location,
            UUID citizenRef,
            Anonymity anonymity,
            boolean contactable,
            Respondent respondent,
            Upstream upstream,
            String externalId,
            Instant registeredAt,
            Instant replyDueAt,
            List<PossibleDuplicate> possibleDuplicates,
            UUID proposedLink,
            String proposedUnit) {
        this(
                caseId,
                caseNumber,
                outcome,
                channel,
                lineCode,
                type,
                urgency,
                title,
                text,
                category,
                area,
                address,
                location,
                citizenRef,
                anonymity,
                contactable,
                respondent,
                upstream,
                externalId,
                registeredAt,
                replyDueAt,
                possibleDuplicates,
                proposedLink,
                proposedUnit,
                List.of());
    }
}
