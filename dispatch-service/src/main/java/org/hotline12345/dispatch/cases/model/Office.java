package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.RiskWords;
import org.hotline12345.dispatch.routing.model.RoutingBook;
import org.hotline12345.events.Respondent;

/**
 * What decisions on cases need to know beside the case.
 *
 * @param book The units and what they are responsible for.
 * @param riskWords The words that speak of a risk.
 * @param ids Where ids come from.
 */
public record Office(RoutingBook book, RiskWords riskWords, Instant now, Supplier<UUID> ids) {
    boolean works(String unit) {
        return book.unit(unit).filter(Unit::active).isPresent();
    }

    /** The unit that is accused, if its code was given or its name can mean only one; null otherwise. */
    String unitOf(Respondent respondent) {
        if (respondent == null || respondent.unit() != null) {
            return respondent == null ? null : respondent.unit();
        }
        return book.unitNames().only(respondent.name()).orElse(null);
    }

    /** Whether the unit is the accused one or stands below it. */
    boolean isAccused(String unit, String respondent) {
        return book.isWithin(unit, respondent);
    }

    InstructionPolicy instructionsOf(String unit) {
        return book.unit(unit).map(Unit::instructions).orElse(InstructionPolicy.NONE);
    }

    /** The later of now and then. */
    Instant notBefore(Instant then) {
        return now.isBefore(then) ? then : now;
    }
}
