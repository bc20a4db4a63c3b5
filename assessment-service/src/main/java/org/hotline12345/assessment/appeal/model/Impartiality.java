package org.hotline12345.assessment.appeal.model;

import java.util.Set;

/**
 * Who decides an objection is not who scored: neither who opened the scores, took points off by hand or left cases out, nor the one who objects,
 * nor anybody of the unit that objects or of the unit that is to answer instead.
 *
 * @param scorers Who had a hand in the scores.
 */
public record Impartiality(Set<String> scorers, String raisedBy) {
    public Impartiality {
        scorers = Set.copyOf(scorers);
    }

    /**
     * Whether somebody may decide.
     *
     * @param ofUnitConcerned Whether that person belongs to a unit concerned.
     */
    public boolean allows(String subject, boolean ofUnitConcerned) {
        return !ofUnitConcerned && !scorers.contains(subject) && !raisedBy.equals(subject);
    }
}
