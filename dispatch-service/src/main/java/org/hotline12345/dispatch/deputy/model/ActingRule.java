package org.hotline12345.dispatch.deputy.model;

import java.time.LocalDate;
import java.util.Collection;
import org.hotline12345.events.SignOffLevel;

/**
 * Who may act in a role of a unit: whoever has the role, of the level that is asked for, and the deputies named for such a
 * person, on the days named. A deputy acts for the person only: what the person holds as somebody else's deputy is not passed
 * on.
 */
public final class ActingRule {
    private ActingRule() {}

    /**
     * Judges.
     *
     * @param level The level asked for; null where any leader, or a reviewer, will do.
     * @param holdsRole Whether the caller's token has the role.
     * @param callersLevel The level in the caller's token.
     * @param named Deputyships of the caller in this role for the unit or one above it, not ended before their time.
     */
    public static Verdict judge(
            SignOffLevel level,
            boolean holdsRole,
            SignOffLevel callersLevel,
            Collection<Deputyship> named,
            LocalDate day) {
        if (holdsRole && suffices(callersLevel, level)) {
            return new Verdict.Granted(Hand.OWN);
        }
        var standing =
                named.stream().filter(deputyship -> deputyship.standsOn(day)).toList();
        var fitting = standing.stream()
                .filter(deputyship -> suffices(deputyship.level(), level))
                .findFirst();
        if (fitting.isPresent()) {
            return new Verdict.Granted(new Hand(fitting.get().person()));
        }
        return holdsRole || !standing.isEmpty() ? new Verdict.PrincipalNeeded() : new Verdict.NotInRole();
    }

    private static boolean suffices(SignOffLevel held, SignOffLevel needed) {
        return needed != SignOffLevel.PRINCIPAL || held == SignOffLevel.PRINCIPAL;
    }

    /** The outcome. */
    public sealed interface Verdict {
        /** By this hand. */
        record Granted(Hand hand) implements Verdict {}

        /** The unit's policy wants the principal leader, or the deputy of one. */
        record PrincipalNeeded() implements Verdict {}

        /** Neither the role nor a deputyship that stands on that day. */
        record NotInRole() implements Verdict {}
    }
}
