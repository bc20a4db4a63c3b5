package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hotline12345.events.SupervisionCause;

/** A supervisor's order on a case, 督办: opened, reported on by the unit, raised, closed with a finding. */
public final class Supervision {
    /**
     * What never changes.
     *
     * @param number Number of the order, without its year; null for one that the database has yet to number.
     * @param by Subject of the supervisor; null for the system.
     * @param notifyAt When the unit is told: at once, or after the quiet hours.
     */
    public record Order(
            UUID id,
            Long number,
            UUID caseId,
            UUID workOrderId,
            String unit,
            SupervisionCause cause,
            String text,
            String by,
            Instant openedAt,
            Instant notifyAt) {
        private Order numbered(long given) {
            return new Order(id, given, caseId, workOrderId, unit, cause, text, by, openedAt, notifyAt);
        }
    }

    /**
     * The unit's report, or the finding with which it ended.
     *
     * @param by Who said so; null for the system.
     */
    public record Statement(String text, String by, Instant at) {}

    private Order order;
    private final int version;
    private final boolean fresh;
    private int level;
    private Instant dueAt;
    private Instant judgeBy;
    private SupervisionState state;
    private Statement feedback;
    private Statement finding;
    private boolean changed;

    private Supervision(
            Order order,
            int version,
            int level,
            Instant dueAt,
            Instant judgeBy,
            SupervisionState state,
            Statement feedback,
            Statement finding,
            boolean fresh) {
        this.order = Objects.requireNonNull(order, "order");
        this.version = version;
        this.level = level;
        this.dueAt = Objects.requireNonNull(dueAt, "dueAt");
        this.judgeBy = judgeBy;
        this.state = Objects.requireNonNull(state, "state");
        this.feedback = feedback;
        this.finding = finding;
        this.fresh = fresh;
    }

    /** A new one, by which the unit must report. */
    public static Supervision open(Order order, int level, Instant dueAt) {
        return new Supervision(order, 0, level, dueAt, null, SupervisionState.OPEN, null, null, true);
    }

    /** One as it was saved. */
    public static Supervision restore(
            Order order,
            int version,
            int level,
            Instant dueAt,
            Instant judgeBy,
            SupervisionState state,
            Statement feedback,
            Statement finding) {
        return new Supervision(order, version, level, dueAt, judgeBy, state, feedback, finding, false);
    }

    /** A new one is given its number. */
    public void number(long number) {
        order = order.numbered(number);
    }

    /** The unit reports; a later report replaces an earlier one. By then a supervisor raises or ends it. */
    void report(Statement report, Instant by) {
        feedback = report;
        judgeBy = by;
        state = SupervisionState.REPORTED;
        changed = true;
    }

    /** It goes up a level; the unit must report again. */
    void raise(Instant reportBy) {
        level++;
        dueAt = reportBy;
        judgeBy = null;
        state = SupervisionState.OPEN;
        changed = true;
    }

    void close(Statement found) {
        finding = found;
        state = SupervisionState.CLOSED;
        changed = true;
    }

    public boolean isOpen() {
        return state != SupervisionState.CLOSED;
    }

    public boolean isNew() {
        return fresh;
    }

    /** Whether its row must be updated. */
    public boolean isChanged() {
        return changed && !fresh;
    }

    public Order order() {
        return order;
    }

    public UUID id() {
        return order.id();
    }

    /** The version that it has when it is saved. */
    public int savedVersion() {
        return isChanged() ? version + 1 : version;
    }

    /** The version that was read. */
    public int version() {
        return version;
    }

    /** Level, 1 at first. */
    public int level() {
        return level;
    }

    /** By when the unit must report. */
    public Instant dueAt() {
        return dueAt;
    }

    /** By when a supervisor looks at the report; null where none waits for that. */
    public Instant judgeBy() {
        return judgeBy;
    }

    /** Whether what is to be done next, the report or the finding on it, is late. */
    public boolean isOverdue(Instant now) {
        return switch (state) {
            case OPEN -> dueAt.isBefore(now);
            case REPORTED -> judgeBy != null && judgeBy.isBefore(now);
            case CLOSED -> false;
        };
    }

    public SupervisionState state() {
        return state;
    }

    /** The unit's last report. May be null. */
    public Statement feedback() {
        return feedback;
    }

    /** How it ended; null while it has not. */
    public Statement finding() {
        return finding;
    }
}
