package org.hotline12345.assessment.bulletin.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * What a special report is about: exactly one of the three.
 *
 * @param unit A unit with its subordinates.
 * @param category A category with those below it.
 * @param cases Certain cases.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Subject(String unit, String category, List<UUID> cases) {
    /** The most cases a report can be about. */
    public static final int MOST_CASES = 500;

    public Subject {
        unit = blankToNull(unit);
        category = blankToNull(category);
        cases = cases == null ? List.of() : cases.stream().distinct().toList();
    }

    /** Whether it names one thing and not several. */
    public boolean clear() {
        int named = (unit == null ? 0 : 1) + (category == null ? 0 : 1) + (cases.isEmpty() ? 0 : 1);
        return named == 1 && cases.size() <= MOST_CASES;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
