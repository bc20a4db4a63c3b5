package org.hotline12345.intake.timeline.model;

/** What can happen to a case, as far as agents and citizens are told. */
public enum TimelineKind {
    /** 登记. */
    REGISTERED(true),
    /** 直接答复. */
    ANSWERED(true),
    /** 不予受理. */
    NOT_ACCEPTED(true),
    /** 补充. */
    SUPPLEMENTED(true),
    /** 更正. */
    CORRECTED(true),
    /** 诉求人催办. */
    URGED(true),
    /** 撤回. */
    WITHDRAWN(true),
    /** 查询码重发. */
    CODE_RENEWED(true),
    /** 转为在办. */
    WENT_LIVE(false),
    /** 转人工派单. */
    SENT_TO_TRIAGE(true),
    /** 退回补充. */
    ASKED_BACK(false),
    /** 补充答复. */
    ASKED_BACK_ANSWERED(false),
    /** 问题类型认定. */
    PATTERN_SET(false),
    /** 派单. */
    DISPATCHED(true),
    /** 签收. */
    SIGNED(true),
    /** 批示. */
    INSTRUCTED(false),
    /** 交办下级. */
    HANDED_DOWN(false),
    /** 申请退单. */
    RETURN_REQUESTED(false),
    /** 退单裁定. */
    RETURN_DECIDED(false),
    /** 撤单. */
    RECALLED(false),
    /** 申请延期. */
    EXTENSION_REQUESTED(false),
    /** 延期审批. */
    EXTENSION_DECIDED(true),
    /** 答复. */
    REPLIED(true),
    /** 更正答复. */
    REPLY_CORRECTED(true),
    /** 并单. */
    MERGED(true),
    /** 撤销并单. */
    UNMERGED(true),
    /** 延期后的时限. */
    EXTENDED(true),
    /** 时限变更. */
    DEADLINE_MOVED(false),
    /** 黄牌、红牌. */
    MARKED(false),
    /** 撤销黄牌、红牌. */
    MARK_REVOKED(false),
    /** 催办. */
    UNIT_URGED(true),
    /** 督办. */
    SUPERVISION_OPENED(true),
    /** 提级督办. */
    SUPERVISION_RAISED(false),
    /** 督办结束. */
    SUPERVISION_CLOSED(false),
    /** 反馈. */
    INFORMED(true),
    /** 回访. */
    CALLED_BACK(true),
    /** 重办. */
    REWORK_ORDERED(true),
    /** 归档. */
    CLOSED(true);

    private final boolean forCitizen;

    TimelineKind(boolean forCitizen) {
        this.forCitizen = forCitizen;
    }

    /** Whether the citizen is told. */
    public boolean forCitizen() {
        return forCitizen;
    }
}
