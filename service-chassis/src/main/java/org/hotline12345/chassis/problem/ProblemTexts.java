package org.hotline12345.chassis.problem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.hotline12345.chassis.language.Language;

/** The texts of problems in both languages: the chassis's own and those a service adds. */
public final class ProblemTexts {
    private static final Map<Language, Properties> TEXTS = load();

    private ProblemTexts() {}

    /** The text of a key with {@code {0}, {1} …} filled in; empty if there is none. */
    public static Optional<String> find(Language language, String key, List<Object> args) {
        String text = TEXTS.get(language).getProperty(key);
        return Optional.ofNullable(text).map(found -> fill(language, found, args));
    }

    /** The text of a key, or the key itself. */
    public static String text(Language language, String key, Object... args) {
        return find(language, key, List.of(args)).orElse(key);
    }

    private static String fill(Language language, String text, List<Object> args) {
        String filled = text;
        for (int i = 0; i < args.size(); i++) {
            String value = String.valueOf(args.get(i));
            // an argument can be the key of a text itself, such as type.time
            String shown = value.startsWith("type.") ? TEXTS.get(language).getProperty(value, value) : value;
            filled = filled.replace("{" + i + "}", shown);
        }
        return filled;
    }

    private static Map<Language, Properties> load() {
        var texts = new EnumMap<Language, Properties>(Language.class);
        for (Language language : Language.values()) {
            var properties = new Properties();
            String suffix = "_" + language.locale().getLanguage() + ".properties";
            read(properties, "problems" + suffix);
            read(properties, "problems-service" + suffix);
            texts.put(language, properties);
        }
        return texts;
    }

    private static void read(Properties properties, String name) {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElse(ProblemTexts.class.getClassLoader());
        try {
            for (URL url : Collections.list(loader.getResources(name))) {
                try (var reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
