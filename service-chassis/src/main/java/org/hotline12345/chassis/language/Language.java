package org.hotline12345.chassis.language;

import java.util.Locale;

/** The languages of everything a person reads; Chinese unless English is preferred. */
public enum Language {
    /** 简体中文. */
    ZH(Locale.SIMPLIFIED_CHINESE),
    /** English. */
    EN(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** The language of the header {@code Accept-Language}; null and anything unreadable is Chinese. */
    public static Language of(String acceptLanguage) {
        if (acceptLanguage == null) {
            return ZH;
        }
        Language best = ZH;
        double bestQuality = 0;
        for (String range : acceptLanguage.split(",")) {
            String[] parts = range.strip().split(";", -1);
            String tag = parts[0].strip().toLowerCase(Locale.ROOT);
            Language language = tag.startsWith("zh") ? ZH : tag.startsWith("en") ? EN : null;
            double quality = quality(parts);
            if (language != null && quality > bestQuality) {
                best = language;
                bestQuality = quality;
            }
        }
        return best;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("q=")) {
                try {
                    return Double.parseDouble(part.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
