package org.hotline12345.followup.calendar.model;

/** What a day is to an office. */
public enum DayKind {
    /** Monday to Friday, no notice says otherwise. */
    WORKDAY(true),
    /** A Saturday or Sunday that a notice makes a working day, 调休上班. */
    MAKE_UP_WORKDAY(true),
    /** Saturday or Sunday. */
    WEEKEND(false),
    /** A day off by a notice, 法定节假日或调休. */
    HOLIDAY(false);

    private final boolean working;

    DayKind(boolean working) {
        this.working = working;
    }

    /** Whether the office works. */
    public boolean working() {
        return working;
    }
}
