package org.hotline12345.dispatch.routing.model;

import java.util.Optional;
import org.hotline12345.dispatch.masterdata.units.model.Unit;

/**
 * The accused unit and its subordinates never see a report and are never routed to (被举报单位回避). The unit above takes
 * it; where there is none above but the top of the tree, which handles nothing itself, a dispatcher decides.
 */
public final class RespondentExclusion {
    private final RoutingBook book;
    private final String respondent;

    /** The exclusion of this unit; null excludes nobody. */
    public RespondentExclusion(RoutingBook book, String respondent) {
        this.book = book;
        this.respondent = respondent;
    }

    /** Whether the unit must not get the case. */
    public boolean excludes(String unit) {
        return respondent != null && book.isWithin(unit, respondent);
    }

    /** The unit that takes the case instead of an excluded one. */
    public Optional<String> instead() {
        return book.unit(respondent)
                .flatMap(accused -> book.unit(accused.parent()))
                .filter(Unit::active)
                .filter(above -> above.parent() != null)
                .map(Unit::code);
    }
}
