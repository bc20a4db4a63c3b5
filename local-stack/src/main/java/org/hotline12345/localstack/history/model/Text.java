package org.hotline12345.localstack.history.model;

import java.util.Locale;

/**
 * A sentence for people in both languages of the suite.
 *
 * @param zh Chinese.
 * @param en English.
 */
public record Text(String zh, String en) {
    /** The same in both, for names and numbers. */
    public static Text same(String text) {
        return new Text(text, text);
    }

    /** The sentence in one language. */
    public String in(Locale locale) {
        return locale.equals(Locale.CHINESE) ? zh : en;
    }
}
