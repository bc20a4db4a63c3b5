package org.hotline12345.dispatch.masterdata.people.model;

import java.time.LocalDate;
import java.util.Collection;
import java.util.function.Predicate;

/**
 * Whether somebody belongs to a unit. A unit is bound by the directory once the office has filed somebody of it who is at work: a city that
 * keeps no directory, or not yet for this unit, is not held up, and what was only seen at sign-ins binds nobody. In a bound unit only
 * those count whom the office filed: to have signed in makes nobody one of its people.
 */
public final class Belonging {
    private Belonging() {}

    /** What stands against it; FINE: nothing. */
    public enum Verdict {
        FINE,
        /** Not filed by the office. */
        UNKNOWN,
        /** Of another unit, or of the hotline itself. */
        OF_ANOTHER_UNIT,
        /** Not at work on that day. */
        NOT_AT_WORK
    }

    /**
     * Judges.
     *
     * @param person As the directory knows them; null if it does not.
     * @param units The units of which one must be the person's.
     * @param isBound Whether a unit is bound by the directory.
     */
    public static Verdict judge(Person person, Collection<String> units, Predicate<String> isBound, LocalDate day) {
        if (person == null) {
            return units.stream().allMatch(isBound) ? Verdict.UNKNOWN : Verdict.FINE;
        }
        if (units.stream().noneMatch(isBound)) {
            return Verdict.FINE;
        }
        if (!units.contains(person.unit())) {
            return Verdict.OF_ANOTHER_UNIT;
        }
        if (!person.filed() && isBound.test(person.unit())) {
            return Verdict.UNKNOWN;
        }
        return person.isValidOn(day) || !isBound.test(person.unit()) ? Verdict.FINE : Verdict.NOT_AT_WORK;
    }
}
