package org.hotline12345.followup.cases.model;

/** What a callback is about. */
public enum CallbackOrigin {
    /** A round of handling, 办理结果. */
    REPLY,
    /** An answer on the spot, 直接答复. */
    ON_THE_SPOT
}
