package org.hotline12345.events;

/** Nature of a case, 诉求性质. */
public enum CaseType {
    /** 咨询. */
    CONSULTATION("咨询"),
    /** 求助. */
    HELP("求助"),
    /** 投诉. */
    COMPLAINT("投诉"),
    /** 举报. */
    REPORT("举报"),
    /** 意见建议. */
    SUGGESTION("意见建议"),
    /** 表扬. */
    PRAISE("表扬"),
    /** 其他. */
    OTHER("其他");

    private final String chinese;

    CaseType(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
