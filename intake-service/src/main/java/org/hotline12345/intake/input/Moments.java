package org.hotline12345.intake.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Bounds of time in queries: a day (Asia/Shanghai) or a moment with its offset. */
public final class Moments {
    private Moments() {}

    /** The first moment of it; null stays null. */
    public static Instant from(String field, String text) {
        return read(field, text, 0);
    }

    /** The moment before which it ends: for a day its end, so that the day is within; null stays null. */
    public static Instant to(String field, String text) {
        return read(field, text, 1);
    }

    private static Instant read(String field, String text, int days) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            // a plus sign in a query is a space unless it was escaped
            return text.length() == 10
                    ? ShanghaiTime.start(LocalDate.parse(text).plusDays(days))
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "violation.intake.moment");
        }
    }
}
