package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;

/**
 * A category as it is from a date on (whole state).
 *
 * @param name Chinese name.
 * @param parent Code of the category above. May be null.
 * @param level 1 to 3.
 * @param active Whether it can be used.
 */
@EventType("org.hotline12345.office.category-changed.v1")
public record CategoryChanged(String code, String name, String parent, int level, boolean active, Instant validFrom)
        implements OfficeEvent {
    public CategoryChanged {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(validFrom, "validFrom");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return code;
    }
}
