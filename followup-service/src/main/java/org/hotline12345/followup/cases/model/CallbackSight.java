package org.hotline12345.followup.cases.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which callbacks somebody may see and make. The centre all of them; a callback agent of a unit those about the work of that unit and
 * the units below it, never one of a citizen who hides from units: the unit would hear who complained; nor one whose case is hidden
 * from the unit.
 */
public final class CallbackSight {
    /** All of them. */
    public static final CallbackSight OF_CENTRE = new CallbackSight(null, List.of());

    private final Set<String> units;
    private final List<String> ownAndAbove;

    private CallbackSight(Set<String> units, List<String> ownAndAbove) {
        this.units = units;
        this.ownAndAbove = ownAndAbove;
    }

    /**
     * Those about the work of these units.
     *
     * @param ownAndAbove the unit and those above it: what accuses one of them is hidden
     */
    public static CallbackSight ofUnits(Collection<String> units, List<String> ownAndAbove) {
        return new CallbackSight(new TreeSet<>(units), List.copyOf(ownAndAbove));
    }

    /** Whether somebody may see the callback whose case is hidden from these units. */
    public boolean covers(Callback.Subject subject, Collection<String> hiddenFrom) {
        return units == null
                || !subject.confidential()
                        && subject.unit() != null
                        && units.contains(subject.unit())
                        && Collections.disjoint(hiddenFrom, ownAndAbove);
    }

    /** Whether not all are seen. */
    public boolean isLimited() {
        return units != null;
    }

    public List<String> ownAndAbove() {
        return ownAndAbove;
    }

    /** The codes of the units, one after the other with commas; null where all are seen. */
    public String joined() {
        return units == null ? null : String.join(",", units);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallbackSight sight
                && Objects.equals(units, sight.units)
                && ownAndAbove.equals(sight.ownAndAbove);
    }

    @Override
    public int hashCode() {
        return Objects.hash(units, ownAndAbove);
    }
}
