package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hotline12345.assessment.period.model.Period;

/** How numbers, days and periods are written in a bulletin. */
final class Written {
    /** For what there is not. */
    static final String NONE = "–";

    private static final DateTimeFormatter CHINESE_DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private Written() {}

    /** A number with thousands separated, decimals as they are. */
    static String number(BigDecimal value) {
        if (value == null) {
            return NONE;
        }
        String pattern = value.scale() > 0 ? "#,##0." + "0".repeat(value.scale()) : "#,##0";
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    static String number(long value) {
        return number(BigDecimal.valueOf(value));
    }

    /** A rate or share. */
    static String percent(BigDecimal value) {
        return value == null ? NONE : number(value) + "%";
    }

    /** A change with its sign. */
    static String signed(BigDecimal value, String unit) {
        return value == null ? NONE : (value.signum() > 0 ? "+" : "") + number(value) + unit;
    }

    /** Up, down or unchanged, in words. */
    static String moved(BigDecimal change, String unit, boolean english) {
        if (change.signum() == 0) {
            return english ? "unchanged" : "持平";
        }
        String direction = change.signum() > 0 ? english ? "up " : "上升" : english ? "down " : "下降";
        return direction + number(change.abs()) + unit;
    }

    static String day(LocalDate day, boolean english) {
        return day == null ? NONE : (english ? ENGLISH_DAY : CHINESE_DAY).format(day);
    }

    /** A day in a table. */
    static String shortDay(LocalDate day) {
        return day == null ? NONE : day.toString();
    }

    /** A period in words. */
    static String period(Period period, boolean english) {
        if (!english) {
            return period.chinese().replace('(', '（').replace(')', '）');
        }
        String days = day(period.first(), true) + " to " + day(period.last(), true);
        return switch (period.form()) {
            case YEAR -> "the year " + period.text();
            case QUARTER ->
                "quarter " + period.text().substring(period.text().length() - 1) + " of "
                        + period.first().getYear();
            case MONTH ->
                DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH).format(period.first());
            case WEEK -> "week " + period.text().substring(period.text().length() - 2) + " (" + days + ")";
            case DAY -> day(period.first(), true);
            default -> days;
        };
    }
}
