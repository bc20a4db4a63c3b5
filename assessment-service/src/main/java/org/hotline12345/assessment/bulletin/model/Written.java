package org.hotline12345.assessment.bulletin.model;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.language.TextBundle;

/** How numbers, days and periods are written in a bulletin. */
final class Written {
    /** The sentences of bulletins, with gaps. */
    static final TextBundle TEXTS = TextBundle.of("bulletin/texts");

    /** For what there is not. */
    static final String NONE = "–";

    static final Text NOTHING = new Text("", "");

    private static final DateTimeFormatter CHINESE_DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter ENGLISH_MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

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
    static Text moved(BigDecimal change, Text unit) {
        String amount = number(change.abs());
        return switch (change.signum()) {
            case 0 -> TEXTS.get("unchanged");
            case 1 -> TEXTS.get("up").fill(new Text(amount + unit.zh(), amount + unit.en()));
            default -> TEXTS.get("down").fill(new Text(amount + unit.zh(), amount + unit.en()));
        };
    }

    static Text movedPercent(BigDecimal change) {
        return moved(change, new Text("%", "%"));
    }

    static Text day(LocalDate day) {
        return day == null ? new Text(NONE, NONE) : new Text(CHINESE_DAY.format(day), ENGLISH_DAY.format(day));
    }

    /** A day in a table. */
    static String shortDay(LocalDate day) {
        return day == null ? NONE : day.toString();
    }

    /** A period in words. */
    static Text period(Period period) {
        String text = period.text();
        String days = day(period.first()).en() + " to " + day(period.last()).en();
        String english = switch (period.form()) {
            case YEAR -> "the year " + text;
            case QUARTER ->
                "quarter " + text.substring(text.length() - 1) + " of "
                        + period.first().getYear();
            case MONTH -> ENGLISH_MONTH.format(period.first());
            case WEEK -> "week " + text.substring(text.length() - 2) + " (" + days + ")";
            case DAY -> day(period.first()).en();
            default -> days;
        };
        return new Text(period.chinese(), english);
    }
}
