package org.hotline12345.chassis.office;

import java.time.Instant;

/**
 * A category as it is now.
 *
 * @param name Chinese name.
 * @param parent Code of the category above. May be null.
 * @param level 1 to 3.
 * @param active Whether it can be used.
 * @param validFrom Since when it is so.
 */
public record CategoryInfo(String code, String name, String parent, int level, boolean active, Instant validFrom) {}
