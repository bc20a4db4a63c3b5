package org.hotline12345.followup.policy.model;

import org.hotline12345.chassis.language.Text;

/** In what a policy measures time. */
public enum SpanUnit {
    /** Working days of the calendar, 工作日. */
    WORKING_DAYS("个工作日", "working day(s)"),
    /** Days of the calendar, 自然日. */
    CALENDAR_DAYS("个自然日", "calendar day(s)"),
    /** Hours while the office is open, 工作小时. */
    OFFICE_HOURS("个工作小时", "office hour(s)"),
    /** Hours around the clock, 小时. */
    HOURS("小时", "hour(s)"),
    /** Minutes around the clock, 分钟. */
    MINUTES("分钟", "minute(s)");

    private final Text text;

    SpanUnit(String chinese, String english) {
        this.text = new Text(chinese, english);
    }

    /** The words behind an amount. */
    public Text text() {
        return text;
    }
}
