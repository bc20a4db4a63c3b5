package org.hotline12345.events.course;

/** Where a case is in its course. */
public enum CoursePhase {
    /** Registered, and neither given to a unit nor waiting for a dispatcher. */
    REGISTERED,
    /** A dispatcher decides who handles it. */
    IN_TRIAGE,
    /** A unit has an open work order, signed or not; a ruling on a return may be owed. */
    WITH_UNIT,
    /** Taken from a unit by a granted return, a recall or the end of a merge: dispatch gives it to the next. */
    AWAITING_DISPATCH,
    /** Handled and answered with its lead case. */
    MERGED,
    /** A reply is out; the citizen is to be informed and asked. */
    REPLIED,
    /** To be handled again; dispatch opens a new round. */
    REWORK,
    /** Over. */
    ENDED
}
