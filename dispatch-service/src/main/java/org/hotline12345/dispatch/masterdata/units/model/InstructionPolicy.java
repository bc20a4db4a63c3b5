package org.hotline12345.dispatch.masterdata.units.model;

/** Which of a unit's cases a leader reads, and may instruct on, before they are handled (阅批范围). */
public enum InstructionPolicy {
    /** 不要求. */
    NONE,
    /** 疑难件. */
    COMPLEX,
    /** 全部. */
    ALL
}
