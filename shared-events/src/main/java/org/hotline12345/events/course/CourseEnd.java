package org.hotline12345.events.course;

/** How a case ended. */
public enum CourseEnd {
    /** Answered on the spot. */
    ANSWERED,
    /** Not accepted, or nothing new since an earlier case. */
    NOT_ACCEPTED,
    /** Taken back by the citizen. */
    WITHDRAWN,
    /** Handled, and nothing more is owed. */
    CLOSED
}
