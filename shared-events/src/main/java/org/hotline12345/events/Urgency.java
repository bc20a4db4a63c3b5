package org.hotline12345.events;

/** How fast a case must be handled, 紧急程度. */
public enum Urgency {
    ORDINARY("一般"),
    URGENT("紧急"),
    EMERGENCY("特急");

    private final String chinese;

    Urgency(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
