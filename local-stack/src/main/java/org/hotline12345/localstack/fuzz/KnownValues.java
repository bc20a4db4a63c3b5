package org.hotline12345.localstack.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values seen in answers, by the name of their field: with them a request gets behind the door. */
final class KnownValues {
    private static final int KEPT = 300;
    private static final int LONGEST = 200;

    private final Map<String, List<String>> values = new HashMap<>();

    /** Remembers what an answer of an operation shows. */
    synchronized void see(Operation operation, JsonNode answer) {
        see(collection(operation.path(), operation.path().length()), answer);
    }

    private void see(String collection, JsonNode node) {
        for (var field : node.properties()) {
            JsonNode value = field.getValue();
            if (value.isTextual() || value.isIntegralNumber()) {
                keep(field.getKey(), value.asText());
                if (field.getKey().equals("id")) {
                    keep(collection + "/id", value.asText());
                }
            }
            see(field.getKey().equals("items") ? collection : field.getKey(), value);
        }
        if (node.isArray()) {
            node.forEach(item -> see(collection, item));
        }
    }

    private void keep(String name, String value) {
        if (value.length() > LONGEST) {
            return;
        }
        List<String> kept = values.computeIfAbsent(name, n -> new ArrayList<>());
        if (kept.size() < KEPT && !kept.contains(value)) {
            kept.add(value);
        }
    }

    /** A value seen under this name; null when there is none. */
    synchronized String any(String name, Random random) {
        List<String> kept = values.get(name);
        return kept == null ? null : kept.get(random.nextInt(kept.size()));
    }

    /** A value for a gap of a path: of {@code /replies/{id}/review} one seen as id of replies, or as replyId. Null when there is none. */
    String inPath(String path, String name, Random random) {
        if (!name.equals("id")) {
            return any(name, random);
        }
        String collection = collection(path, path.indexOf("{id}"));
        String value = any(collection + "/id", random);
        return value != null ? value : any(singular(collection) + "Id", random);
    }

    /** The last part of the path before a place that is no gap. */
    private static String collection(String path, int before) {
        String last = "";
        for (String part : path.substring(0, before).split("/")) {
            last = part.isEmpty() || part.startsWith("{") ? last : part;
        }
        return last;
    }

    private static String singular(String plural) {
        String one = plural.endsWith("ies")
                ? plural.substring(0, plural.length() - 3) + "y"
                : plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
        var name = new StringBuilder();
        for (String word : one.split("-")) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }
}
