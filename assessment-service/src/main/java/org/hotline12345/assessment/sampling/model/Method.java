package org.hotline12345.assessment.sampling.model;

/** How supervision looks at handled cases (督查方式). */
public enum Method {
    CASE_REVIEW("抽查办件", false),
    CITIZEN_RATING("诉求人评价", true),
    PHONE_CHECK("电话核实", true),
    SITE_VISIT("现场查看", false),
    INTERVIEW("当面访谈", true),
    RANDOM_CALLBACK("随机回访", true);

    private final String chinese;
    private final boolean needsCitizen;

    Method(String chinese, boolean needsCitizen) {
        this.chinese = chinese;
        this.needsCitizen = needsCitizen;
    }

    /** The word that people read. */
    public String chinese() {
        return chinese;
    }

    /** Whether the citizen is spoken to: who refused contact is not drawn then. */
    public boolean needsCitizen() {
        return needsCitizen;
    }
}
