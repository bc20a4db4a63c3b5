package org.hotline12345.intake.pattern.model;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import org.hotline12345.events.ProblemPattern;

/**
 * Which pattern the cases of one matter make up to a day (the article: 长期性、突发性、周期性问题分类处理). Days are of Asia/Shanghai. The first
 * that holds counts:
 *
 * <ol>
 *   <li>PERIODIC: in at least two of the three years before, three cases or more within two weeks of the same day of the year,
 *       and more than half of all earlier cases lie within such weeks.
 *   <li>SUDDEN: five cases or more within three days, and four times as many as in an average three days of the eight weeks
 *       before.
 *   <li>LONG_TERM: cases in at least four of the last six months, the first at least ninety days ago.
 * </ol>
 */
public final class PatternRule {
    public static final int BURST_DAYS = 3;
    /** Years looked back at. */
    public static final int YEARS = 3;

    private static final int BURST_CASES = 5;
    private static final int BURST_TIMES = 4;
    private static final int BASE_DAYS = 56;
    private static final int SEASON_DAYS = 14;
    private static final int SEASON_CASES = 3;
    private static final int SEASONS = 2;
    private static final int MONTHS_LOOKED_AT = 6;
    private static final int MONTHS = 4;
    private static final int FIRST_DAYS_AGO = 90;

    private PatternRule() {}

    /** A pattern with what speaks for it, in both languages. */
    public record Finding(ProblemPattern pattern, String reason) {}

    /**
     * Derives the pattern on this day.
     *
     * @param cases Number of cases of the matter by day, this day's included.
     */
    public static Optional<Finding> on(LocalDate day, NavigableMap<LocalDate, Integer> cases) {
        return periodic(day, cases).or(() -> sudden(day, cases)).or(() -> longTerm(day, cases));
    }

    private static Optional<Finding> periodic(LocalDate day, NavigableMap<LocalDate, Integer> cases) {
        int seasons = 0;
        int inSeason = 0;
        var years = new StringBuilder();
        for (int ago = YEARS; ago >= 1; ago--) {
            LocalDate then = day.minusYears(ago);
            int count = sum(cases, then.minusDays(SEASON_DAYS), then.plusDays(SEASON_DAYS));
            inSeason += count;
            if (count >= SEASON_CASES) {
                seasons++;
                years.append(years.isEmpty() ? "" : ", ")
                        .append(then.getYear())
                        .append(": ")
                        .append(count);
            }
        }
        // this year's own season is no evidence for itself
        int before = sum(cases, day.minusYears(YEARS).minusDays(SEASON_DAYS), day.minusDays(2L * SEASON_DAYS + 1));
        return seasons >= SEASONS && inSeason * 2 > before
                ? Optional.of(new Finding(
                        ProblemPattern.PERIODIC,
                        "往年同期有同类诉求（" + years + "件） (cases in the same weeks of earlier years)"))
                : Optional.empty();
    }

    private static Optional<Finding> sudden(LocalDate day, NavigableMap<LocalDate, Integer> cases) {
        LocalDate from = day.minusDays(BURST_DAYS - 1L);
        int now = sum(cases, from, day);
        int before = sum(cases, from.minusDays(BASE_DAYS), from.minusDays(1));
        return now >= BURST_CASES && (long) now * BASE_DAYS >= (long) BURST_TIMES * before * BURST_DAYS
                ? Optional.of(new Finding(
                        ProblemPattern.SUDDEN,
                        "近" + BURST_DAYS + "日同一地点同类诉求" + now + "件 (" + now + " cases within " + BURST_DAYS + " days)"))
                : Optional.empty();
    }

    private static Optional<Finding> longTerm(LocalDate day, NavigableMap<LocalDate, Integer> cases) {
        LocalDate from = YearMonth.from(day).minusMonths(MONTHS_LOOKED_AT - 1L).atDay(1);
        var months = new HashSet<YearMonth>();
        cases.subMap(from, true, day, true).forEach((when, count) -> {
            if (count > 0) {
                months.add(YearMonth.from(when));
            }
        });
        LocalDate first = cases.isEmpty() ? day : cases.firstKey();
        return months.size() >= MONTHS && ChronoUnit.DAYS.between(first, day) >= FIRST_DAYS_AGO
                ? Optional.of(new Finding(
                        ProblemPattern.LONG_TERM,
                        "自" + first + "起，近" + MONTHS_LOOKED_AT + "个月中有" + months.size() + "个月出现同类诉求 (since " + first
                                + ", in " + months.size() + " of the last " + MONTHS_LOOKED_AT + " months)"))
                : Optional.empty();
    }

    private static int sum(NavigableMap<LocalDate, Integer> cases, LocalDate from, LocalDate to) {
        return cases.subMap(from, true, to, true).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
