package org.hotline12345.events;

/** State of a work order, 承办单状态. */
public enum WorkOrderState {
    PENDING_SIGN("待签收"),
    SIGNED("办理中"),
    RETURN_REQUESTED("申请退单"),
    REPLY_IN_REVIEW("答复审核中"),
    REPLY_IN_SIGN_OFF("答复审签中"),
    REPLY_IN_CENTRE_REVIEW("中心审核中"),
    REPLIED("已答复"),
    RETURNED("已退单"),
    MERGED("已并单"),
    WITHDRAWN("已撤回"),
    /** Taken from its unit by a dispatcher or supervisor. */
    RECALLED("已撤单");

    private final String chinese;

    WorkOrderState(String chinese) {
        this.chinese = chinese;
    }

    /** The word that people read on screens and in reports. */
    public String chinese() {
        return chinese;
    }
}
