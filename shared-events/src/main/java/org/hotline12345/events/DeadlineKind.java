package org.hotline12345.events;

/** What is due by a deadline, 时限种类. */
public enum DeadlineKind {
    SIGN("签收"),
    FIRST_CONTACT("首次联系"),
    REPLY("答复"),
    RETURN("退单"),
    RULING("退单裁定"),
    CO_HANDLING("协办"),
    INFORM("反馈"),
    CALLBACK("回访"),
    RECTIFICATION("整改"),
    REVIEW("复核"),
    /** 法定时限: set by a law or regulation; a reply of the hotline does not stop it. */
    STATUTORY("法定时限"),
    /** 人工派单: what the dispatch office owes a case that no rule could decide. */
    TRIAGE("人工派单"),
    /** 补充: what an agent owes a dispatcher who asked back. */
    ASK_BACK("退回补充");

    private final String chinese;

    DeadlineKind(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
