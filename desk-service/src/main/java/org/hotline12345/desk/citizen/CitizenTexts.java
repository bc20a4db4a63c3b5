package org.hotline12345.desk.citizen;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The words of the pages for citizens. */
final class CitizenTexts {
    private static final Map<String, String> ZH = read("zh");
    private static final Map<String, String> EN = read("en");

    private CitizenTexts() {}

    static Map<String, String> in(String language) {
        return language.equals("en") ? EN : ZH;
    }

    private static Map<String, String> read(String language) {
        var properties = new Properties();
        try (var in = CitizenTexts.class.getResourceAsStream("/citizen/texts_" + language + ".properties")) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new HashMap<String, String>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return Map.copyOf(texts);
    }
}
