package org.hotline12345.chassis.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads documents of one kind: YAML (JSON is YAML too), checked by a JSON Schema; each fault names the field and its line. */
public final class DocumentReader {
    private static final String UNREADABLE = "violation.document.unreadable";
    private static final String WHOLE = "document";

    /** Keywords of a schema and their texts, which name the keyword's value. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            text("enum"),
            text("type"),
            text("minimum"),
            text("exclusiveMinimum"),
            text("maximum"),
            text("pattern"),
            text("minLength"),
            text("maxLength"),
            text("minItems"),
            text("maxItems"),
            text("uniqueItems"),
            Map.entry("propertyNames", "violation.document.unknown"));

    private final ObjectMapper yaml = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonSchema schema;
    private final Map<String, String> texts = new HashMap<>(TEXTS);

    /** A reader for documents of that JSON Schema. */
    public DocumentReader(String schema) {
        this(schema, Map.of());
    }

    /**
     * A reader for documents of that JSON Schema.
     *
     * @param own keys of texts by keyword, where the document's kind has words of its own for a fault
     */
    public DocumentReader(String schema, Map<String, String> own) {
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema, SchemaValidatorsConfig.builder().build());
        texts.putAll(own);
    }

    /**
     * The document, if it fits the schema.
     *
     * @throws Problem 400 with a violation for everything that is wrong
     */
    public Document read(String document) {
        JsonNode tree = tree(document);
        DocumentLines lines = lines(document);
        if (!lines.repeated().isEmpty()) {
            throw Problem.validation(lines.repeated().entrySet().stream()
                    .map(field -> new Violation(field.getKey(), "violation.document.twice").atLine(field.getValue()))
                    .toList());
        }
        List<Violation> violations = schema.validate(tree).stream()
                .map(this::violation)
                .distinct()
                .map(violation -> violation.atLine(lines.lineOf(violation.field())))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
        return new Document(tree, lines);
    }

    /**
     * What a document says, whether it fits the schema or not.
     *
     * @throws Problem 400 if it is no document at all
     */
    public JsonNode tree(String document) {
        try {
            JsonNode tree = yaml.readTree(document);
            if (tree == null || !tree.isObject()) {
                throw unreadable(1, 1);
            }
            return tree;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw at == null ? unreadable(1, 1) : unreadable(at.getLineNr(), at.getColumnNr());
        }
    }

    private static DocumentLines lines(String document) {
        try {
            return DocumentLines.of(document);
        } catch (YAMLException e) {
            throw e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
                    ? unreadable(
                            marked.getProblemMark().getLine() + 1,
                            marked.getProblemMark().getColumn() + 1)
                    : unreadable(1, 1);
        }
    }

    private static Problem unreadable(int line, int column) {
        return Problem.validation(
                List.of(Violation.of(WHOLE, UNREADABLE, line, column).atLine(line)));
    }

    private Violation violation(ValidationMessage message) {
        String path = path(message.getInstanceLocation().toString());
        String keyword = message.getType();
        JsonNode wanted = message.getSchemaNode();
        return switch (keyword) {
            case "required" -> new Violation(join(path, message.getProperty()), "violation.required");
            case "additionalProperties" ->
                Violation.of(join(path, message.getProperty()), "violation.document.unknown", names(wanted));
            case "propertyNames" ->
                Violation.of(join(path, message.getProperty()), texts.get(keyword), words(wanted.path("enum")));
            default ->
                texts.containsKey(keyword)
                        ? Violation.of(path, texts.get(keyword), words(wanted))
                        : Violation.of(path, "violation.document.schema", message.getMessage());
        };
    }

    /** The fields that the schema knows where an unknown one stands. */
    private static String names(JsonNode properties) {
        var names = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private static String words(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value.asText();
    }

    private static String join(String path, String property) {
        if (property == null) {
            return path;
        }
        return path.equals(WHOLE) ? property : path + "." + property;
    }

    /** {@code /deadlines/REPLY/terms/0} as {@code deadlines.REPLY.terms[0]}. */
    private static String path(String pointer) {
        String path = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replaceFirst("^/", "")
                .replace('/', '.');
        return path.isEmpty() ? WHOLE : path;
    }

    private static Map.Entry<String, String> text(String keyword) {
        return Map.entry(keyword, "violation.document." + keyword);
    }
}
