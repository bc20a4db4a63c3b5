package org.hotline12345.localstack.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The named schemas of one description, and whether a value is as its schema says. A field that is null counts as one that is not there. */
final class Schemas {
    private static final int DEEPEST = 40;

    private final JsonNode description;

    /** The schemas of a description. */
    Schemas(JsonNode description) {
        this.description = description;
    }

    /** The schema itself where it is only named. */
    JsonNode resolve(JsonNode schema) {
        JsonNode found = schema == null ? MissingNode.getInstance() : schema;
        for (int i = 0; i < DEEPEST && found.has("$ref"); i++) {
            found = description.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }

    /** What is wrong with a value; null when nothing is. */
    String fault(JsonNode schema, JsonNode value) {
        return fault(schema, value, "", 0);
    }

    private String fault(JsonNode given, JsonNode value, String at, int depth) {
        JsonNode schema = resolve(given);
        if (schema.isMissingNode() || schema.isBoolean() || depth > DEEPEST) {
            return null;
        }
        for (JsonNode part : schema.path("allOf")) {
            String fault = fault(part, value, at, depth + 1);
            if (fault != null) {
                return fault;
            }
        }
        String type = schema.path("type").asText("");
        String wrong = type.isEmpty() ? null : wrongType(type, value);
        if (wrong != null) {
            return at + " " + wrong;
        }
        JsonNode words = schema.path("enum");
        if (words.isArray() && !contains(words, value)) {
            return at + " " + value + " is none of " + words;
        }
        if (value.isTextual()) {
            String format = schema.path("format").asText("");
            return isOf(format, value.asText()) ? null : at + " is no " + format + ": " + value;
        }
        return value.isObject() ? ofObject(schema, value, at, depth) : ofArray(schema, value, at, depth);
    }

    private String ofObject(JsonNode schema, JsonNode value, String at, int depth) {
        for (JsonNode name : schema.path("required")) {
            if (value.path(name.asText()).isMissingNode()
                    || value.path(name.asText()).isNull()) {
                return at + "." + name.asText() + " is not there";
            }
        }
        JsonNode properties = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        for (var field : value.properties()) {
            String inside = at + "." + field.getKey();
            JsonNode known = properties.path(field.getKey());
            if (field.getValue().isNull()) {
                continue;
            }
            if (known.isMissingNode() && others.isMissingNode() && !properties.isEmpty()) {
                return inside + " is not described";
            }
            String fault = fault(known.isMissingNode() ? others : known, field.getValue(), inside, depth + 1);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private String ofArray(JsonNode schema, JsonNode value, String at, int depth) {
        for (JsonNode item : value) {
            String fault = fault(schema.path("items"), item, at + "[]", depth + 1);
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static String wrongType(String type, JsonNode value) {
        boolean right = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
        return right ? null : "is " + value.getNodeType() + " and not " + type;
    }

    private static boolean contains(JsonNode words, JsonNode value) {
        for (JsonNode word : words) {
            if (word.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOf(String format, String text) {
        try {
            switch (format) {
                case "uuid" -> UUID.fromString(text);
                case "date" -> LocalDate.parse(text);
                case "date-time" -> OffsetDateTime.parse(text);
                default -> {
                    return true;
                }
            }
            return true;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }
}
