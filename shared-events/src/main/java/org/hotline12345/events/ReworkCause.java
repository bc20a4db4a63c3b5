package org.hotline12345.events;

/** Why a case is handled again, 重办原因. */
public enum ReworkCause {
    DISSATISFIED("回访不满意"),
    SUPERVISOR("督办决定"),
    OBJECTION("诉求人异议");

    private final String chinese;

    ReworkCause(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
