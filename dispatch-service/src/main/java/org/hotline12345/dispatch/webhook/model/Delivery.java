package org.hotline12345.dispatch.webhook.model;

import java.time.Instant;
import java.util.UUID;

/**
 * What a unit's system was told, or is to be. It names the order; who wants to know more reads it, with the right to.
 *
 * @param unit The unit that it is about.
 * @param nextAt When it is tried next.
 * @param lastStatus What the address answered last. May be null.
 * @param lastError Why nothing was answered. May be null.
 * @param doneAt When it got there or was given up. May be null.
 */
public record Delivery(
        UUID id,
        UUID webhookId,
        WebhookEvent event,
        UUID caseId,
        UUID workOrderId,
        String caseNumber,
        String unit,
        Instant happenedAt,
        Instant createdAt,
        Instant nextAt,
        DeliveryState state,
        int attempts,
        Integer lastStatus,
        String lastError,
        Instant doneAt) {
    /** One that is still to be sent. */
    public static Delivery of(
            UUID id,
            UUID webhookId,
            WebhookEvent event,
            UUID caseId,
            UUID workOrderId,
            String caseNumber,
            String unit,
            Instant happenedAt,
            Instant now) {
        return new Delivery(
                id,
                webhookId,
                event,
                caseId,
                workOrderId,
                caseNumber,
                unit,
                happenedAt,
                now,
                now,
                DeliveryState.PENDING,
                0,
                null,
                null,
                null);
    }
}
