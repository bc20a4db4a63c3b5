package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.course.CaseCourse;

/**
 * One unit's responsibility for one round of handling; one row of {@code round_fact} per work order. A round has one work
 * order, and one more for every granted return and every recall: those end {@link RoundEnd#RETURNED} or {@link RoundEnd#RECALLED}
 * and leave the rates, so that each round is counted once, with the unit that kept it. Times are business times.
 */
public final class RoundFact implements Cloneable {
    final UUID caseId;
    final UUID workOrderId;
    int round;
    /** Why the work order came into being. */
    DispatchCause cause;

    String unit;
    String channel;
    CaseType type;
    /** Category under which it was dispatched. */
    String category;

    String area;
    /** Whether the citizen is owed a notice of the result. */
    boolean toBeInformed = true;

    Instant registeredAt;
    Instant dispatchedAt;
    Instant signDueAt;
    Instant signedAt;
    /** When the reply is due, as the deadline stands now. */
    Instant dueAt;

    Instant finishedAt;
    Disposition disposition;
    /** Why it ended without a reply. */
    RoundEnd endKind;

    Instant endedAt;
    Instant returnRequestedAt;
    /** Whether more time was granted. */
    boolean extended;

    /** Whether supervision was opened. */
    boolean supervised;

    /** How often the unit was urged, less what was taken back. */
    int urges;

    Instant informedAt;
    /** By whom; null where the citizen said so in the callback. */
    NoticeChannel informedBy;

    /** Whether the citizen said that nobody had told the result. */
    boolean denied;

    boolean reworkOrdered;
    /** How often a return of the round was refused (首接负责). */
    int returnsRefused;

    /** Offset of the last event about the work order. */
    long position = -1;
    /** Where the case was by its stream after that event; null if none was told since that is kept here. */
    CaseCourse course;

    /** A work order of which nothing is known yet. */
    public RoundFact(UUID caseId, UUID workOrderId) {
        this.caseId = caseId;
        this.workOrderId = workOrderId;
    }

    /** A work order as it is read. */
    private RoundFact() {
        this(null, null);
    }

    /** These facts as they are now. */
    RoundFact copy() {
        try {
            return (RoundFact) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last event about the work order, and where the case is after it. */
    void restsOn(long position, CaseCourse course) {
        this.position = position;
        this.course = course;
    }

    /** Open: neither replied to nor ended otherwise. */
    public boolean open() {
        return finishedAt == null && endKind == null;
    }

    /**
     * Whether the round is due at all: it has a deadline and did not leave the unit before it. What leaves the unit after
     * its deadline stays due and late, so that a late return or merge hides nothing.
     */
    public boolean due() {
        return dueAt != null && (endedAt == null || endedAt.isAfter(dueAt));
    }

    /** Whether the unit signed, or had it when its time to sign was over. */
    boolean toBeSigned() {
        return signedAt != null || signDueAt != null && (endedAt == null || endedAt.isAfter(signDueAt));
    }

    /** Whether the reply was issued in time, by business times only. */
    public boolean finishedOnTime() {
        return due() && finishedAt != null && !finishedAt.isAfter(dueAt);
    }

    /** The day of receipt (收件): of registration, for a rework of its dispatch. Null while that is not known. */
    public LocalDate receiptDay() {
        return ShanghaiTime.day(round > 1 ? dispatchedAt : registeredAt);
    }

    /** The day of the first reply; null before it. */
    public LocalDate replyDay() {
        return ShanghaiTime.day(finishedAt);
    }

    /** Whether the unit is the one that answers for the round; an urge to a co-handling unit is not the lead's. */
    boolean leads(String other) {
        return unit == null || unit.equals(other);
    }

    void endBy(RoundEnd how, Instant at) {
        if (open()) {
            endKind = how;
            endedAt = at;
        }
    }

    public UUID caseId() {
        return caseId;
    }

    public UUID workOrderId() {
        return workOrderId;
    }

    /** Round of handling, from 1. */
    public int round() {
        return round;
    }

    /** Lead unit. */
    public String unit() {
        return unit;
    }

    /** When the unit's clock started. */
    public Instant dispatchedAt() {
        return dispatchedAt;
    }

    /** When the first reply of the round was issued (办结). */
    public Instant finishedAt() {
        return finishedAt;
    }

    /** Whether a rework of this round's result was ordered. */
    public boolean reworkOrdered() {
        return reworkOrdered;
    }
}
