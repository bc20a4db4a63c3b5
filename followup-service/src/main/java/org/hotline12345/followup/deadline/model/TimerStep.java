package org.hotline12345.followup.deadline.model;

import org.hotline12345.events.UrgeLevel;

/** What the timer does around an open deadline; of two at the same moment the one named first comes first. */
public enum TimerStep {
    /** Yellow mark. */
    YELLOW(null),
    /** Red mark. */
    RED(null),
    URGE_HANDLERS(UrgeLevel.HANDLERS),
    /** The unit's leaders are urged. */
    URGE_LEADERS(UrgeLevel.LEADERS),
    /** The unit above is urged. */
    URGE_PARENT(UrgeLevel.PARENT_UNIT),
    /** The unit is named in a circular. */
    CIRCULAR(UrgeLevel.CIRCULAR),
    /** Supervision opens or goes up a level. */
    RAISE(null);

    private final UrgeLevel urges;

    TimerStep(UrgeLevel urges) {
        this.urges = urges;
    }

    /** Whom the step urges; null for a step that urges nobody. */
    public UrgeLevel urges() {
        return urges;
    }

    /** Whether it is a mark: nobody is told of anything by an id. */
    boolean isMark() {
        return this == YELLOW || this == RED;
    }
}
