package org.hotline12345.events;

/** What intake did with a case at registration. */
public enum IntakeOutcome {
    TO_DISPATCH("转派单"),
    ANSWERED("直接答复"),
    NOT_ACCEPTED("不予受理");

    private final String chinese;

    IntakeOutcome(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
