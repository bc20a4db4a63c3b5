package org.hotline12345.followup.cases.model;

/** Where a case stands as seen from follow-up. */
public enum Phase {
    /** Registered, no work order yet. */
    REGISTERED,
    /** A unit has the work order; its clock runs. */
    HANDLING,
    /** A reply is out; the citizen is to be asked. */
    CALLBACK,
    /** Goes to a unit again: a return was granted, the order was recalled, rework was ordered, a merge was undone. */
    AWAITING_DISPATCH,
    /** The citizen was dissatisfied again; a supervisor decides. */
    AWAITING_DECISION,
    /** The citizen is dissatisfied for an objective reason, which is still to be explained. */
    AWAITING_EXPLANATION,
    /** Handled together with another case. */
    MERGED,
    /** Nothing more is owed, 归档. */
    CLOSED,
    /** Ended in intake: answered on the spot, not accepted, withdrawn. */
    ENDED
}
