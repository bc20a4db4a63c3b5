package org.hotline12345.dispatch.routing.model;

import java.util.List;
import java.util.function.Predicate;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.RoutingCandidate;

/** What the router decided, with the reason in words. */
public sealed interface RoutingDecision {
    /** The reason in words. */
    String reason();

    /** The best candidates, best first. */
    List<RoutingCandidate> candidates();

    /** The area found. May be null. */
    String area();

    /** Version of the model that had a say. May be null. */
    String modelVersion();

    /** The same with something said before the reason. */
    RoutingDecision because(String before);

    /**
     * Given to a unit.
     *
     * @param unit Lead unit.
     * @param coUnits Co-handling units.
     * @param category Category it was decided by. May be null when a clerk chose the unit.
     * @param area Area it was decided by. May be null.
     * @param reason Why.
     * @param candidates The candidates looked at, best first.
     * @param confidence Probability, where a model had a say. May be null.
     * @param modelVersion Version of that model. May be null.
     */
    record Dispatch(
            String unit,
            List<String> coUnits,
            String category,
            String area,
            DecidedBy decidedBy,
            String reason,
            List<RoutingCandidate> candidates,
            Double confidence,
            String modelVersion)
            implements RoutingDecision {
        /** Without a model. */
        public Dispatch(
                String unit,
                List<String> coUnits,
                String category,
                String area,
                DecidedBy decidedBy,
                String reason,
                List<RoutingCandidate> candidates) {
            this(unit, coUnits, category, area, decidedBy, reason, candidates, null, null);
        }

        @Override
        public Dispatch because(String before) {
            return new Dispatch(
                    unit, coUnits, category, area, decidedBy, before + reason, candidates, confidence, modelVersion);
        }

        /** The same without some of the co-handling units. */
        public Dispatch apartFrom(Predicate<String> some) {
            return new Dispatch(
                    unit,
                    coUnits.stream().filter(some.negate()).toList(),
                    category,
                    area,
                    decidedBy,
                    reason,
                    candidates,
                    confidence,
                    modelVersion);
        }
    }

    /**
     * A dispatcher must decide (人工派单).
     *
     * @param area Area found. May be null.
     * @param reason Why nothing else could.
     * @param candidates The best candidates, best first.
     * @param modelVersion Version of the model that was asked. May be null.
     */
    record Triage(String area, String reason, List<RoutingCandidate> candidates, String modelVersion)
            implements RoutingDecision {
        @Override
        public Triage because(String before) {
            return new Triage(area, before + reason, candidates, modelVersion);
        }

        /** Without a model. */
        public Triage(String area, String reason, List<RoutingCandidate> candidates) {
            this(area, reason, candidates, null);
        }
    }
}
