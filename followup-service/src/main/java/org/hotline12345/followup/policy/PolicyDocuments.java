package org.hotline12345.followup.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.http.Violation;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyCheck;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads policy documents: YAML (JSON is YAML too), checked by the schema and by {@link PolicyCheck}; each violation names the field and
 * its line.
 */
@ApplicationScoped
public class PolicyDocuments {
    private static final String SCHEMA = "/policies/deadline-policy.schema.json";
    private static final String DEFAULT = "/policies/default.yaml";

    /** What cities published, a file each. */
    private static final List<String> EXAMPLES = List.of(
            "bengbu-2019",
            "district-bureau",
            "shandong-2020",
            "shandong-2017-provincial",
            "qinglong",
            "bayannur",
            "beijing-draft",
            "tianjin",
            "market-complaints");

    /** Keywords of the schema whose text names the keyword's value. */
    private static final Map<String, String> TEXTS = Map.of(
            "enum", "violation.policy.enum",
            "type", "violation.policy.type",
            "minimum", "violation.policy.minimum",
            "maximum", "violation.policy.maximum",
            "pattern", "violation.policy.pattern",
            "minLength", "violation.policy.minLength",
            "maxLength", "violation.policy.maxLength",
            "minItems", "violation.policy.minItems",
            "maxItems", "violation.policy.maxItems",
            "oneOf", "violation.policy.oneOf");

    private final ObjectMapper yaml = YAMLMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // one term stands for a list of one
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();

    private final JsonSchema schema;
    private final String schemaText = text(SCHEMA);

    public PolicyDocuments() {
        var config = SchemaValidatorsConfig.builder().build();
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schemaText, config);
    }

    /** The document of the policy that the service ships. */
    public String shipped() {
        return text(DEFAULT);
    }

    /** Documents of published policies, to start from. */
    public List<String> examples() {
        return EXAMPLES.stream()
                .map(name -> text("/policies/" + name + ".yaml"))
                .toList();
    }

    /** The JSON Schema of the documents. */
    public String schema() {
        return schemaText;
    }

    /**
     * The policy of a document.
     *
     * @throws Problem 400 with a violation for everything that is wrong
     */
    public DeadlinePolicy read(String document) {
        JsonNode tree = tree(document);
        DocumentLines lines = lines(document);
        if (!lines.repeated().isEmpty()) {
            throw Problem.validation(lines.repeated().entrySet().stream()
                    .map(field -> new Violation(field.getKey(), "violation.policy.twice").atLine(field.getValue()))
                    .toList());
        }
        List<Violation> violations = schema.validate(tree).stream()
                .map(PolicyDocuments::violation)
                .distinct()
                .map(violation -> violation.atLine(lines.lineOf(violation.field())))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
        DeadlinePolicy policy = policy(tree);
        violations = PolicyCheck.of(policy).stream()
                .map(flaw -> new Violation(flaw.field(), flaw.text()).atLine(lines.lineOf(flaw.field())))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
        return policy;
    }

    /** The document as a tree, for the answer. */
    public JsonNode tree(String document) {
        try {
            JsonNode tree = yaml.readTree(document);
            if (tree == null || !tree.isObject()) {
                throw unreadable(1, 1);
            }
            return tree;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw unreadable(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr());
        }
    }

    private static DocumentLines lines(String document) {
        try {
            return DocumentLines.of(document);
        } catch (MarkedYAMLException e) {
            var at = e.getProblemMark();
            throw unreadable(at == null ? 1 : at.getLine() + 1, at == null ? 1 : at.getColumn() + 1);
        }
    }

    private DeadlinePolicy policy(JsonNode tree) {
        try {
            return yaml.treeToValue(tree, DeadlinePolicy.class);
        } catch (JsonProcessingException e) {
            // what the schema cannot say and the records refuse: hours of the office that end before they begin
            throw Problem.invalid("office", "violation.policy.office");
        }
    }

    private static Problem unreadable(int line, int column) {
        return Problem.validation(List.of(Violation.of("document", "violation.policy.unreadable", line, column)
                .atLine(line)));
    }

    private static Violation violation(ValidationMessage message) {
        String path = path(message.getInstanceLocation().toString());
        String keyword = message.getType();
        JsonNode wanted = message.getSchemaNode();
        return switch (keyword) {
            case "required" -> new Violation(join(path, message.getProperty()), "violation.required");
            case "additionalProperties" ->
                Violation.of(join(path, message.getProperty()), "violation.policy.unknown", siblings(message));
            case "propertyNames" -> Violation.of(path, "violation.policy.kind", words(wanted.path("enum")));
            default ->
                TEXTS.containsKey(keyword)
                        ? Violation.of(path, TEXTS.get(keyword), words(wanted))
                        : Violation.of(path, "violation.policy.schema", message.getMessage());
        };
    }

    /** The fields that the schema knows where an unknown one stands. */
    private static String siblings(ValidationMessage message) {
        var names = new TreeSet<String>();
        JsonNode parent = message.getSchemaNode();
        parent.fieldNames().forEachRemaining(names::add);
        return String.join(", ", names);
    }

    private static String words(JsonNode value) {
        return value != null && value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value == null ? "" : value.asText();
    }

    private static String join(String path, String property) {
        if (property == null) {
            return path;
        }
        return path.equals("document") ? property : path + "." + property;
    }

    /** {@code /deadlines/REPLY/terms/0} as {@code deadlines.REPLY.terms[0]}. */
    private static String path(String pointer) {
        String path = pointer.replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replaceFirst("^/", "")
                .replace('/', '.');
        return path.isEmpty() ? "document" : path;
    }

    private static String text(String resource) {
        try (InputStream file = PolicyDocuments.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
