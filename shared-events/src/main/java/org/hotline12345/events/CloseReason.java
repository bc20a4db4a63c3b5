package org.hotline12345.events;

/** Why nothing more is owed, 归档原因. */
public enum CloseReason {
    /** 回访满意. */
    SATISFIED("回访满意"),
    /** 多次回访未接. */
    NO_ANSWER("多次回访未接"),
    /** 不接受回访. */
    NOT_CALLED("不接受回访"),
    /** 客观原因已解释. */
    EXPLAINED("客观原因已解释"),
    /** 历史数据. */
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
