package org.hotline12345.assessment.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The words of the page in both languages, from {@code page_zh.properties} and {@code page_en.properties}. */
@ApplicationScoped
class PageTexts {
    private final Map<String, String> chinese = read("page_zh.properties");
    private final Map<String, String> english = read("page_en.properties");

    /** The words by key. */
    Map<String, String> in(boolean inEnglish) {
        return inEnglish ? english : chinese;
    }

    private static Map<String, String> read(String resource) {
        var properties = new Properties();
        try (var in = PageTexts.class.getClassLoader().getResourceAsStream(resource);
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
        var texts = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }
}
