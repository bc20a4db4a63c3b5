package org.hotline12345.chassis.language;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The texts of {@code <name>_zh.properties} and {@code <name>_en.properties} on the class path, in UTF-8. Both hold the same keys; a
 * key of one only fails when the bundle is loaded, that is in the first test that touches it.
 */
public final class TextBundle {
    private final Map<String, Text> texts;

    private TextBundle(Map<String, Text> texts) {
        this.texts = Map.copyOf(texts);
    }

    /**
     * Texts by resource name without language and ending, for example {@code survey/texts}; of several names the later may add to
     * the earlier and replace what they say. A name that is nowhere on the class path adds nothing.
     */
    public static TextBundle of(String... names) {
        var texts = new HashMap<String, Text>();
        for (String name : names) {
            Map<String, String> zh = read(name + "_zh.properties");
            Map<String, String> en = read(name + "_en.properties");
            if (!zh.keySet().equals(en.keySet())) {
                var once = new java.util.TreeSet<>(zh.keySet());
                once.addAll(en.keySet());
                once.removeIf(key -> zh.containsKey(key) && en.containsKey(key));
                throw new IllegalStateException("in one language only, in " + name + ": " + once);
            }
            zh.forEach((key, text) -> texts.put(key, new Text(text, en.get(key))));
        }
        return new TextBundle(texts);
    }

    /** The text of a key, if there is one. */
    public Optional<Text> find(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    /** The text of a key that must be there. */
    public Text get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("no text for " + key));
    }

    /** All texts in one language by key, for a page. */
    public Map<String, String> in(Language language) {
        var all = new TreeMap<String, String>();
        texts.forEach((key, text) -> all.put(key, text.in(language)));
        return Collections.unmodifiableMap(all);
    }

    private static Map<String, String> read(String resource) {
        ClassLoader loader = Optional.ofNullable(Thread.currentThread().getContextClassLoader())
                .orElse(TextBundle.class.getClassLoader());
        var properties = new Properties();
        try {
            for (URL url : Collections.list(loader.getResources(resource))) {
                try (var reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new HashMap<String, String>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return texts;
    }
}
