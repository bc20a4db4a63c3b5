package org.hotline12345.dispatch.routing.model;

import java.util.List;
import org.hotline12345.events.RoutingCandidate;

/** Which unit the catalogue names for a category at a place. */
sealed interface Resolution {
    /** The entry that says so, or why none does; Chinese, for whoever looks at the decision. */
    String why();

    /** Units among which a dispatcher may choose where none is named. */
    default List<RoutingCandidate> candidates() {
        return List.of();
    }

    /** One unit, with those that handle it beside it. */
    record One(String unit, List<String> coUnits, String why) implements Resolution {}

    /** None. */
    record None(String why, List<RoutingCandidate> candidates) implements Resolution {}
}
