package org.hotline12345.assessment.hotissue.model;

import java.time.Duration;

/**
 * When a case belongs to others.
 *
 * @param window How long after the last case of a group, or before the first, another one may join.
 * @param join How alike a case and a group must be, from 0 to 1, when the case comes within the group's time.
 * @param joinAtEnd The same at the end of the window: the longer nothing came, the more alike it must be.
 * @param merge How alike two groups must be to become one.
 */
public record GroupingRules(Duration window, double join, double joinAtEnd, double merge) {
    /** What was found on real messages, see {@code docs/hot-issues.md}. */
    public static GroupingRules within(Duration window) {
        return new GroupingRules(window, 0.20, 0.24, 0.30);
    }

    /** How alike a case must be that comes so long before or after the group. */
    double joinAfter(Duration gap) {
        double share = Math.min(1, (double) gap.toSeconds() / Math.max(1, window.toSeconds()));
        return join + (joinAtEnd - join) * share;
    }
}
