package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hotline12345.chassis.language.Text;

/**
 * Figures of a unit, area, category, channel or type.
 *
 * @param key Its code; null where the cases have none.
 * @param now Figures of the period by their names in answers.
 */
public record Row(String key, Text name, Map<String, BigDecimal> now, Map<String, BigDecimal> before) {
    public Row {
        now = Collections.unmodifiableMap(new LinkedHashMap<>(now));
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
    }
}
