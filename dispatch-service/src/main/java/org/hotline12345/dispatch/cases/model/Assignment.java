package org.hotline12345.dispatch.cases.model;

import java.util.List;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.DispatchCase.Follows;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;

/**
 * To whom a case is given, and why.
 *
 * @param unit Lead unit.
 * @param coUnits Co-handling units.
 * @param category Category. May be null.
 * @param area Area. May be null.
 * @param reason The reason in words.
 * @param round Round of handling.
 * @param cause Why it is given.
 * @param previousId The order before. May be null.
 * @param confidence Probability, where a model had a say. May be null.
 * @param modelVersion Version of that model. May be null.
 */
public record Assignment(
        String unit,
        List<String> coUnits,
        String category,
        String area,
        DecidedBy decidedBy,
        String reason,
        int round,
        DispatchCause cause,
        UUID previousId,
        Double confidence,
        String modelVersion) {
    public Assignment {
        coUnits = coUnits == null ? List.of() : List.copyOf(coUnits);
    }

    /** Where no model had a say. */
    public Assignment(
            String unit,
            List<String> coUnits,
            String category,
            String area,
            DecidedBy decidedBy,
            String reason,
            int round,
            DispatchCause cause,
            UUID previousId) {
        this(unit, coUnits, category, area, decidedBy, reason, round, cause, previousId, null, null);
    }

    /** The same of a case whose category or area was corrected since. */
    Assignment corrected(CaseCorrected event) {
        return new Assignment(
                unit,
                coUnits,
                event.corrects(CorrectedFact.CATEGORY) ? event.category() : category,
                event.corrects(CorrectedFact.AREA) ? event.area() : area,
                decidedBy,
                reason,
                round,
                cause,
                previousId,
                confidence,
                modelVersion);
    }

    /** As the router says. */
    static Assignment of(RoutingDecision.Dispatch to, Follows follows) {
        return new Assignment(
                to.unit(),
                to.coUnits(),
                to.category(),
                to.area(),
                to.decidedBy(),
                to.reason(),
                follows.round(),
                follows.cause(),
                follows.previousId(),
                to.confidence(),
                to.modelVersion());
    }
}
