package org.hotline12345.events;

/** What intake did with a case at registration. */
public enum IntakeOutcome {
    /** 转派单. */
    TO_DISPATCH("转派单"),
    /** 直接答复. */
    ANSWERED("直接答复"),
    /** 不予受理. */
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
