package org.hotline12345.dispatch.recall;

import java.time.Instant;
import java.util.UUID;

/**
 * That an order was taken from its unit.
 *
 * @param toUnit Where the case went at once; null for triage.
 * @param signed Whether the unit had signed.
 */
record OrderRecall(
        UUID workOrderId,
        UUID caseId,
        String unit,
        String toUnit,
        String reason,
        boolean signed,
        String recalledBy,
        Instant recalledAt) {}
