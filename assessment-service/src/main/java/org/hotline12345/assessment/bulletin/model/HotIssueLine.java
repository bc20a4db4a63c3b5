package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A hot issue as a bulletin lists it.
 *
 * @param name What it is about.
 * @param area Name of the place. May be null.
 * @param cases How many cases.
 * @param growth Change against the period before in per cent. May be null.
 * @param first Day of the first case.
 * @param last Day of the last.
 * @param units Names of the units concerned.
 */
public record HotIssueLine(
        String id,
        String name,
        String area,
        long cases,
        BigDecimal growth,
        LocalDate first,
        LocalDate last,
        List<String> units) {
    public HotIssueLine {
        units = units == null ? List.of() : List.copyOf(units);
    }
}
