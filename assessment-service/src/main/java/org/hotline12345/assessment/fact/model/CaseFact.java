package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.course.CaseCourse;

/**
 * What assessment knows of one case; one row of {@code case_fact}. Times are business times. Everything but the id may be
 * missing until its event arrives.
 *
 * <p>{@link #position} is the offset of the last event that these facts rest on, the facts of its work orders apart, which have
 * their own.
 */
public final class CaseFact {
    final UUID caseId;
    long position = -1;
    String caseNumber;
    Instant registeredAt;
    boolean imported;
    String channel;
    CaseType type;
    Urgency urgency;
    String category;
    String area;
    Anonymity anonymity;
    boolean contactable = true;
    IntakeOutcome outcome;
    Instant outcomeAt;
    /** Lead unit of the latest round; of an answer on the spot the unit that gave it. */
    String unit;

    Instant dispatchedAt;
    Instant withdrawnAt;
    Instant mergedAt;
    UUID mergedInto;
    int reworks;
    int citizenUrges;
    Instant closedAt;
    CloseReason closeReason;
    ProblemPattern pattern;
    /** Where the case was by its stream after that event. */
    CaseCourse course = CaseCourse.UNHEARD;

    /** A case of which nothing is known yet. */
    public CaseFact(UUID caseId) {
        this.caseId = caseId;
    }

    /** The facts as they were stored. */
    public static CaseFact restored(
            UUID caseId,
            long position,
            String caseNumber,
            Instant registeredAt,
            boolean imported,
            String channel,
            CaseType type,
            Urgency urgency,
            String category,
            String area,
            Anonymity anonymity,
            boolean contactable,
            IntakeOutcome outcome,
            Instant outcomeAt,
            String unit,
            Instant dispatchedAt,
            Instant withdrawnAt,
            Instant mergedAt,
            UUID mergedInto,
            int reworks,
            int citizenUrges,
            Instant closedAt,
            CloseReason closeReason,
            ProblemPattern pattern,
            CaseCourse course) {
        var fact = new CaseFact(caseId);
        fact.position = position;
        fact.caseNumber = caseNumber;
        fact.registeredAt = registeredAt;
        fact.imported = imported;
        fact.channel = channel;
        fact.type = type;
        fact.urgency = urgency;
        fact.category = category;
        fact.area = area;
        fact.anonymity = anonymity;
        fact.contactable = contactable;
        fact.outcome = outcome;
        fact.outcomeAt = outcomeAt;
        fact.unit = unit;
        fact.dispatchedAt = dispatchedAt;
        fact.withdrawnAt = withdrawnAt;
        fact.mergedAt = mergedAt;
        fact.mergedInto = mergedInto;
        fact.reworks = reworks;
        fact.citizenUrges = citizenUrges;
        fact.closedAt = closedAt;
        fact.closeReason = closeReason;
        fact.pattern = pattern;
        fact.course = course;
        return fact;
    }

    /** These facts as they are now. */
    CaseFact copy() {
        return restored(
                caseId,
                position,
                caseNumber,
                registeredAt,
                imported,
                channel,
                type,
                urgency,
                category,
                area,
                anonymity,
                contactable,
                outcome,
                outcomeAt,
                unit,
                dispatchedAt,
                withdrawnAt,
                mergedAt,
                mergedInto,
                reworks,
                citizenUrges,
                closedAt,
                closeReason,
                pattern,
                course);
    }

    /** Whether the other says the same of the case, the position apart. */
    boolean saysTheSameAs(CaseFact other) {
        return caseId.equals(other.caseId)
                && Objects.equals(caseNumber, other.caseNumber)
                && Objects.equals(registeredAt, other.registeredAt)
                && imported == other.imported
                && Objects.equals(channel, other.channel)
                && type == other.type
                && urgency == other.urgency
                && Objects.equals(category, other.category)
                && Objects.equals(area, other.area)
                && anonymity == other.anonymity
                && contactable == other.contactable
                && outcome == other.outcome
                && Objects.equals(outcomeAt, other.outcomeAt)
                && Objects.equals(unit, other.unit)
                && Objects.equals(dispatchedAt, other.dispatchedAt)
                && Objects.equals(withdrawnAt, other.withdrawnAt)
                && Objects.equals(mergedAt, other.mergedAt)
                && Objects.equals(mergedInto, other.mergedInto)
                && reworks == other.reworks
                && citizenUrges == other.citizenUrges
                && Objects.equals(closedAt, other.closedAt)
                && closeReason == other.closeReason
                && pattern == other.pattern
                && course.equals(other.course);
    }

    /** Where the case was by its stream after the last event that these facts rest on. */
    public CaseCourse course() {
        return course;
    }

    /** The pattern of the problem; null for none. */
    public ProblemPattern pattern() {
        return pattern;
    }

    public UUID caseId() {
        return caseId;
    }

    /** Offset of the last event that these facts rest on; -1 before the first. */
    public long position() {
        return position;
    }

    /** Number the citizen knows. */
    public String caseNumber() {
        return caseNumber;
    }

    /** When the case was registered. */
    public Instant registeredAt() {
        return registeredAt;
    }

    /** Whether it was moved in from an older system and has not gone live. */
    public boolean imported() {
        return imported;
    }

    /** Channel code. */
    public String channel() {
        return channel;
    }

    public CaseType type() {
        return type;
    }

    public Urgency urgency() {
        return urgency;
    }

    /** Category code, corrected by the latest dispatch. */
    public String category() {
        return category;
    }

    /** Area code, corrected by the latest dispatch. */
    public String area() {
        return area;
    }

    /** Anonymity the citizen asked for. */
    public Anonymity anonymity() {
        return anonymity;
    }

    /** Whether there is a telephone to call. */
    public boolean contactable() {
        return contactable;
    }

    /** Whether the citizen is owed a notice of the result: not if there is no contact, or none is wanted (不接受回访). */
    public boolean toBeInformed() {
        return contactable && anonymity != Anonymity.NO_CONTACT;
    }

    /** What intake made of it. */
    public IntakeOutcome outcome() {
        return outcome;
    }

    /** When that was decided. */
    public Instant outcomeAt() {
        return outcomeAt;
    }

    /** Lead unit of the latest round. */
    public String unit() {
        return unit;
    }

    /** First dispatch. */
    public Instant dispatchedAt() {
        return dispatchedAt;
    }

    /** When the citizen withdrew. */
    public Instant withdrawnAt() {
        return withdrawnAt;
    }

    /** When it was merged into another case. */
    public Instant mergedAt() {
        return mergedAt;
    }

    /** The lead case it was merged into. */
    public UUID mergedInto() {
        return mergedInto;
    }

    /** How often rework was ordered. */
    public int reworks() {
        return reworks;
    }

    /** How often the citizen urged. */
    public int citizenUrges() {
        return citizenUrges;
    }

    public Instant closedAt() {
        return closedAt;
    }

    /** Why it was closed. */
    public CloseReason closeReason() {
        return closeReason;
    }
}
