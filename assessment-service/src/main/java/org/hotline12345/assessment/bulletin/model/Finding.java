package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hotline12345.chassis.language.Text;

/**
 * A sentence about what stands out, with what it rests on.
 *
 * @param rule The rule that made it, {@link NotableRule}.
 * @param query The query that answers these figures.
 */
public record Finding(String rule, Text sentence, Map<String, BigDecimal> figures, String query) {
    public Finding {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}
