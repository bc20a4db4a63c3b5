package org.hotline12345.dispatch.cases.model;

/** Whether a leader reads an order before it is handled (阅批), and whether that was done. */
public enum InstructionStanding {
    /** The unit's policy asks for none; a leader may still write one. */
    NOT_NEEDED,
    /** 待批示: a leader must read it first. */
    AWAITED,
    /** 已阅: read, without an instruction. */
    READ,
    /** 已批示: an instruction was given. */
    GIVEN;

    /** Whether handling waits for a leader. */
    public boolean holdsHandling() {
        return this == AWAITED;
    }

    /** After a leader's read mark. */
    public InstructionStanding read() {
        return this == AWAITED ? READ : this;
    }
}
