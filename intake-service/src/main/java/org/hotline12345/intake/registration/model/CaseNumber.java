package org.hotline12345.intake.registration.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * Number of a case: area, day of registration (Asia/Shanghai) and a number of the one sequence of the installation, for
 * example {@code 220102-20261124-0000123}. Numbers may have gaps and are never given twice.
 */
public final class CaseNumber {
    /** Digits of the running number; a longer one is written in full. */
    public static final int DIGITS = 7;

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private CaseNumber() {}

    /** What stands before the running number. */
    public static String prefix(String area, Instant registeredAt) {
        LocalDate day = registeredAt.atZone(ShanghaiTime.ZONE).toLocalDate();
        return area + "-" + DAY.format(day) + "-";
    }

    /** The whole number. */
    public static String of(String area, Instant registeredAt, long running) {
        String digits = Long.toString(running);
        return prefix(area, registeredAt) + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
    }
}
