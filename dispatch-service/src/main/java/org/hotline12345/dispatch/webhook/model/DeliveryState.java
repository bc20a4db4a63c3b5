package org.hotline12345.dispatch.webhook.model;

/** How far a delivery is. */
public enum DeliveryState {
    /** 待推送. */
    PENDING,
    /** 已送达. */
    DELIVERED,
    /** 已放弃. */
    GIVEN_UP
}
