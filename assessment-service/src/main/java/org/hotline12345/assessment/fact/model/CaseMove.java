package org.hotline12345.assessment.fact.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * A case that is not counted for a unit, because an appeal was granted.
 *
 * @param unit The unit that objected.
 * @param to The unit that answers for it instead; null: nobody.
 */
public record CaseMove(UUID caseId, String unit, String to) {
    private record Place(UUID caseId, String unit) {}

    /**
     * What several appeals come to, in the order in which they were decided: one move for each case and unit. A case that was
     * moved to a unit, and by an appeal of that unit further on, goes from the first unit to the last.
     */
    public static List<CaseMove> resolved(List<CaseMove> decided) {
        var moves = new LinkedHashMap<Place, CaseMove>();
        for (CaseMove move : decided) {
            for (CaseMove earlier : new ArrayList<>(moves.values())) {
                if (earlier.caseId().equals(move.caseId()) && move.unit().equals(earlier.to())) {
                    String end = earlier.unit().equals(move.to()) ? null : move.to();
                    moves.put(
                            new Place(earlier.caseId(), earlier.unit()),
                            new CaseMove(earlier.caseId(), earlier.unit(), end));
                }
            }
            moves.put(new Place(move.caseId(), move.unit()), move);
        }
        return List.copyOf(moves.values());
    }
}
