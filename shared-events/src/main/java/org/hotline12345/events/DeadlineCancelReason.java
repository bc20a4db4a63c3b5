package org.hotline12345.events;

/** Why a deadline no longer stands. */
public enum DeadlineCancelReason {
    RETURNED("退单"),
    MERGED("并单"),
    WITHDRAWN("撤回"),
    REPLACED("重新计算"),
    CLOSED("归档"),
    RECALLED("撤单");

    private final String chinese;

    DeadlineCancelReason(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
