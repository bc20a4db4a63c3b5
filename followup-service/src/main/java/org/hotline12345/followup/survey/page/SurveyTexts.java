package org.hotline12345.followup.survey.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.hotline12345.chassis.language.Language;

/** The texts of the survey page. */
final class SurveyTexts {
    private static final Map<Language, Map<String, String>> TEXTS = load();

    private SurveyTexts() {}

    static Map<String, String> in(Language language) {
        return TEXTS.get(language);
    }

    private static Map<Language, Map<String, String>> load() {
        var all = new EnumMap<Language, Map<String, String>>(Language.class);
        for (Language language : Language.values()) {
            String name = "/survey/texts_" + language.locale().getLanguage() + ".properties";
            var properties = new Properties();
            try (InputStream file = SurveyTexts.class.getResourceAsStream(name)) {
                properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            var texts = new HashMap<String, String>();
            properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
            all.put(language, Map.copyOf(texts));
        }
        return all;
    }
}
