package org.hotline12345.localstack.language;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * The texts of the command line. The language follows {@code HOTLINE_LANG}, {@code LC_ALL}, {@code LC_MESSAGES},
 * {@code LANG}, in this order: Chinese where it begins with {@code zh}, otherwise English.
 */
public final class Words {
    private static final String BUNDLE = "org.hotline12345.localstack.words";
    private static final Words CURRENT = new Words(language(System.getenv()));

    private final Locale locale;
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The texts in the reader's language. */
    public static Words get() {
        return CURRENT;
    }

    /** The texts in a language given. */
    public static Words in(Locale locale) {
        return new Words(locale);
    }

    static Locale language(Map<String, String> environment) {
        for (String name : new String[] {"HOTLINE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
            String value = environment.get(name);
            if (value != null && !value.isBlank()) {
                return value.startsWith("zh") ? Locale.CHINESE : Locale.ENGLISH;
            }
        }
        return Locale.ENGLISH;
    }

    /** The text of a key with {@code {0}}, {@code {1}} … replaced. */
    public String say(String key, Object... arguments) {
        String text = bundle.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }

    /** For the command line's own help texts. */
    public ResourceBundle bundle() {
        return bundle;
    }

    /** Chinese or English. */
    public Locale locale() {
        return locale;
    }
}
