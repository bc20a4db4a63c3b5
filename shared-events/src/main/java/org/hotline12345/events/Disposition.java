package org.hotline12345.events;

/** What the handling came to, 办理结论. */
public enum Disposition {
    RESOLVED("已解决"),
    PLANNED("暂不具备条件,已定方案并说明"),
    EXPLAINED("不符合政策,已解释"),
    NOT_ESTABLISHED("情况不属实"),
    LEGAL_ROUTE("告知法定途径"),
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
