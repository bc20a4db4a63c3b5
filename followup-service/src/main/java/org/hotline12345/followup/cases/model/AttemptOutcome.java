package org.hotline12345.followup.cases.model;

/** Why an agent's call brought no answer. */
public enum AttemptOutcome {
    /** 无人接听: tried again after the plan's spacing, until its last attempt. */
    NO_ANSWER,
    /** 约定再拨: the citizen named another time; no attempt in vain. */
    CALL_AGAIN,
    /** 号码有误: nobody there is the citizen; no more calls. */
    WRONG_NUMBER,
    /** 拒绝回访: the citizen does not want to be asked; no more calls. */
    REFUSED;

    /** Whether calling again is of no use. */
    boolean ends() {
        return this == WRONG_NUMBER || this == REFUSED;
    }
}
