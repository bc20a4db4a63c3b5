package org.hotline12345.chassis.office;

import java.time.Instant;
import java.util.List;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.UnitLevel;

/**
 * A unit as it is now.
 *
 * @param name Chinese name.
 * @param parent Code of the unit above. May be null.
 * @param group Comparison group 考核分组.
 * @param areas Areas the unit is responsible for.
 * @param reviewSteps 1: a reviewer stands between author and sign-off; 0: sign-off only.
 * @param signOffLevel Which leader signs off.
 * @param centreReview Whether the centre checks the reply before it counts.
 * @param active Whether it can be given work.
 * @param validFrom Since when it is so.
 */
public record UnitInfo(
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
        Instant validFrom) {}
