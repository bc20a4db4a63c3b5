package org.hotline12345.events;

/** Names of the suite's topics. */
public final class Topics {
    /** Life of cases, keyed by case id. */
    public static final String CASE_EVENTS = "hotline.case-events";

    /** Master data, calendars, policies, scores, keyed by what they are about. */
    public static final String OFFICE_EVENTS = "hotline.office-events";

    private Topics() {}
}
