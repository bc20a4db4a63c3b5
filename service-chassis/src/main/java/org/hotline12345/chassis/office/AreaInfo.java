package org.hotline12345.chassis.office;

import java.time.Instant;
import java.util.List;

/**
 * An area as it is now.
 *
 * @param code Division or zone code.
 * @param name Chinese name.
 * @param parents Areas it lies in; a zone and a division can both hold it.
 * @param zone True for a functional zone.
 * @param aliases Short names people use.
 * @param active Whether it can be used.
 * @param validFrom Since when it is so.
 */
public record AreaInfo(
        String code,
        String name,
        List<String> parents,
        boolean zone,
        List<String> aliases,
        boolean active,
        Instant validFrom) {}
