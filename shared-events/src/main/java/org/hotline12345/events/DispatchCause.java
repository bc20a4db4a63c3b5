package org.hotline12345.events;

/** Why a work order came into being. */
public enum DispatchCause {
    FIRST("首次派单"),
    AFTER_RETURN("退单后改派"),
    REWORK("重办"),
    UNMERGED("并单撤销"),
    AFTER_RECALL("撤单后改派");

    private final String chinese;

    DispatchCause(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
