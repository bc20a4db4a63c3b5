package org.hotline12345.followup.cases.model;

import java.util.UUID;

/**
 * A supervision of a case that is not closed.
 *
 * @param id Id.
 * @param workOrderId The work order.
 * @param unit The unit supervised.
 * @param level Its level, 1 at first.
 */
public record OpenSupervision(UUID id, UUID workOrderId, String unit, int level) {}
