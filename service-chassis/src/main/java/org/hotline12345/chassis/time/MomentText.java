package org.hotline12345.chassis.time;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Reads moments as they are written nearly always, {@code 2026-11-30T08:30:05.123+08:00} or with {@code Z}, without a formatter, which
 * takes twenty times as long: events are full of them. Any other text goes the usual way.
 */
public final class MomentText {
    private static final int SECONDS_END = 19;
    private static final int NANO_DIGITS = 9;
    private static final int LAST_OFFSET_HOUR = 17;

    private MomentText() {}

    /**
     * The moment of an ISO 8601 text with an offset.
     *
     * @throws DateTimeException if it is none
     */
    public static Instant parse(String text) {
        Instant usual = usual(text);
        return usual == null ? OffsetDateTime.parse(text).toInstant() : usual;
    }

    /** Null for a text of another form; a day that does not exist is a {@link DateTimeException}. */
    private static Instant usual(String text) {
        int length = text.length();
        if (length <= SECONDS_END
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, SECONDS_END);
        int at = SECONDS_END;
        int nano = 0;
        if (text.charAt(at) == '.') {
            int begun = ++at;
            while (at < length && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at == begun || at - begun > NANO_DIGITS) {
                return null;
            }
            nano = digits(text, begun, at);
            for (int digit = at - begun; digit < NANO_DIGITS; digit++) {
                nano *= 10;
            }
        }
        int offset = offset(text, at);
        if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0 || offset == Integer.MIN_VALUE) {
            return null;
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * 86_400 + hour * 3_600 + minute * 60 + second - offset, nano);
    }

    /** The offset that ends the text, in seconds; the smallest number for another end. */
    private static int offset(String text, int at) {
        int left = text.length() - at;
        if (left == 1 && text.charAt(at) == 'Z') {
            return 0;
        }
        if (left == 6 && text.charAt(at + 3) == ':' && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            int hours = digits(text, at + 1, at + 3);
            int minutes = digits(text, at + 4, at + 6);
            if (hours >= 0 && hours <= LAST_OFFSET_HOUR && minutes >= 0 && minutes <= 59) {
                int offset = hours * 3_600 + minutes * 60;
                return text.charAt(at) == '+' ? offset : -offset;
            }
        }
        return Integer.MIN_VALUE;
    }

    /** The number that stands there; -1 if something else does. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Reads moments in JSON so. */
    public static final class Reader extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        public Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            Instant usual = json.hasToken(JsonToken.VALUE_STRING) ? usualOrNull(json.getText()) : null;
            return usual == null ? InstantDeserializer.INSTANT.deserialize(json, context) : usual;
        }

        private static Instant usualOrNull(String text) {
            try {
                return usual(text);
            } catch (DateTimeException noSuchDay) {
                // refused with the words of the usual way
                return null;
            }
        }
    }
}
