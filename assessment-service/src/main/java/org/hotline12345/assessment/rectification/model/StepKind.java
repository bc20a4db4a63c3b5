package org.hotline12345.assessment.rectification.model;

/** What was done about an order to put something right (限期整改). */
public enum StepKind {
    /** The order was given. */
    ORDERED,
    /** The unit reported. */
    REPORTED,
    /** It was put right. */
    FULFILLED,
    /** It was not, and is ordered again. */
    NOT_FULFILLED,
    /** It had been put right, and is not any more. */
    REOPENED;

    /** Whether it says that the unit had not put it right. */
    public boolean isFault() {
        return this == NOT_FULFILLED || this == REOPENED;
    }
}
