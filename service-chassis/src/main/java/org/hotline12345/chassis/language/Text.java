package org.hotline12345.chassis.language;

import java.util.Objects;

/**
 * The same words in both languages. Gaps {@code {0}, {1} …} are filled by {@link #fill}.
 *
 * @param zh Chinese.
 * @param en English.
 */
public record Text(String zh, String en) {
    public Text {
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(en, "en");
    }

    /** One of the two, by the reader's language. */
    public static String in(Language language, String zh, String en) {
        return language == Language.EN ? en : zh;
    }

    /** As the reader reads it. */
    public String in(Language language) {
        return in(language, zh, en);
    }

    /** With the gaps filled; a value that is a {@link Text} itself is written in the language of the sentence. */
    public Text fill(Object... values) {
        return new Text(fill(zh, Language.ZH, values), fill(en, Language.EN, values));
    }

    private static String fill(String template, Language language, Object... values) {
        String filled = template;
        for (int i = 0; i < values.length; i++) {
            String value = values[i] instanceof Text text ? text.in(language) : String.valueOf(values[i]);
            filled = filled.replace("{" + i + "}", value);
        }
        return filled;
    }
}
