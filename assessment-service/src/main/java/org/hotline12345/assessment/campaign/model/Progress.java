package org.hotline12345.assessment.campaign.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * How far a campaign or a batch of it is, by the facts of its cases.
 *
 * @param finished Those whose latest round is finished 办结.
 * @param resolved Those of them that are resolved 已解决.
 * @param overdue Those that are not finished although they should be.
 */
public record Progress(long cases, long finished, long resolved, long overdue) {
    /** Nothing yet. */
    public static final Progress NONE = new Progress(0, 0, 0, 0);

    public enum Standing {
        /** It has not begun. */
        AHEAD,
        UNDER_WAY,
        /** The target is reached. */
        REACHED,
        /** The last day is past and the target is not reached. */
        MISSED
    }

    /** Both together. */
    public Progress plus(Progress other) {
        return new Progress(
                cases + other.cases, finished + other.finished, resolved + other.resolved, overdue + other.overdue);
    }

    /** Percent of the cases that are resolved, two decimals, half up; null without cases. */
    public BigDecimal rate() {
        return cases == 0
                ? null
                : BigDecimal.valueOf(resolved * 100).divide(BigDecimal.valueOf(cases), 2, RoundingMode.HALF_UP);
    }

    /** Where it stands on a day. */
    public Standing standing(LocalDate from, LocalDate to, BigDecimal target, LocalDate day) {
        if (rate() != null && rate().compareTo(target) >= 0) {
            return Standing.REACHED;
        }
        if (day.isBefore(from)) {
            return Standing.AHEAD;
        }
        return day.isAfter(to) ? Standing.MISSED : Standing.UNDER_WAY;
    }
}
