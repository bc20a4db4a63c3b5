package org.hotline12345.events;

/** A half of a working day. */
public enum HalfDay {
    MORNING("上午"),
    AFTERNOON("下午");

    private final String chinese;

    HalfDay(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
