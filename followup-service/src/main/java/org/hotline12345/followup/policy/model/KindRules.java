package org.hotline12345.followup.policy.model;

import java.util.List;
import java.util.Optional;

/**
 * The rules of one kind of deadline.
 *
 * @param startsAt What starts the clock.
 * @param terms How long, the first that fits.
 * @param marks What is done around it.
 * @param extensions How much more time may be given.
 * @param pauses Whether the clock may stop.
 */
public record KindRules(StartingPoint startsAt, List<Term> terms, Marks marks, Extensions extensions, Pauses pauses) {
    public KindRules {
        startsAt = startsAt == null ? StartingPoint.DISPATCH : startsAt;
        terms = List.copyOf(terms);
        marks = marks == null ? Marks.none() : marks;
        extensions = extensions == null ? Extensions.none() : extensions;
        pauses = pauses == null ? Pauses.none() : pauses;
    }

    /** The term of a case: the first that fits. */
    public Optional<Term> termFor(CaseTraits traits) {
        return Term.firstFor(terms, traits);
    }

    /** What is done around the deadline of a case: what its term says, else what the kind says. */
    public Marks marksFor(CaseTraits traits) {
        return termFor(traits).map(Term::marks).orElse(marks);
    }

    /** How much more time a case may be given: what its term says, else what the kind says. */
    public Extensions extensionsFor(CaseTraits traits) {
        return termFor(traits).map(Term::extensions).orElse(extensions);
    }
}
