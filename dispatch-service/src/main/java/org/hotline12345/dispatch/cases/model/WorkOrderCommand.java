package org.hotline12345.dispatch.cases.model;

/** What can be done with a work order; the word is the last part of the path. */
public enum WorkOrderCommand {
    /** 签收. */
    SIGN("sign"),
    /** 指定承办人. */
    ASSIGN("assignee"),
    /** 批示. */
    INSTRUCT("instructions"),
    /** 已阅. */
    MARK_READ("read-mark"),
    /** 交办下级. */
    HAND_DOWN("hand-down"),
    /** 收回或交回. */
    HAND_BACK("hand-back"),
    /** 申请退单. */
    REQUEST_RETURN("return-request"),
    /** 退单裁定. */
    DECIDE_RETURN("return-decision"),
    /** 申请延期. */
    REQUEST_EXTENSION("extension-request"),
    /** 延期审批. */
    DECIDE_EXTENSION("extension-decision"),
    /** 请求协办. */
    ASK_CO_UNIT("co-handling"),
    /** 提交答复. */
    SUBMIT_REPLY("replies"),
    /** 撤回答复. */
    TAKE_BACK("take-back"),
    /** 更正答复. */
    CORRECT("corrections"),
    /** 审核. */
    REVIEW("review"),
    /** 审签. */
    SIGN_OFF("sign-off"),
    /** 中心审核. */
    CENTRE_REVIEW("centre-review"),
    /** 并单. */
    MERGE("merge"),
    /** 撤单. */
    RECALL("recall"),
    /** 改派. */
    REDIRECT("redirect"),
    /** 随主单答复. */
    ANSWER_WITH_LEAD("answer-with-lead"),
    /** 撤回. */
    WITHDRAW("withdraw");

    private final String word;

    WorkOrderCommand(String word) {
        this.word = word;
    }

    /** The word used in paths and in {@code allowed}. */
    public String word() {
        return word;
    }
}
