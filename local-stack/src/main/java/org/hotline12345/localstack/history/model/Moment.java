package org.hotline12345.localstack.history.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;

/**
 * A point in time read from a column. Where the clock is missing the profile's clock is taken; where a local time stands
 * twice in a year (end of summer time) the earlier one, so that the order of times within one zone is kept.
 *
 * @param formats Formats tried in this order.
 * @param zone Zone of times that have none.
 * @param clockWhenMissing Time of day for dates without a clock.
 */
public record Moment(String column, List<DateTimeFormatter> formats, ZoneId zone, LocalTime clockWhenMissing) {
    public Moment {
        formats = List.copyOf(formats);
    }

    /** The instant; empty where the column is blank; refuses the row where it cannot be read. */
    public Optional<Instant> of(Row row, Notes notes) {
        String value = row.value(column);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        for (DateTimeFormatter format : formats) {
            try {
                TemporalAccessor read = format.parseBest(
                        value, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
                return Optional.of(instant(read, notes));
            } catch (DateTimeException notThisOne) {
                continue;
            }
        }
        throw new RowRefused(
                "unreadable-time",
                new Text("“" + column + "”列的时间无法识别", "the time in column \"" + column + "\" cannot be read"));
    }

    private Instant instant(TemporalAccessor read, Notes notes) {
        if (read instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        if (read instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        if (read instanceof LocalDateTime local) {
            return local.atZone(zone).toInstant();
        }
        notes.add(
                "clock-missing-" + column,
                new Text(
                        "“" + column + "”没有钟点，按 " + clockWhenMissing + " 计",
                        "\"" + column + "\" has no clock, taken as " + clockWhenMissing));
        return ((LocalDate) read).atTime(clockWhenMissing).atZone(zone).toInstant();
    }
}
