package org.hotline12345.events;

/** Why a unit says it is not responsible, 退单原因: the list that figures count by; the words stand beside it. */
public enum ReturnReason {
    NOT_RESPONSIBLE("非本单位职责"),
    OTHER_AREA("非本辖区"),
    OTHER_LEAD("应由其他单位主办"),
    DUPLICATE("重复诉求"),
    UNCLEAR("诉求信息不清"),
    NOT_ACCEPTABLE("不属受理范围"),
    OTHER("其他");

    private final String chinese;

    ReturnReason(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
