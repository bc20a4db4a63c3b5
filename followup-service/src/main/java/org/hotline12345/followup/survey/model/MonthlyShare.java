package org.hotline12345.followup.survey.model;

import java.math.BigDecimal;

/**
 * Whether enough of a month's finished rounds were surveyed, 月回访比例; Qinglong: every month at least 10 %.
 *
 * @param finished Rounds answered in the month whose citizens may be asked.
 * @param surveyed Those whose citizen answered.
 * @param aimPercent How many percent are to be surveyed at least. Null: no such aim.
 */
public record MonthlyShare(int finished, int surveyed, Integer aimPercent) {
    private static final int HUNDRED = 100;

    /** The share surveyed in percent, two decimals, half up; null of nothing. */
    public BigDecimal percent() {
        return InstrumentFigures.percent(surveyed, finished);
    }

    /** How many are still to be surveyed to reach the aim; a part of one counts as one. */
    public int missing() {
        if (aimPercent == null) {
            return 0;
        }
        int wanted = (Math.multiplyExact(finished, aimPercent) + HUNDRED - 1) / HUNDRED;
        return Math.max(0, wanted - surveyed);
    }
}
