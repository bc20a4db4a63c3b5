package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.course.CaseCourse;

/**
 * One unit's responsibility for one round of handling; one row of {@code round_fact} per work order. A round has one work
 * order, and one more for every granted return: those end {@link RoundEnd#RETURNED} and leave the rates, so that each round
 * is counted once, with the unit that kept it. Times are business times.
 */
public final class RoundFact {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    final UUID caseId;
    final UUID workOrderId;
    int round;
    DispatchCause cause;
    String unit;
    String channel;
    CaseType type;
    String category;
    String area;
    boolean toBeInformed = true;
    Instant registeredAt;
    Instant dispatchedAt;
    Instant signDueAt;
    Instant signedAt;
    Instant dueAt;
    Instant finishedAt;
    Disposition disposition;
    RoundEnd end;
    Instant endedAt;
    Instant returnRequestedAt;
    boolean extended;
    boolean supervised;
    int urges;
    Instant informedAt;
    NoticeChannel informedBy;
    boolean denied;
    boolean reworkOrdered;
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

    /** The facts as they were stored. */
    public static RoundFact restored(
            UUID caseId,
            UUID workOrderId,
            int round,
            DispatchCause cause,
            String unit,
            String channel,
            CaseType type,
            String category,
            String area,
            boolean toBeInformed,
            Instant registeredAt,
            Instant dispatchedAt,
            Instant signDueAt,
            Instant signedAt,
            Instant dueAt,
            Instant finishedAt,
            Disposition disposition,
            RoundEnd end,
            Instant endedAt,
            Instant returnRequestedAt,
            boolean extended,
            boolean supervised,
            int urges,
            Instant informedAt,
            NoticeChannel informedBy,
            boolean denied,
            boolean reworkOrdered,
            int returnsRefused,
            long position,
            CaseCourse course) {
        var fact = new RoundFact(caseId, workOrderId);
        fact.round = round;
        fact.cause = cause;
        fact.unit = unit;
        fact.channel = channel;
        fact.type = type;
        fact.category = category;
        fact.area = area;
        fact.toBeInformed = toBeInformed;
        fact.registeredAt = registeredAt;
        fact.dispatchedAt = dispatchedAt;
        fact.signDueAt = signDueAt;
        fact.signedAt = signedAt;
        fact.dueAt = dueAt;
        fact.finishedAt = finishedAt;
        fact.disposition = disposition;
        fact.end = end;
        fact.endedAt = endedAt;
        fact.returnRequestedAt = returnRequestedAt;
        fact.extended = extended;
        fact.supervised = supervised;
        fact.urges = urges;
        fact.informedAt = informedAt;
        fact.informedBy = informedBy;
        fact.denied = denied;
        fact.reworkOrdered = reworkOrdered;
        fact.returnsRefused = returnsRefused;
        fact.restsOn(position, course);
        return fact;
    }

    /** The last event about the work order, and where the case is after it. */
    void restsOn(long position, CaseCourse course) {
        this.position = position;
        this.course = course;
    }

    /** Where the case was by its stream after the last event about the work order. May be null. */
    public CaseCourse course() {
        return course;
    }

    /** Offset of the last event about the work order; -1 if none was told since positions are kept here. */
    public long position() {
        return position;
    }

    /** Open: neither replied to nor ended otherwise. */
    public boolean open() {
        return finishedAt == null && end == null;
    }

    /**
     * Whether the round is due at all: it has a deadline and did not leave the unit before it. What leaves the unit after
     * its deadline stays due and late, so that a late return or merge hides nothing.
     */
    public boolean due() {
        return dueAt != null && (endedAt == null || endedAt.isAfter(dueAt));
    }

    /** Whether the reply was issued in time, by business times only. */
    public boolean finishedOnTime() {
        return due() && finishedAt != null && !finishedAt.isAfter(dueAt);
    }

    /** The day of receipt (收件): of registration, for a rework of its dispatch. Null while that is not known. */
    public LocalDate receiptDay() {
        return day(round > 1 ? dispatchedAt : registeredAt);
    }

    /** The day of the first reply; null before it. */
    public LocalDate replyDay() {
        return day(finishedAt);
    }

    private static LocalDate day(Instant instant) {
        return instant == null ? null : LocalDate.ofInstant(instant, SHANGHAI);
    }

    /** Whether the unit is the one that answers for the round; an urge to a co-handling unit is not the lead's. */
    boolean leads(String other) {
        return unit == null || unit.equals(other);
    }

    void endBy(RoundEnd how, Instant at) {
        if (open()) {
            end = how;
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

    /** Why the work order came into being. */
    public DispatchCause cause() {
        return cause;
    }

    /** Lead unit. */
    public String unit() {
        return unit;
    }

    /** Channel of the case. */
    public String channel() {
        return channel;
    }

    public CaseType type() {
        return type;
    }

    /** Category under which it was dispatched. */
    public String category() {
        return category;
    }

    /** Area for which it was dispatched. */
    public String area() {
        return area;
    }

    /** Whether the citizen is owed a notice of the result. */
    public boolean toBeInformed() {
        return toBeInformed;
    }

    /** When the case was registered. */
    public Instant registeredAt() {
        return registeredAt;
    }

    /** When the unit's clock started. */
    public Instant dispatchedAt() {
        return dispatchedAt;
    }

    public Instant signDueAt() {
        return signDueAt;
    }

    public Instant signedAt() {
        return signedAt;
    }

    /** When the reply is due, as the deadline stands now. */
    public Instant dueAt() {
        return dueAt;
    }

    /** When the first reply of the round was issued (办结). */
    public Instant finishedAt() {
        return finishedAt;
    }

    /** What the handling came to. */
    public Disposition disposition() {
        return disposition;
    }

    /** Why it ended without a reply. */
    public RoundEnd end() {
        return end;
    }

    /** When it ended without a reply. */
    public Instant endedAt() {
        return endedAt;
    }

    /** When the unit asked to return it. */
    public Instant returnRequestedAt() {
        return returnRequestedAt;
    }

    /** Whether more time was granted. */
    public boolean extended() {
        return extended;
    }

    /** Whether supervision was opened. */
    public boolean supervised() {
        return supervised;
    }

    /** How often the unit was urged, less what was taken back. */
    public int urges() {
        return urges;
    }

    /** When the citizen was told the result. */
    public Instant informedAt() {
        return informedAt;
    }

    /** By whom; null where the citizen said so in the callback. */
    public NoticeChannel informedBy() {
        return informedBy;
    }

    /** Whether the citizen said that nobody had told the result. */
    public boolean denied() {
        return denied;
    }

    /** How often a return of the round was refused (首接负责). */
    public int returnsRefused() {
        return returnsRefused;
    }

    /** Whether a rework of this round's result was ordered. */
    public boolean reworkOrdered() {
        return reworkOrdered;
    }
}
