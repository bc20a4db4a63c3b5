package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.UUID;

/**
 * A question of the lead unit to another one, 协办, that is not answered.
 *
 * @param unit The unit asked.
 */
public record OpenQuestion(UUID id, String unit, Instant askedAt) {}
