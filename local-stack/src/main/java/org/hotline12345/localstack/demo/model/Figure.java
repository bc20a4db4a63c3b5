package org.hotline12345.localstack.demo.model;

/** A figure the assessment service counts, by its name in answers. */
public enum Figure {
    /** Cases registered. */
    RECEIVED("received", false),
    /** Cases not accepted. */
    NOT_ACCEPTED("notAccepted", false),
    /** Cases accepted. */
    ACCEPTED("accepted", false),
    /** Cases answered on the spot. */
    ANSWERED_DIRECTLY("answeredDirectly", false),
    /** Rounds given to a unit. */
    DISPATCHED("dispatched", true),
    /** Rounds signed. */
    SIGNED("signed", true),
    /** Rounds of rework. */
    REWORKED("reworked", true),
    /** Rounds due. */
    DUE("due", true),
    /** Rounds due and finished. */
    FINISHED("finished", true),
    /** Rounds due and finished in time. */
    FINISHED_ON_TIME("finishedOnTime", true),
    /** Citizens to be informed. */
    TO_BE_INFORMED("toBeInformed", true),
    /** Citizens informed. */
    INFORMED("informed", true),
    /** Citizens asked. */
    CALLED_BACK("calledBack", true),
    /** Citizens who gave a grade. */
    ANSWERED("answered", true),
    /** Citizens satisfied. */
    SATISFIED("satisfied", true),
    /** Citizens who say it is solved. */
    SOLVED("solved", true),
    /** Rounds under supervision. */
    SUPERVISED("supervised", true);

    private final String code;
    private final boolean ofUnits;

    Figure(String code, boolean ofUnits) {
        this.code = code;
        this.ofUnits = ofUnits;
    }

    /** Its name in answers. */
    public String code() {
        return code;
    }

    /** Whether it is compared unit by unit; the others only in all. */
    public boolean ofUnits() {
        return ofUnits;
    }
}
