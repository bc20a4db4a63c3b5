package org.hotline12345.chassis.office;

import java.time.Instant;

/**
 * The deadline policy in force.
 *
 * @param from Since when.
 * @param document The whole document, YAML.
 */
public record PolicyInfo(String policyId, int version, Instant from, String document) {}
