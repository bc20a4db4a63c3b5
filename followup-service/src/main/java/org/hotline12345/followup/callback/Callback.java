package org.hotline12345.followup.callback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.Disposition;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CaseFile;

/** A citizen to be asked about one round of handling, 回访. Made by the events path when the reply is issued. */
@Entity
@Table(name = "callback")
public class Callback {
    @Id
    private UUID id;

    @Version
    private Integer version;

    @Column(name = "case_id", updatable = false)
    private UUID caseId;

    @Column(name = "work_order_id", updatable = false)
    private UUID workOrderId;

    @Column(updatable = false)
    private int round;

    @Column(updatable = false)
    private String unit;

    @Column(name = "reply_text", updatable = false)
    private String replyText;

    @Enumerated(EnumType.STRING)
    private CallbackState state;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private CallbackOrigin origin;

    @Column(updatable = false)
    private boolean confidential;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Disposition disposition;

    @Column(name = "automatic_attempts")
    private int automaticAttempts;

    @Column(name = "automatic_at")
    private OffsetDateTime automaticAt;

    private int attempts;

    @Column(name = "next_attempt_at")
    private OffsetDateTime nextAttemptAt;

    @Column(name = "claimed_by")
    private String claimedBy;

    @Column(name = "claimed_until")
    private OffsetDateTime claimedUntil;

    @Column(name = "ended_at")
    private OffsetDateTime endedAt;

    protected Callback() {}

    /** The citizen answered. */
    public void answered(Instant at) {
        if (state == CallbackState.CLAIMED) {
            attempts++;
        }
        state = CallbackState.ANSWERED;
        automaticAt = null;
        claimedBy = null;
        claimedUntil = null;
        if (endedAt == null) {
            endedAt = ShanghaiTime.of(at);
        }
    }

    /**
     * Nobody answered the call.
     *
     * @param most after so many attempts it ends
     * @param next when the next attempt may be made
     * @return whether it was the last attempt
     */
    public boolean notReached(int most, Instant next, Instant at) {
        attempts++;
        claimedBy = null;
        claimedUntil = null;
        if (attempts >= most) {
            state = CallbackState.NO_ANSWER;
            automaticAt = null;
            endedAt = ShanghaiTime.of(at);
            return true;
        }
        state = CallbackState.OPEN;
        nextAttemptAt = ShanghaiTime.of(next);
        return false;
    }

    /**
     * An attempt of a channel was in vain.
     *
     * @param most after so many attempts the channels give up
     * @param next when the next attempt may be made
     * @return whether the channels gave up: it is an agent's turn, or it ends if agents do not ask
     */
    public boolean notReachedByChannel(int most, Instant next, Instant at) {
        if (!isOpen()) {
            return false;
        }
        if (automaticAttempts < most) {
            automaticAt = ShanghaiTime.of(next);
            return false;
        }
        automaticAt = null;
        if (origin == CallbackOrigin.ON_THE_SPOT) {
            state = CallbackState.NO_ANSWER;
            claimedBy = null;
            claimedUntil = null;
            endedAt = ShanghaiTime.of(at);
        } else {
            nextAttemptAt = ShanghaiTime.of(at);
        }
        return true;
    }

    /** Whether it waits for an answer. */
    public boolean isOpen() {
        return state == CallbackState.OPEN || state == CallbackState.CLAIMED;
    }

    /** What it is about. */
    public CallbackOrigin origin() {
        return origin;
    }

    /** Whether only the centre may ask: no channel, no survey by others. */
    public boolean confidential() {
        return confidential;
    }

    /** Whether the agent has it on lease; a lease that ran out holds until somebody else takes the callback. */
    public boolean isClaimedBy(String subject) {
        return state == CallbackState.CLAIMED && subject.equals(claimedBy);
    }

    /** What it asks about. */
    public CaseFile.AskedAbout about() {
        return new CaseFile.AskedAbout(id, workOrderId, round, unit, disposition);
    }

    /** Whether it asks about that work order; about an answer on the spot it asks about none. */
    boolean isAbout(UUID order) {
        return workOrderId != null && workOrderId.equals(order);
    }

    /** Id. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public int version() {
        return version;
    }

    /** The case. */
    public UUID caseId() {
        return caseId;
    }

    /** What the citizen is told. */
    public String replyText() {
        return replyText;
    }

    /** Where it stands. */
    public CallbackState state() {
        return state;
    }

    /** When it ended; null while open. */
    public Instant endedAt() {
        return endedAt == null ? null : endedAt.toInstant();
    }
}
