package org.hotline12345.dispatch.deputy.model;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.events.SignOffLevel;

/**
 * Who may name whom as a deputy. A leader names an own deputy, and those of the unit's reviewers; the principal leader also those
 * of other leaders; the administrator names any. A deputyship has a first and a last day, at most a year apart, and does not
 * begin in the past: what was signed without it stays as it was.
 */
public final class NamingRule {
    /** Longest time, days. */
    public static final int LONGEST_DAYS = 366;

    private NamingRule() {}

    /**
     * Judges.
     *
     * @param admin Whether the administrator names.
     * @param namer Subject of who names, a leader of the unit otherwise.
     * @param namersLevel The level of that leader.
     * @param taken Deputyships of the person in this role that stand already.
     */
    public static List<Objection> objections(
            Deputyship wanted,
            boolean admin,
            String namer,
            SignOffLevel namersLevel,
            List<Deputyship> taken,
            LocalDate today) {
        var objections = new ArrayList<Objection>();
        if (!admin && !mayName(wanted, namer, namersLevel)) {
            objections.add(Objection.NOT_YOURS);
        }
        if (wanted.deputy().equals(wanted.person())) {
            objections.add(Objection.OWN_DEPUTY);
        }
        if (wanted.to().isBefore(wanted.from())
                || ChronoUnit.DAYS.between(wanted.from(), wanted.to()) >= LONGEST_DAYS) {
            objections.add(Objection.PERIOD);
        }
        if (wanted.from().isBefore(today)) {
            objections.add(Objection.IN_THE_PAST);
        }
        if (taken.stream().anyMatch(other -> other.overlaps(wanted.from(), wanted.to()))) {
            objections.add(Objection.OVERLAPS);
        }
        return objections;
    }

    private static boolean mayName(Deputyship wanted, String namer, SignOffLevel namersLevel) {
        if (wanted.role() == Role.UNIT_REVIEWER || namersLevel == SignOffLevel.PRINCIPAL) {
            return true;
        }
        return wanted.person().equals(namer) && wanted.level() == namersLevel;
    }

    /** What stands against it. */
    public enum Objection {
        /** Not for this leader to name. */
        NOT_YOURS,
        /** Nobody is the own deputy. */
        OWN_DEPUTY,
        /** The last day lies before the first, or too far from it. */
        PERIOD,
        /** It begins before today. */
        IN_THE_PAST,
        /** Another deputy of the person is named for some of the days. */
        OVERLAPS
    }
}
