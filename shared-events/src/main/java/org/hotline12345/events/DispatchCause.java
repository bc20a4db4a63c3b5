package org.hotline12345.events;

/** Why a work order came into being. */
public enum DispatchCause {
    /** 首次派单. */
    FIRST("首次派单"),
    /** 退单后改派. */
    AFTER_RETURN("退单后改派"),
    /** 重办. */
    REWORK("重办"),
    /** 并单撤销. */
    UNMERGED("并单撤销");

    private final String chinese;

    DispatchCause(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
