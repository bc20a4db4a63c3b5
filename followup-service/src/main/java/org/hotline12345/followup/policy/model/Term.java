package org.hotline12345.followup.policy.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One rule of a deadline: for which cases, how long.
 *
 * @param when For which cases.
 * @param within How long.
 * @param from Whether the day of the start counts; for spans in days only.
 * @param until At which time of its last day it ends; for spans in days only.
 * @param onDayOff What becomes of a span of calendar days that ends on a day off.
 * @param marks What is done around it, in place of what the kind says. May be null.
 * @param extensions How much more time may be given, in place of what the kind says. May be null.
 */
public record Term(
        When when,
        Span within,
        CountFrom from,
        MomentOfDay until,
        OnDayOff onDayOff,
        Marks marks,
        Extensions extensions) {
    public Term {
        when = when == null ? When.always() : when;
        Objects.requireNonNull(within, "within");
        from = from == null ? CountFrom.NEXT_DAY : from;
        until = until == null ? MomentOfDay.CLOSE_OF_OFFICE : until;
        onDayOff = onDayOff == null ? OnDayOff.STAYS : onDayOff;
    }

    /** So long for all cases, counted from the day after to the close of office. */
    public static Term of(int amount, SpanUnit unit) {
        return of(new Span(amount, unit), CountFrom.NEXT_DAY, MomentOfDay.CLOSE_OF_OFFICE);
    }

    /** So long for all cases. */
    public static Term of(Span within, CountFrom from, MomentOfDay until) {
        return new Term(null, within, from, until, null, null, null);
    }

    /** The first term that fits a case. */
    public static Optional<Term> firstFor(List<Term> terms, CaseTraits traits) {
        return terms.stream().filter(term -> term.when().fits(traits)).findFirst();
    }
}
