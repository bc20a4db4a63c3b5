package org.hotline12345.events;

/** What is due by a deadline, 时限种类. */
public enum DeadlineKind {
    /** 签收. */
    SIGN("签收"),
    /** 首次联系. */
    FIRST_CONTACT("首次联系"),
    /** 答复. */
    REPLY("答复"),
    /** 退单. */
    RETURN("退单"),
    /** 退单裁定. */
    RULING("退单裁定"),
    /** 协办. */
    CO_HANDLING("协办"),
    /** 反馈. */
    INFORM("反馈"),
    /** 回访. */
    CALLBACK("回访"),
    /** 整改. */
    RECTIFICATION("整改"),
    /** 复核. */
    REVIEW("复核"),
    /** 法定时限: set by a law or regulation; a reply of the hotline does not stop it. */
    STATUTORY("法定时限");

    private final String chinese;

    DeadlineKind(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
