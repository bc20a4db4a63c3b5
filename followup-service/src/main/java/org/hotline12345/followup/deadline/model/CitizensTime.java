package org.hotline12345.followup.deadline.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.ExplanationStep;
import org.hotline12345.followup.calendar.model.WorkingCalendar;

/**
 * The citizen's clock: from registration on, through returns, rounds and pauses, until the case is closed. Nothing resets it and nothing
 * stops it. Handling time in working days counts those after the day of receipt up to and including the last day.
 */
public final class CitizensTime {

    private final WorkingCalendar calendar;
    private final LocalDateTime start;
    private final LocalDateTime until;
    private final boolean ended;

    /**
     * The clock of a case.
     *
     * @param until when the case was closed, or now
     * @param ended whether it was closed
     */
    public CitizensTime(WorkingCalendar calendar, Instant start, Instant until, boolean ended) {
        this.calendar = calendar;
        this.start = LocalDateTime.ofInstant(start, ShanghaiTime.ZONE);
        this.until = LocalDateTime.ofInstant(until, ShanghaiTime.ZONE);
        this.ended = ended;
    }

    /** Working days after the day of registration, so far. */
    public int workingDays() {
        return calendar.countWorkingDays(start.toLocalDate(), until.toLocalDate());
    }

    /** Calendar days so far. */
    public long calendarDays() {
        LocalDate first = start.toLocalDate();
        return Math.max(0, until.toLocalDate().toEpochDay() - first.toEpochDay());
    }

    /** The same in words, with each day that does not count. */
    public List<ExplanationStep> explanation() {
        var explanation = new Explanation();
        explanation.citizenStart(start);
        explanation.days(calendar, start.toLocalDate().plusDays(1), until.toLocalDate());
        explanation.notices();
        explanation.citizenSum(until, ended, workingDays(), calendarDays());
        return explanation.steps();
    }
}
