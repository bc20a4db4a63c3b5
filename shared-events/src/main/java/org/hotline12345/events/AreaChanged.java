package org.hotline12345.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An area as it is from a date on (whole state).
 *
 * @param code Division code or zone code.
 * @param name Chinese name.
 * @param parents Areas it lies in; a zone and a division can both hold it.
 * @param zone True for a functional zone that overlaps divisions.
 * @param aliases Short names people use.
 * @param active Whether it can be used.
 */
@EventType("org.hotline12345.office.area-changed.v1")
public record AreaChanged(
        String code,
        String name,
        List<String> parents,
        boolean zone,
        List<String> aliases,
        boolean active,
        Instant validFrom)
        implements OfficeEvent {
    public AreaChanged {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        parents = parents == null ? List.of() : List.copyOf(parents);
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        Objects.requireNonNull(validFrom, "validFrom");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return code;
    }
}
