package org.hotline12345.followup.channel.model;

/** Where a short message of a citizen stands that names none of ours. */
public enum TextReplyState {
    /** 待核对号码: intake was not asked yet whose telephone it is. */
    WAITING,
    /** 待处理: a person reads it. */
    OPEN,
    /** 已处理. */
    HANDLED
}
