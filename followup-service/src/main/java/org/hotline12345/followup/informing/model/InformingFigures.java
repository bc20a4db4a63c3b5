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

    /**
     * A number of rounds that were answered.
     *
     * @param isOwed whether their citizens are to be informed
     * @param by how they were told; null if they were not
     * @param at when they were told; null if they were not
     * @param dueAt until when they had to be told. May be null.
     * @param now the moment of looking
     */
    public void add(boolean isOwed, NoticeChannel by, Instant at, Instant dueAt, Instant now, int count) {
        answered += count;
        if (!isOwed) {
            return;
        }
        owed += count;
        if (by != null) {
            told.merge(by, count, Integer::sum);
            inTime += dueAt == null || !at.isAfter(dueAt) ? count : 0;
        } else {
            overdue += dueAt != null && now.isAfter(dueAt) ? count : 0;
        }
    }

    /** Rounds answered. */
    public int answered() {
        return answered;
    }

    /** Those not to be informed. */
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
        return owed - informed();
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
