package org.hotline12345.followup.policy.model;

import java.util.List;
import org.hotline12345.events.Urgency;

/**
 * How long the hotline's own people have before a unit has the case, where a policy does not say: a dispatcher 15 minutes in an emergency,
 * 30 for water, power, gas and heating, else one working day (Tianjin); an agent who is asked back 15 minutes, one hour, and four hours of
 * the office (own rule). A callback agent handles what a citizen wrote back within a working day (own rule). Nobody is named: who is on
 * duty is marked and urged when it is due.
 */
final class OfficeTerms {
    static final List<Term> TRIAGE = List.of(
            urgent(Urgency.EMERGENCY, new Span(15, SpanUnit.MINUTES), 5),
            urgent(Urgency.URGENT, new Span(30, SpanUnit.MINUTES), 10),
            Term.of(1, SpanUnit.WORKING_DAYS));

    static final List<Term> ASK_BACK = List.of(
            urgent(Urgency.EMERGENCY, new Span(15, SpanUnit.MINUTES), 5),
            urgent(Urgency.URGENT, new Span(1, SpanUnit.HOURS), 15),
            Term.of(4, SpanUnit.OFFICE_HOURS));

    static final Term TEXT_REPLY = Term.of(1, SpanUnit.WORKING_DAYS);

    /** Waiting for an agent is added to a dispatcher's time, whatever a policy says of waiting for citizens. */
    private static final Pauses ADDED = new Pauses(true, Integer.MAX_VALUE, new Span(0, SpanUnit.WORKING_DAYS));

    private OfficeTerms() {}

    static KindRules rules(List<Term> terms) {
        return new KindRules(StartingPoint.REQUEST, terms, marks(new Span(1, SpanUnit.HOURS)), null, ADDED);
    }

    private static Term urgent(Urgency urgency, Span within, int yellowMinutes) {
        return new Term(
                new When(null, List.of(urgency), null, null, null, null),
                within,
                null,
                null,
                null,
                marks(new Span(yellowMinutes, SpanUnit.MINUTES)),
                null);
    }

    private static Marks marks(Span yellowBefore) {
        var due = new Offset(null, new Span(0, SpanUnit.MINUTES), null);
        return new Marks(new Offset(yellowBefore, null, null), due, due, null, null, null, null);
    }
}
