package org.hotline12345.events;

/** Why a unit says it is not responsible, 退单原因: the list that figures count by; the words stand beside it. */
public enum ReturnReason {
    /** 非本单位职责. */
    NOT_RESPONSIBLE("非本单位职责"),
    /** 非本辖区. */
    OTHER_AREA("非本辖区"),
    /** 应由其他单位主办. */
    OTHER_LEAD("应由其他单位主办"),
    /** 重复诉求. */
    DUPLICATE("重复诉求"),
    /** 诉求信息不清. */
    UNCLEAR("诉求信息不清"),
    /** 不属受理范围. */
    NOT_ACCEPTABLE("不属受理范围"),
    /** 其他. */
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
