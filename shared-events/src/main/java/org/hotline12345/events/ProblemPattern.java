package org.hotline12345.events;

/** How a problem comes, 问题类型: each asks for another way of treating it. */
public enum ProblemPattern {
    LONG_TERM("长期性"),
    SUDDEN("突发性"),
    PERIODIC("周期性");

    private final String chinese;

    ProblemPattern(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
