package org.hotline12345.dispatch.webhook.model;

/** What a unit's system can be told. */
public enum WebhookEvent {
    /** 新派单. */
    NEW_ORDER("work-order.new"),
    /** 紧急件. */
    EMERGENCY("work-order.emergency"),
    /** 答复被退回、退单未同意. */
    SENT_BACK("work-order.sent-back"),
    /** 红牌. */
    RED_MARK("work-order.red-mark"),
    /** 撤回、改派、诉求人撤诉. */
    RECALLED("work-order.recalled"),
    /** 诉求人补充. */
    SUPPLEMENTED("work-order.supplemented"),
    /** 登记更正. */
    CORRECTED("work-order.corrected"),
    /** 催办. */
    URGED("work-order.urged"),
    /** 测试. */
    TEST("test");

    private final String type;

    WebhookEvent(String type) {
        this.type = type;
    }

    /** As the body names it. */
    public String type() {
        return type;
    }
}
