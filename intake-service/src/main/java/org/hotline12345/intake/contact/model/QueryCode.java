package org.hotline12345.intake.contact.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The code told to the citizen beside the case number: eight digits, so that it can be said on the telephone and typed on
 * its keys.
 */
public final class QueryCode {
    private static final long CODES = 100_000_000L;

    private QueryCode() {}

    /** The code made of the first eight bytes of a keyed hash. */
    public static String of(byte[] hash) {
        long number = 0;
        for (int i = 0; i < 8; i++) {
            number = number << 8 | hash[i] & 0xFF;
        }
        String digits = Long.toString(Long.remainderUnsigned(number, CODES));
        return "0".repeat(8 - digits.length()) + digits;
    }

    /** Compares without telling by its time how much was right. */
    public static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
