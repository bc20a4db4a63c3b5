package org.hotline12345.dispatch.cases.model;

import java.util.List;

/**
 * Where a dispatcher sends a case.
 *
 * @param category May be null: then what intake said.
 * @param note May be null.
 * @param backToReturner Whether it says that the case goes back to a unit that returned it.
 */
public record TriageChoice(String unit, List<String> coUnits, String category, String note, boolean backToReturner) {
    public TriageChoice {
        coUnits = coUnits == null ? List.of() : List.copyOf(coUnits);
    }
}
