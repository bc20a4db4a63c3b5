package org.hotline12345.events;

/** Why supervision was opened, 督办原因. */
public enum SupervisionCause {
    SECOND_DISSATISFACTION("二次不满意"),
    THIRD_REWORK("三次重办"),
    /** 反复退单: the third return of a case, or two units passing it to and fro. */
    THIRD_RETURN("反复退单"),
    THIRD_CITIZEN_URGE("诉求人三次催办"),
    OVERDUE("超期"),
    SUPERVISOR("督办员决定");

    private final String chinese;

    SupervisionCause(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
