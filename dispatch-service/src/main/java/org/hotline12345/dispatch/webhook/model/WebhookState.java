package org.hotline12345.dispatch.webhook.model;

/** Whether something is sent. */
public enum WebhookState {
    /** 使用中. */
    ACTIVE,
    /** 已停用：长期失败，或由人停用. */
    DISABLED,
    /** 已删除. */
    REMOVED
}
