package org.hotline12345.dispatch.handdown.model;

import java.util.Optional;

/**
 * To whom the handling of an order may be handed (交办下级): to a working unit below the one that handles it now, never to the accused.
 * The lead unit stays responsible: its name stands on the order, its clock runs, its leaders sign; so the case has one lead
 * and one open order, however deep it was handed (多头办理 stays impossible in the four levels of a city's units).
 */
public final class HandDownRule {
    private HandDownRule() {}

    /**
     * What stands against it; empty if nothing does.
     *
     * @param active Whether the unit is known and works.
     * @param below Whether it stands below the unit that handles the order now.
     * @param accused Whether it is the accused unit or stands below it.
     */
    public static Optional<Objection> objection(boolean active, boolean below, boolean accused) {
        if (!active) {
            return Optional.of(Objection.UNKNOWN);
        }
        if (!below) {
            return Optional.of(Objection.NOT_BELOW);
        }
        return accused ? Optional.of(Objection.ACCUSED) : Optional.empty();
    }

    /** What stands against handing it there. */
    public enum Objection {
        /** No such unit works. */
        UNKNOWN,
        /** It does not stand below the unit that handles the order. */
        NOT_BELOW,
        /** The case accuses it. */
        ACCUSED
    }
}
