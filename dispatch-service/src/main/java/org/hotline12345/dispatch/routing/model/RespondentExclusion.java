package org.hotline12345.dispatch.routing.model;

import java.util.Optional;
import java.util.Set;
import org.hotline12345.dispatch.masterdata.units.model.Unit;

/**
 * The accused unit and its subordinates never see a report and are never routed to (被举报单位回避). The unit above takes
 * it; where there is none above but the top of the tree, which handles nothing itself, a dispatcher decides.
 */
public final class RespondentExclusion {
    private final RoutingBook book;
    private final Set<String> respondents;

    private RespondentExclusion(RoutingBook book, Set<String> respondents) {
        this.book = book;
        this.respondents = respondents;
    }

    /** The exclusion of whom the case accuses: by code, else of all units that the citizen may mean by the name. */
    static RespondentExclusion of(RoutingBook book, CaseToRoute wanted) {
        return new RespondentExclusion(book, accused(book, wanted.respondentUnit(), wanted.respondentName()));
    }

    /** The units that are accused: that of the code, else all that the name may mean; either may be null. */
    public static Set<String> accused(RoutingBook book, String unit, String name) {
        return unit != null ? Set.of(unit) : book.unitNames().meant(name);
    }

    /** Whether the unit must not get the case. */
    public boolean excludes(String unit) {
        return respondents.stream().anyMatch(respondent -> book.isWithin(unit, respondent));
    }

    /** The unit that takes the case instead of an excluded one; none where it is not sure which unit is meant. */
    public Optional<String> instead() {
        return respondents.size() != 1
                ? Optional.empty()
                : book.unit(respondents.iterator().next())
                        .flatMap(accused -> book.unit(accused.parent()))
                        .filter(Unit::active)
                        .filter(above -> above.parent() != null)
                        .map(Unit::code);
    }
}
