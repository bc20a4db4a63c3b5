package org.hotline12345.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What was registered of a case was corrected (更正). The facts are all told as they are from now on, whether they changed or
 * not; telephone and name are not among them. It changes no course: where the case goes for it, dispatch says.
 *
 * @param number Which correction of the case it is, 1 for the first. A dispatch says by it what it had heard of.
 * @param corrections What was wrong and what it is, in the order of the facts.
 * @param title Title, masked.
 * @param category Category code. May be null.
 * @param area Area code. May be null.
 * @param anonymity Protection asked for.
 * @param respondent Accused unit. May be null.
 * @param citizenRef Random reference of the citizen; another one if the telephone was another's.
 * @param contactable Whether intake holds a telephone number for the case.
 * @param reason Why, in words.
 * @param correctedBy Subject of who corrected it.
 * @param correctedAt Business time.
 */
@EventType("org.hotline12345.case.corrected.v1")
public record CaseCorrected(
        UUID caseId,
        UUID correctionId,
        int number,
        List<FactCorrection> corrections,
        String title,
        String category,
        String area,
        Urgency urgency,
        Anonymity anonymity,
        Respondent respondent,
        UUID citizenRef,
        boolean contactable,
        String reason,
        String correctedBy,
        Instant correctedAt)
        implements CaseEvent {
    public CaseCorrected {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(correctionId, "correctionId");
        corrections = corrections == null ? List.of() : List.copyOf(corrections);
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(urgency, "urgency");
        Objects.requireNonNull(anonymity, "anonymity");
        Objects.requireNonNull(citizenRef, "citizenRef");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(correctedBy, "correctedBy");
        Objects.requireNonNull(correctedAt, "correctedAt");
    }

    /** The registration as it should have been. */
    public CaseRegistered correct(CaseRegistered registered) {
        return new CaseRegistered(
                registered.caseId(),
                registered.caseNumber(),
                registered.outcome(),
                registered.channel(),
                registered.lineCode(),
                registered.type(),
                urgency,
                title,
                registered.text(),
                category,
                area,
                registered.address(),
                registered.location(),
                citizenRef,
                anonymity,
                contactable,
                respondent,
                registered.upstream(),
                registered.externalId(),
                registered.registeredAt(),
                registered.replyDueAt(),
                registered.possibleDuplicates(),
                registered.proposedLink(),
                registered.proposedUnit(),
                registered.attachments());
    }

    /** Whether this is among what was wrong. */
    public boolean corrects(CorrectedFact fact) {
        return corrections.stream().anyMatch(each -> each.fact() == fact);
    }

    /**
     * The number of the last correction of this fact.
     *
     * @param before the number of the last one before this
     */
    public int last(CorrectedFact fact, int before) {
        return corrects(fact) ? number : before;
    }
}
