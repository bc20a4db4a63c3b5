package org.hotline12345.chassis.privacy.model;

/** A telephone number as people see it who need not call it: enough to tell one from another, too little to call. */
public final class CoveredPhone {
    private static final int SHOWN_BEFORE = 3;
    private static final int SHOWN_AFTER = 2;

    private CoveredPhone() {}

    /** The number without the code of the country, its middle covered. */
    public static String of(String phone) {
        return asItIs(digits(phone));
    }

    /** The number as it was written, its middle covered. */
    public static String asItIs(String number) {
        return number.length() < 2 * (SHOWN_BEFORE + SHOWN_AFTER)
                ? "****" + number.substring(Math.max(0, number.length() - SHOWN_AFTER))
                : number.substring(0, SHOWN_BEFORE) + "****" + number.substring(number.length() - SHOWN_AFTER);
    }

    /** The digits as they are dialled inside the country. */
    public static String digits(String phone) {
        return phone.replaceAll("\\D", "").replaceFirst("^(?:00)?86(?=1\\d{10}$)", "");
    }
}
