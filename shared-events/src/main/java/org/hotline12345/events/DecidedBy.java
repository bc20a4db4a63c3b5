package org.hotline12345.events;

/** Who or what decided a dispatch. */
public enum DecidedBy {
    /** 人工. */
    CLERK("人工"),
    /** 派单目录. */
    CATALOGUE("派单目录"),
    /** 分类模型. */
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
