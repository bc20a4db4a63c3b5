package org.hotline12345.followup.policy.model;

/** Whether the day on which a clock starts counts. */
public enum CountFrom {
    /** The first day is the day after, 自次日起算. */
    NEXT_DAY,
    /** The first day is the day itself, 当日起算. */
    SAME_DAY
}
