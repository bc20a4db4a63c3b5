package org.hotline12345.assessment.sampling.model;

/** How grave a finding is. */
public enum Severity {
    MINOR("一般"),
    SERIOUS("较重"),
    GRAVE("严重");

    private final String chinese;

    Severity(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read. */
    public String chinese() {
        return chinese;
    }
}
