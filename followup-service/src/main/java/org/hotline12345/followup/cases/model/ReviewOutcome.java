package org.hotline12345.followup.cases.model;

/** What the review of a PLANNED matter came to, 复核结论. */
public enum ReviewOutcome {
    /** What was planned is done. */
    DONE,
    /** The time has not come yet: it is looked at again later. */
    LATER,
    /** The unit handles it again. */
    HANDLE_AGAIN
}
