package org.hotline12345.followup.cases.model;

/** Where a callback stands. */
public enum CallbackState {
    /** Waits for an agent or for the citizen's answer on the survey page. */
    OPEN,
    /** An agent has it on lease. */
    CLAIMED,
    /** The citizen answered. */
    ANSWERED,
    /** The last attempt was in vain. */
    NO_ANSWER,
    /** No longer needed: the case was withdrawn, merged or is handled again. */
    CANCELLED
}
