package org.hotline12345.events;

/** Which leader must sign a reply off. */
public enum SignOffLevel {
    DEPUTY("分管领导"),
    PRINCIPAL("主要领导");

    private final String chinese;

    SignOffLevel(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
