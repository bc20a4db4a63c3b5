package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A hot issue as a bulletin lists it.
 *
 * @param area Name of the place. May be null.
 * @param growth Change against the period before in per cent. May be null.
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
