package org.hotline12345.followup.cases.model;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which callbacks somebody may see and make. The centre all of them; a callback agent of a unit those about the work of that unit and
 * the units below it, never one of a citizen who hides from units: the unit would hear who complained.
 */
public final class CallbackSight {
    /** All of them. */
    public static final CallbackSight OF_CENTRE = new CallbackSight(null);

    private final Set<String> units;

    private CallbackSight(Set<String> units) {
        this.units = units;
    }

    /** Those about the work of these units. */
    public static CallbackSight ofUnits(Collection<String> units) {
        return new CallbackSight(new TreeSet<>(units));
    }

    public boolean covers(Callback.Subject subject) {
        return units == null || !subject.confidential() && subject.unit() != null && units.contains(subject.unit());
    }

    /** The codes of the units, one after the other with commas; null where all are seen. */
    public String joined() {
        return units == null ? null : String.join(",", units);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallbackSight sight && Objects.equals(units, sight.units);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(units);
    }
}
