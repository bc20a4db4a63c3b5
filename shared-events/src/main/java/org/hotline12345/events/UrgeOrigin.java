package org.hotline12345.events;

/** Who urged the unit, 催办来源. */
public enum UrgeOrigin {
    SYSTEM("系统"),
    SUPERVISOR("督办员"),
    CITIZEN("诉求人");

    private final String chinese;

    UrgeOrigin(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
