package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
public final class CaseFact implements Cloneable {
    final UUID caseId;
    long position = -1;

    /** Number the citizen knows. */
    String caseNumber;

    Instant registeredAt;
    /** Whether it was moved in from an older system and has not gone live. */
    boolean imported;

    String channel;
    CaseType type;
    Urgency urgency;
    /** As the latest dispatch or correction says, and so is the area. */
    String category;

    String area;
    /** The number of the last correction of the category; 0 for none. */
    int categoryCorrection;

    /** The same of the area. */
    int areaCorrection;

    Anonymity anonymity;
    /** Whether there is a telephone to call. */
    boolean contactable = true;

    /** What intake made of it. */
    IntakeOutcome outcome;

    Instant outcomeAt;
    /** Lead unit of the latest round; of an answer on the spot the unit that gave it. */
    String unit;

    /** First dispatch. */
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

    /** A case as it is read. */
    private CaseFact() {
        this(null);
    }

    /** These facts as they are now. */
    CaseFact copy() {
        try {
            return (CaseFact) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that the facts say of the case, the position apart. */
    List<Object> said() {
        return Arrays.asList(
                caseNumber,
                registeredAt,
                imported,
                channel,
                type,
                urgency,
                category,
                area,
                categoryCorrection,
                areaCorrection,
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

    public UUID caseId() {
        return caseId;
    }

    /** Whether the citizen is owed a notice of the result: not if there is no contact, or none is wanted (不接受回访). */
    public boolean toBeInformed() {
        return contactable && anonymity != Anonymity.NO_CONTACT;
    }

    public String category() {
        return category;
    }

    public String area() {
        return area;
    }

    public IntakeOutcome outcome() {
        return outcome;
    }

    public Instant withdrawnAt() {
        return withdrawnAt;
    }

    public Instant closedAt() {
        return closedAt;
    }

    /** The lead case it was merged into. */
    public UUID mergedInto() {
        return mergedInto;
    }
}
