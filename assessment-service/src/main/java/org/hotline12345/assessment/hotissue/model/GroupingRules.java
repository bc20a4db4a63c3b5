package org.hotline12345.assessment.hotissue.model;

import java.time.Duration;
import org.hotline12345.assessment.hotissue.model.CaseGroup.Likeness;

/**
 * When a case belongs to others.
 *
 * @param window How long after the last case of a group, or before the first, another one may join: then it has been quiet, and ended.
 * @param join How alike a case and a group must be, from 0 to 1, when the case comes within the group's time.
 * @param joinAtEnd The same at the end of the window: the longer nothing came, the more alike it must be.
 * @param telling So much of the likeness must come from what tells one thing from others of its kind.
 * @param matter And so much from the rest, for one estate has many troubles.
 * @param wave Without the first only the same matter is shared, not the same thing: then it must come within so short a time.
 * @param joinWave And be so alike.
 * @param merge How alike two groups must be to become one.
 */
public record GroupingRules(
        Duration window,
        double join,
        double joinAtEnd,
        double telling,
        double matter,
        Duration wave,
        double joinWave,
        double merge) {

    /** What was found on real messages, see {@code docs/hot-issues.md}. */
    public static GroupingRules within(Duration window) {
        return new GroupingRules(window, 0.20, 0.24, 0.14, 0.03, Duration.ofDays(3), 0.40, 0.30);
    }

    /**
     * Whether a case is so alike to a group that it belongs to it.
     *
     * @param gap So long it comes before or after the group, within the window.
     */
    boolean join(Likeness likeness, Duration gap) {
        if (likeness.all() < joinAfter(gap)) {
            return false;
        }
        boolean oneThing = likeness.telling() >= telling && likeness.matter() >= matter;
        boolean oneWave = gap.compareTo(wave) <= 0 && Math.min(likeness.all(), likeness.matter()) >= joinWave;
        return oneThing || oneWave;
    }

    private double joinAfter(Duration gap) {
        double share = Math.min(1, (double) gap.toSeconds() / Math.max(1, window.toSeconds()));
        return join + (joinAtEnd - join) * share;
    }
}
