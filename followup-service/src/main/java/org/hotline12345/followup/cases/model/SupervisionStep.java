package org.hotline12345.followup.cases.model;

/** A step in the course of a supervision, 督办经过. */
public enum SupervisionStep {
    OPENED,
    /** The unit reported. */
    REPORTED,
    /** It went up a level. */
    RAISED,
    /** It ended with a finding. */
    CLOSED
}
