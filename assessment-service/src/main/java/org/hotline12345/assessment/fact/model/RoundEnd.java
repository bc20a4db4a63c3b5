package org.hotline12345.assessment.fact.model;

/** Why a unit's responsibility for a round ended without its reply. */
public enum RoundEnd {
    /** A granted return (退单): the round goes on with the next unit. Counts from the moment it was asked for. */
    RETURNED,
    /** A dispatcher or supervisor took it from the unit. */
    RECALLED,
    /** The case was merged into another one (并单). */
    MERGED,
    /** The citizen withdrew the case (撤回). */
    WITHDRAWN,
    /** The case was answered on the spot or found not to be accepted after it had been dispatched. */
    DECIDED_BY_INTAKE,
    /** The deadline was cancelled because the case was closed. */
    CLOSED
}
