package org.hotline12345.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A unit as it is from a date on (whole state).
 *
 * @param name Chinese name.
 * @param parent Code of the unit above. May be null.
 * @param group Comparison group, 考核分组.
 * @param areas Area codes the unit is responsible for, if it is a territorial unit.
 * @param reviewSteps 1: a reviewer stands between author and sign-off; 0: sign-off only.
 * @param signOffLevel Which leader signs off.
 * @param centreReview Whether the centre checks the reply before it counts.
 * @param active Whether it can be given work.
 */
@EventType("org.hotline12345.office.unit-changed.v1")
public record UnitChanged(
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
        Instant validFrom)
        implements OfficeEvent {
    public UnitChanged {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(group, "group");
        areas = areas == null ? List.of() : List.copyOf(areas);
        Objects.requireNonNull(signOffLevel, "signOffLevel");
        Objects.requireNonNull(validFrom, "validFrom");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return code;
    }
}
