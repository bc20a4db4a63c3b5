package org.hotline12345.localstack.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes values: such as a schema asks for, and such as nobody should send. */
final class Values {
    /** What breaks those who trust a text. */
    private static final List<String> HOSTILE_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\u0001\u001f\u007f",
            "\uFEFF",
            "\u202Eabc",
            "𠮷👨‍👩‍👧",
            "'; drop table x; --",
            "%",
            "%00",
            "_%_%_%_%",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}}",
            "null",
            "undefined",
            "NaN",
            "-1",
            "0x10",
            "1e309",
            "99999999999999999999999999",
            "2026-02-30",
            "0000-00-00",
            "-999999999-01-01",
            "+999999999-12-31",
            "+1000000000-01-01",
            "9999-12-31T23:59:59.999999999Z",
            "+294277-01-09T04:00:54.775807Z",
            "-4714-01-01T00:00:00Z",
            "2026-11-30T25:61:61+99:99",
            "2026-11-30T00:00:00+18:00",
            "1-1-1",
            "2026-13",
            "2026-W60",
            "9999-12..0000-01",
            "2026-01-01..2026-01-01..2026-01-01",
            "-1..1",
            "eyJhIjoxfQ",
            "AAAAAAAAAAAAAAAAAAAAAA==",
            "////++++====",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "(a+)+$",
            "[".repeat(300),
            "路".repeat(1_000),
            "9".repeat(400),
            "a,".repeat(600));

    private static final List<String> HOSTILE_NUMBERS = List.of(
            "0",
            "-1",
            "1e400",
            "-1e400",
            "1e-400",
            "0.1",
            "2147483648",
            "-2147483649",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            "1" + "0".repeat(900),
            "1.7976931348623157e308",
            "NaN",
            "Infinity",
            "012",
            "0x7F");

    private static final List<String> HOSTILE_JSON = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "[null]",
            "[[[[]]]]",
            "{\"a\":{\"a\":{}}}",
            "{\"\":0}",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;
    private static final int DAYS = 400;

    private final KnownValues known;
    private final OffsetDateTime noon;

    /** Values around this day. */
    Values(KnownValues known, LocalDate today) {
        this.known = known;
        this.noon = today.atTime(LocalTime.NOON).atOffset(ZoneOffset.ofHours(8));
    }

    /** A text that breaks those who trust it. */
    static String hostileText(Random random) {
        return pick(HOSTILE_TEXTS, random);
    }

    static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** A value as the schema asks for, where that can be told from it. */
    JsonNode fitting(Operation operation, JsonNode schema, String name, Random random) {
        return fitting(operation.schemas(), schema, name, random, 0);
    }

    private JsonNode fitting(Schemas schemas, JsonNode given, String name, Random random, int depth) {
        JsonNode schema = schemas.resolve(given);
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        if (schema.path("allOf").isArray() && !schema.path("allOf").isEmpty()) {
            return fitting(schemas, schema.path("allOf").get(0), name, random, depth);
        }
        return switch (schema.path("type").asText("string")) {
            case "object" -> object(schemas, schema, random, depth);
            case "array" -> array(schemas, schema, name, random, depth);
            case "integer" -> NODES.numberNode(within(schema, random));
            case "number" -> NODES.numberNode(within(schema, random) + random.nextInt(100) / 100.0);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(text(schema, name, random));
        };
    }

    private JsonNode object(Schemas schemas, JsonNode schema, Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        for (var property : schema.path("properties").properties()) {
            boolean wanted = depth < DEEPEST && random.nextInt(3) > 0;
            if (required.contains(property.getKey()) || wanted) {
                object.set(
                        property.getKey(), fitting(schemas, property.getValue(), property.getKey(), random, depth + 1));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            object.set("a", fitting(schemas, schema.path("additionalProperties"), "a", random, depth + 1));
        }
        return object;
    }

    private JsonNode array(Schemas schemas, JsonNode schema, String name, Random random, int depth) {
        ArrayNode array = NODES.arrayNode();
        int size = depth < DEEPEST ? 1 + random.nextInt(2) : 0;
        String one = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
        for (int i = 0; i < size; i++) {
            array.add(fitting(schemas, schema.path("items"), one, random, depth + 1));
        }
        return array;
    }

    private static long within(JsonNode schema, Random random) {
        long least = schema.path("minimum").asLong(1);
        long most = Math.min(schema.path("maximum").asLong(least + 60), least + 1_000);
        return least + random.nextInt((int) Math.max(1, most - least + 1));
    }

    private String text(JsonNode schema, String name, Random random) {
        String seen = known.any(name, random);
        if (seen != null && random.nextInt(4) > 0) {
            return seen;
        }
        OffsetDateTime day = noon.plusDays(random.nextInt(2 * DAYS) - DAYS);
        return switch (schema.path("format").asText("")) {
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "date" -> LocalDate.from(day).toString();
            case "date-time" -> day.toString();
            default ->
                switch (name) {
                    case "phone" -> "1990000%04d".formatted(random.nextInt(10_000));
                    case "period" -> YearMonth.from(day).toString();
                    case "year" -> String.valueOf(day.getYear());
                    default -> pick(List.of("路灯不亮", "小区停水", "长春", "A1", "abc", "2026-11"), random);
                };
        };
    }

    /** Puts something into the tree that does not belong there: in one place, or the whole. */
    JsonNode spoil(JsonNode body, Random random) {
        List<Consumer<JsonNode>> places = new ArrayList<>();
        places(body, places);
        JsonNode hostile = hostile(random);
        if (places.isEmpty() || random.nextInt(20) == 0) {
            return hostile;
        }
        pick(places, random).accept(hostile);
        return body;
    }

    private static JsonNode hostile(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> NODES.textNode(hostileText(random));
            case 1 -> NODES.rawValueNode(new RawValue(pick(HOSTILE_NUMBERS, random)));
            default -> NODES.rawValueNode(new RawValue(pick(HOSTILE_JSON, random)));
        };
    }

    private static void places(JsonNode node, List<Consumer<JsonNode>> into) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> into.add(value -> object.set(name, value)));
            into.add(value -> object.set("unknown", value));
            object.fieldNames().forEachRemaining(name -> into.add(value -> object.remove(name)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                into.add(value -> array.set(at, value));
            }
            into.add(array::add);
        }
        node.forEach(child -> places(child, into));
    }
}
