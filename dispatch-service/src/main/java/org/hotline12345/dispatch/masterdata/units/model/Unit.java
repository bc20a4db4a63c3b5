package org.hotline12345.dispatch.masterdata.units.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;

/**
 * A unit that handles cases (承办单位).
 *
 * @param name Chinese name.
 * @param parent Code of the unit above. May be null.
 * @param group Comparison group, 考核分组.
 * @param areas Areas a territorial unit is responsible for.
 * @param reviewSteps 1: a reviewer stands between author and sign-off; 0: sign-off only.
 * @param signOffLevel Which leader signs off.
 * @param centreReview Whether the centre checks replies before they count.
 * @param active Whether it can be given work.
 * @param validFrom From when on this state counts.
 * @param instructions Which of its cases a leader reads before they are handled.
 */
public record Unit(
        String code,
        String name,
        UnitLevel level,
        String parent,
        String group,
        List<String> areas,
        int reviewSteps,
        SignOffLevel signOffLevel,
        boolean centreReview,
        boolean active,
        Instant validFrom,
        InstructionPolicy instructions) {
    private static final int MOST_LEVELS = 20;

    public Unit {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(group, "group");
        areas = areas == null ? List.of() : List.copyOf(areas);
        Objects.requireNonNull(signOffLevel, "signOffLevel");
        Objects.requireNonNull(validFrom, "validFrom");
        instructions = instructions == null ? InstructionPolicy.NONE : instructions;
    }

    /** Whether the units above lead back to this one, or are more than any city has. */
    public boolean inCircle(Function<String, Unit> units) {
        String above = parent;
        for (int step = 0; above != null && step < MOST_LEVELS; step++) {
            if (above.equals(code)) {
                return true;
            }
            Unit unit = units.apply(above);
            above = unit == null ? null : unit.parent();
        }
        return above != null;
    }
}
