package org.hotline12345.events;

/** Why a case is not accepted, 不予受理原因. */
public enum NonAcceptanceReason {
    EMERGENCY_LINE("应拨打110、119、120、122"),
    LEGAL_ROUTE("应通过诉讼、仲裁、行政复议解决"),
    PETITION("已进入信访程序"),
    DISCIPLINE("属纪检监察事项"),
    SECRET_PRIVACY("涉及国家秘密、商业秘密或个人隐私"),
    OTHER_AREA("非本辖区事项"),
    NO_NEW_FACTS("已答复且无新的事实"),
    ABUSE("恶意骚扰");

    private final String chinese;

    NonAcceptanceReason(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
