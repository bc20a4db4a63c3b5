package org.hotline12345.followup.supervision;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.SupervisionCause;

/** A supervisor's order on a case, 督办. Opened with the case; reported on, raised and closed here. */
@Entity
@Table(name = "supervision")
public class Supervision {
    @Id
    private UUID id;

    @Version
    private Integer version;

    @Column(name = "case_id", updatable = false)
    private UUID caseId;

    @Column(name = "work_order_id", updatable = false)
    private UUID workOrderId;

    @Column(updatable = false)
    private String unit;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private SupervisionCause cause;

    @Column(name = "order_text", updatable = false)
    private String orderText;

    private int level;

    @Column(name = "due_at")
    private OffsetDateTime dueAt;

    @Enumerated(EnumType.STRING)
    private SupervisionState state;

    @Column(name = "opened_by", updatable = false)
    private String openedBy;

    @Column(name = "opened_at", updatable = false)
    private OffsetDateTime openedAt;

    private String feedback;

    @Column(name = "feedback_by")
    private String feedbackBy;

    @Column(name = "feedback_at")
    private OffsetDateTime feedbackAt;

    private String finding;

    @Column(name = "closed_by")
    private String closedBy;

    @Column(name = "closed_at")
    private OffsetDateTime closedAt;

    @Column(insertable = false, updatable = false)
    private long number;

    @Column(name = "notify_at", updatable = false)
    private OffsetDateTime notifyAt;

    protected Supervision() {}

    /** The unit reports; a later report replaces an earlier one. */
    public void report(String text, String by, Instant at) {
        requireNotClosed();
        feedback = text;
        feedbackBy = by;
        feedbackAt = ShanghaiTime.of(at);
        state = SupervisionState.REPORTED;
    }

    /** It goes up a level; the unit must report again. */
    public void raise(Instant reportBy) {
        requireNotClosed();
        level++;
        dueAt = ShanghaiTime.of(reportBy);
        state = SupervisionState.OPEN;
    }

    /** It ends with a finding. */
    public void close(String text, String by, Instant at) {
        requireNotClosed();
        finding = text;
        closedBy = by;
        closedAt = ShanghaiTime.of(at);
        state = SupervisionState.CLOSED;
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

    /** The work order. */
    public UUID workOrderId() {
        return workOrderId;
    }

    /** The unit supervised. */
    public String unit() {
        return unit;
    }

    /** Level, 1 at first. */
    public int level() {
        return level;
    }

    /** Whether its unit was told of it: in the quiet hours an order waits for the morning. */
    public boolean isNotified(Instant now) {
        return !notifyAt.toInstant().isAfter(now);
    }

    /** As it is shown. */
    public SupervisionView view(Instant now) {
        return new SupervisionView(
                id,
                version,
                number,
                caseId,
                workOrderId,
                unit,
                cause,
                orderText,
                level,
                shown(dueAt),
                state == SupervisionState.OPEN && dueAt.toInstant().isBefore(now),
                state,
                openedBy,
                shown(openedAt),
                shown(notifyAt),
                feedback,
                feedbackBy,
                shown(feedbackAt),
                finding,
                closedBy,
                shown(closedAt),
                state == SupervisionState.CLOSED ? List.of() : List.of("feedback", "raise", "close"));
    }

    private void requireNotClosed() {
        if (state == SupervisionState.CLOSED) {
            throw Problem.wrongState(state.name(), List.of());
        }
    }

    private static OffsetDateTime shown(OffsetDateTime time) {
        return time == null ? null : ShanghaiTime.of(time.toInstant());
    }
}
