package org.hotline12345.events;

/** Nature of a case, 诉求性质. */
public enum CaseType {
    CONSULTATION("咨询"),
    HELP("求助"),
    COMPLAINT("投诉"),
    REPORT("举报"),
    SUGGESTION("意见建议"),
    PRAISE("表扬"),
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
