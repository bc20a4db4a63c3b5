package org.hotline12345.intake.contact.model;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A telephone number in the one form by which calls of the same telephone are found again.
 *
 * @param normalised Country code and number, for example {@code +8613812345678} or {@code +8643188776655}.
 */
public record PhoneNumber(String normalised) {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\\-_.·•・()\\[\\]（）/、，,—–−‐‑‒―\u200B-\u200D\uFEFF]+");
    private static final Pattern EXTENSION =
            Pattern.compile("(?:转|#|ext\\.?|x)\\s*\\d{1,6}$", Pattern.CASE_INSENSITIVE);
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern LANDLINE = Pattern.compile("0(?:10|2\\d)[2-8]\\d{7}|0[3-9]\\d{2}[2-8]\\d{6,7}");
    private static final Pattern NATIONAL = Pattern.compile("(?:10|2\\d)[2-8]\\d{7}|[3-9]\\d{2}[2-8]\\d{6,7}");
    private static final Pattern LOCAL = Pattern.compile("[2-8]\\d{6,7}");
    private static final Pattern ABROAD = Pattern.compile("[1-9]\\d{6,14}");

    /**
     * The number that was typed: a mainland mobile, a landline with or without its area code, or a number from abroad that
     * begins with + or 00. Spaces, dashes, brackets and full-width digits do not matter; an extension is left out.
     *
     * @param areaCode area code of the city, for numbers without one, for example {@code 0431}
     */
    public static Optional<PhoneNumber> parse(String typed, String areaCode) {
        if (typed == null) {
            return Optional.empty();
        }
        String text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        text = EXTENSION.matcher(text).replaceFirst("");
        text = SEPARATORS.matcher(text).replaceAll("");
        String number = null;
        if (text.startsWith("+") || text.startsWith("00")) {
            number = international(text.startsWith("+") ? text.substring(1) : text.substring(2));
        } else if (MOBILE.matcher(text).matches()) {
            number = "86" + text;
        } else if (LANDLINE.matcher(text).matches()) {
            number = "86" + text.substring(1);
        } else if (text.startsWith("86") && text.length() > 10) {
            number = international(text);
        } else if (text.startsWith("0") && MOBILE.matcher(text.substring(1)).matches()) {
            number = "86" + text.substring(1);
        } else if (LOCAL.matcher(text).matches()) {
            number = "86" + areaCode.replaceFirst("^0", "") + text;
        }
        return Optional.ofNullable(number).map(n -> new PhoneNumber("+" + n));
    }

    /** The digits as they are dialled inside the country; what free texts are searched for. */
    public String digits() {
        return normalised.startsWith("+86") ? normalised.substring(3) : normalised.substring(1);
    }

    private static String international(String digits) {
        if (digits.startsWith("86")) {
            String national = digits.substring(2).replaceFirst("^0", "");
            return MOBILE.matcher(national).matches()
                            || NATIONAL.matcher(national).matches()
                    ? "86" + national
                    : null;
        }
        return ABROAD.matcher(digits).matches() ? digits : null;
    }

    @Override
    public String toString() {
        return "PhoneNumber[…]";
    }
}
