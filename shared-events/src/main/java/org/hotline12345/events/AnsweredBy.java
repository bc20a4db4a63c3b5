package org.hotline12345.events;

/** Who answered on the spot, 直接答复方式. */
public enum AnsweredBy {
    AGENT("受理员"),
    KNOWLEDGE("知识库"),
    THREE_WAY("三方通话");

    private final String chinese;

    AnsweredBy(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
