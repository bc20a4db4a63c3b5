package org.hotline12345.events;

/** What the handling came to, 办理结论. */
public enum Disposition {
    /** 已解决. */
    RESOLVED("已解决"),
    /** 暂不具备条件,已定方案并说明. */
    PLANNED("暂不具备条件,已定方案并说明"),
    /** 不符合政策,已解释. */
    EXPLAINED("不符合政策,已解释"),
    /** 情况不属实. */
    NOT_ESTABLISHED("情况不属实"),
    /** 告知法定途径. */
    LEGAL_ROUTE("告知法定途径"),
    /** 无法联系. */
    UNREACHABLE("无法联系");

    private final String chinese;

    Disposition(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
