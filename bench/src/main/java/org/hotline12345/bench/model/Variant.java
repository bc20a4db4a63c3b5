package org.hotline12345.bench.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one side of a comparison is: services built in another folder, settings, or both.
 *
 * @param folder of a copy of the project; null: this one's
 * @param settings environment of the services by name; names beginning with {@code postgres.} are settings of PostgreSQL
 */
public record Variant(String folder, Map<String, String> settings) {
    /** What says that nothing is different. */
    public static final String AS_IT_IS = "-";

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.]*";
    private static final Pattern SETTING = Pattern.compile("(" + NAME + ")=(.*)", Pattern.DOTALL);
    /** A comma within a value is none between two settings. */
    private static final Pattern NEXT = Pattern.compile(",(?=" + NAME + "=)");

    public Variant {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads {@code FOLDER}, {@code NAME=value,NAME=value}, {@code FOLDER,NAME=value}, or {@code -} for neither.
     *
     * @throws IllegalArgumentException where it is empty
     */
    public static Variant of(String text) {
        String folder = null;
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : NEXT.split(text)) {
            var setting = SETTING.matcher(part);
            if (setting.matches()) {
                settings.put(setting.group(1), setting.group(2));
            } else if (part.isBlank()) {
                throw new IllegalArgumentException("neither a folder nor a setting");
            } else if (!part.equals(AS_IT_IS)) {
                folder = part;
            }
        }
        return new Variant(folder, settings);
    }
}
