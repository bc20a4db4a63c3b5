package org.hotline12345.events;

/** Why nothing more is owed, 归档原因. */
public enum CloseReason {
    SATISFIED("回访满意"),
    NO_ANSWER("多次回访未接"),
    NOT_CALLED("不接受回访"),
    EXPLAINED("客观原因已解释"),
    SILENT_HISTORY("历史数据");

    private final String chinese;

    CloseReason(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
