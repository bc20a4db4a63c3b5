package org.hotline12345.followup.policy.model;

/** What becomes of a span of calendar days whose last day is a day off. */
public enum OnDayOff {
    /** It ends on that day. */
    STAYS,
    /** It ends on the next working day, 顺延至次日 (Civil Code, article 203). */
    NEXT_WORKING_DAY
}
