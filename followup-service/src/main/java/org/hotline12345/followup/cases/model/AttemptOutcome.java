package org.hotline12345.followup.cases.model;

/** Why an agent's call brought no answer. */
public enum AttemptOutcome {
    /** 无人接听: tried again after the plan's spacing, until its last attempt. */
    NO_ANSWER,
    /** 约定再拨: the citizen named another time; no attempt in vain. */
    CALL_AGAIN,
    /** 他人接听: somebody else answered, who is told nothing; tried again as after no answer, or at the time that was named. */
    SOMEBODY_ELSE,
    /** 通话中断: the citizen was reached and the call broke off; called again at once, no attempt in vain. */
    CUT_OFF,
    /** 号码有误: nobody there is the citizen; no more calls. */
    WRONG_NUMBER,
    /** 拒绝回访: the citizen does not want to be asked; no more calls. */
    REFUSED;

    /** Whether calling again is of no use. */
    boolean ends() {
        return this == WRONG_NUMBER || this == REFUSED;
    }

    /** Whether the citizen was spoken to, so that it is no attempt in vain. */
    boolean spokeToCitizen() {
        return this == CALL_AGAIN || this == CUT_OFF;
    }

    /** Whether a time to call again may be named with it. */
    public boolean mayNameTime() {
        return this == CALL_AGAIN || this == SOMEBODY_ELSE;
    }
}
