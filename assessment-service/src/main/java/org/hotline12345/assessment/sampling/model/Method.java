package org.hotline12345.assessment.sampling.model;

/** How supervision looks at handled cases (督查方式). */
public enum Method {
    /** 抽查办件. */
    CASE_REVIEW("抽查办件", false),
    /** 诉求人评价. */
    CITIZEN_RATING("诉求人评价", true),
    /** 电话核实. */
    PHONE_CHECK("电话核实", true),
    /** 现场查看. */
    SITE_VISIT("现场查看", false),
    /** 当面访谈. */
    INTERVIEW("当面访谈", true),
    /** 随机回访. */
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
