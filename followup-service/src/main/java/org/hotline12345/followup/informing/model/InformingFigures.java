package org.hotline12345.followup.informing.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.followup.survey.model.InstrumentFigures;

/**
 * How the citizens of the rounds answered in a period were told the result, 反馈. Those who refused contact or cannot be reached
 * are not to be informed and stand in no rate; a rate without a denominator is null.
 */
public final class InformingFigures {
    private final Map<NoticeChannel, Integer> told = new EnumMap<>(NoticeChannel.class);
    private int answered;
    private int owed;
    private int inTime;
    private int overdue;
    private int missed;

    /**
     * What is owed to the citizen of a round that was answered.
     *
     * @param owed Whether the citizen is to be informed.
     * @param by How the citizen was told; null if that did not happen.
     * @param toldAt When. Null if that did not happen.
     * @param dueAt Until when it had to be. May be null.
     * @param lapsedAt When the result ceased to stand, for the round was sent back; null while it stands.
     */
    public record Duty(boolean owed, NoticeChannel by, Instant toldAt, Instant dueAt, Instant lapsedAt) {
        /** A result that was taken back while there was time to tell it was owed to nobody. */
        private boolean isOwed() {
            return owed && (by != null || lapsedAt == null || isOver(lapsedAt));
        }

        private boolean isOver(Instant at) {
            return dueAt != null && at.isAfter(dueAt);
        }
    }

    /** A number of rounds that were answered, looked at then. */
    public void add(Duty duty, Instant now, int count) {
        answered += count;
        if (!duty.isOwed()) {
            return;
        }
        owed += count;
        if (duty.by() != null) {
            told.merge(duty.by(), count, Integer::sum);
            inTime += duty.isOver(duty.toldAt()) ? 0 : count;
        } else if (duty.lapsedAt() != null) {
            missed += count;
        } else {
            overdue += duty.isOver(now) ? count : 0;
        }
    }

    /** Rounds answered. */
    public int answered() {
        return answered;
    }

    /** Those not to be informed: contact refused or not possible, or the round was sent back while there was time to tell. */
    public int notToBeInformed() {
        return answered - owed;
    }

    /** Those to be informed. */
    public int toBeInformed() {
        return owed;
    }

    /** Those told so. */
    public int toldBy(NoticeChannel by) {
        return told.getOrDefault(by, 0);
    }

    /** Those told by a machine: robot, message, web. */
    public int toldByMachine() {
        return informed() - toldByPeople();
    }

    /** Those told by people. */
    public int toldByPeople() {
        return toldBy(NoticeChannel.UNIT_CALL);
    }

    /** Those told. */
    public int informed() {
        return told.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Those told in time. */
    public int informedInTime() {
        return inTime;
    }

    /** Those still to be told. */
    public int open() {
        return owed - informed() - missed;
    }

    /** Those not told although their time was over when the round was sent back: nothing is left to tell. */
    public int missed() {
        return missed;
    }

    /** Of those the ones whose time is over. */
    public int overdue() {
        return overdue;
    }

    /** Share told by a machine, percent. */
    public BigDecimal machineRate() {
        return InstrumentFigures.percent(toldByMachine(), owed);
    }

    /** Feedback 反馈回复率: informed ÷ to be informed, percent. */
    public BigDecimal feedbackRate() {
        return InstrumentFigures.percent(informed(), owed);
    }
}
