package org.hotline12345.events;

/** A warning on a deadline. */
public enum DeadlineMark {
    YELLOW("黄牌"),
    RED("红牌");

    private final String chinese;

    DeadlineMark(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
