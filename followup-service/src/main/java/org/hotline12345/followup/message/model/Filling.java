package org.hotline12345.followup.message.model;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * What stands in the gaps of a message; what is null or not known leaves its gap empty.
 *
 * @param numbers Number of the case, or several.
 * @param code Query code. May be null.
 * @param link Address of the pages for citizens. May be null.
 * @param unit Name of the unit. May be null.
 * @param until Until when more time was given. May be null.
 */
public record Filling(String numbers, String code, String link, String unit, Instant until) {
    /** The text of a message that is filled with it. */
    public String in(MessageTemplate template) {
        var values = new EnumMap<Gap, String>(Gap.class);
        put(values, Gap.NUMBER, numbers);
        put(values, Gap.CODE, code);
        put(values, Gap.LINK, link);
        put(values, Gap.UNIT, unit);
        put(values, Gap.UNTIL, until == null ? null : day(until));
        return template.filled(values);
    }

    private static void put(Map<Gap, String> values, Gap gap, String value) {
        if (value != null) {
            values.put(gap, value);
        }
    }

    private static String day(Instant until) {
        var day = ShanghaiTime.day(until);
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
