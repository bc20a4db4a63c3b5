package org.hotline12345.intake.linking.model;

/** Where the proposal of a link stands. */
public enum LinkState {
    /** 待复核. */
    PROPOSED,
    /** 已关联: the case is not accepted, the earlier answer stands. */
    ACCEPTED,
    /** 不予关联: the case goes its way. */
    REFUSED
}
