package org.hotline12345.events;

/** What moved a deadline, 时限变更原因. */
public enum DeadlineMoveCause {
    EXTENSION("批准延期"),
    LATE_RULING("裁定超时补回"),
    CALENDAR_OR_POLICY("日历或政策变更"),
    /** 等待诉求人: the clock stopped while the unit waited for the citizen. */
    PAUSE("等待诉求人"),
    CORRECTION("诉求更正");

    private final String chinese;

    DeadlineMoveCause(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
