package org.hotline12345.followup.cases.model;

/** Where a supervision stands. */
public enum SupervisionState {
    /** The unit must report. */
    OPEN,
    /** The unit has reported. */
    REPORTED,
    /** It ended with a finding. */
    CLOSED
}
