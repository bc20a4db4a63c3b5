package org.hotline12345.dispatch.masterdata.areas.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An area: a division by its code, or a functional zone that overlaps divisions (属地).
 *
 * @param name Chinese name.
 * @param parents Areas it lies in, the one that administers it first.
 * @param zone Whether it is a functional zone.
 * @param aliases Short names people use.
 * @param active Whether it can be used.
 * @param validFrom From when on this state counts.
 */
public record Area(
        String code,
        String name,
        List<String> parents,
        boolean zone,
        List<String> aliases,
        boolean active,
        Instant validFrom) {
    public Area {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        parents = parents == null ? List.of() : List.copyOf(parents);
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
        Objects.requireNonNull(validFrom, "validFrom");
    }
}
