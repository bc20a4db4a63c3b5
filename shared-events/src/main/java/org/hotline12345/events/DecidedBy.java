package org.hotline12345.events;

/** Who or what decided a dispatch. */
public enum DecidedBy {
    CLERK("人工"),
    CATALOGUE("派单目录"),
    MODEL("分类模型");

    private final String chinese;

    DecidedBy(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
