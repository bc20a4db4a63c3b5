package org.hotline12345.followup.policy.model;

/** At which time of its day a moment found by counting days lies. */
public enum MomentOfDay {
    /** When the office opens. */
    OPENING,
    CLOSE_OF_OFFICE,
    /** 24:00, which still belongs to the day. */
    END_OF_DAY,
    /** The same time of day as the moment counted from. */
    SAME_TIME
}
