package org.hotline12345.dispatch.cases.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * To whom a case may go after a return: to no unit that returned it, unless the ruling itself says so. So no rule, model or
 * hasty hand plays ping-pong with a case (首接负责 needs somebody to say who is responsible in the end).
 *
 * @param returners Units whose return of this case was granted.
 */
public record NextUnit(Set<String> returners) {
    public NextUnit {
        returners = Set.copyOf(returners);
    }

    /** Of the units that returned the case. */
    public static NextUnit after(Collection<String> returners) {
        return new NextUnit(new HashSet<>(returners));
    }

    /** The same with one unit more. */
    public NextUnit and(String returner) {
        var more = new HashSet<>(returners);
        more.add(returner);
        return new NextUnit(more);
    }

    /** Whether it goes back to a unit that returned it; null is nobody yet. */
    public boolean isBack(String unit) {
        return unit != null && returners.contains(unit);
    }

    /** Whether it may go there; {@code ruled}: the ruling says that it goes back. */
    public boolean allows(String unit, boolean ruled) {
        return ruled || !isBack(unit);
    }
}
