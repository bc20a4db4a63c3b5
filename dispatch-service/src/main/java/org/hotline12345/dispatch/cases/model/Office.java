package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.dispatch.masterdata.units.model.Unit;
import org.hotline12345.dispatch.routing.model.RespondentExclusion;
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

    /** The units that are accused: that of the code, or all that the name may mean. */
    List<String> accused(Respondent respondent) {
        return respondent == null
                ? List.of()
                : RespondentExclusion.accused(book, respondent.unit(), respondent.name()).stream()
                        .sorted()
                        .toList();
    }

    /** Whether the unit is one of the accused or stands below one. */
    public boolean isAccused(String unit, Collection<String> accused) {
        return accused.stream().anyMatch(one -> book.isWithin(unit, one));
    }

    InstructionPolicy instructionsOf(String unit) {
        return book.unit(unit).map(Unit::instructions).orElse(InstructionPolicy.NONE);
    }

    /** The later of now and then. */
    Instant notBefore(Instant then) {
        return now.isBefore(then) ? then : now;
    }
}
