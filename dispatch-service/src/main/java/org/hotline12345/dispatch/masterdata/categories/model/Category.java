package org.hotline12345.dispatch.masterdata.categories.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A category of matters (事项类别), at most three levels deep.
 *
 * @param code Stable code.
 * @param name Chinese name.
 * @param parent Code of the category above. May be null.
 * @param level 1 to 3.
 * @param active Whether it can be used.
 * @param validFrom From when on this state counts.
 */
public record Category(String code, String name, String parent, int level, boolean active, Instant validFrom) {
    public Category {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(validFrom, "validFrom");
    }
}
