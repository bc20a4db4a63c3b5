package org.hotline12345.followup.channel.model;

/** A telephone number as people see it who need not call it: enough to tell one from another, too little to call. */
public final class CoveredPhone {
    private static final int SHOWN_BEFORE = 3;
    private static final int SHOWN_AFTER = 2;

    private CoveredPhone() {}

    /** The number without the code of the country, its middle covered. */
    public static String of(String phone) {
        String digits = digits(phone);
        return digits.length() < 2 * (SHOWN_BEFORE + SHOWN_AFTER)
                ? "****" + digits.substring(Math.max(0, digits.length() - SHOWN_AFTER))
                : digits.substring(0, SHOWN_BEFORE) + "****" + digits.substring(digits.length() - SHOWN_AFTER);
    }

    /** The digits as they are dialled inside the country. */
    public static String digits(String phone) {
        return phone.replaceAll("\\D", "").replaceFirst("^(?:00)?86(?=1\\d{10}$)", "");
    }
}
