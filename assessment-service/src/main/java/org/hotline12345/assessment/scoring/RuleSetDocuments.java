package org.hotline12345.assessment.scoring;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hotline12345.assessment.scoring.model.RuleFault;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.http.Language;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.http.ProblemTexts;
import org.hotline12345.chassis.http.Violation;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads rule sets: YAML (JSON is YAML too), checked by the JSON Schema and by what a schema cannot say. Every fault names its
 * field and its line.
 */
@ApplicationScoped
public class RuleSetDocuments {
    private static final String SCHEMA = "rule-sets/rule-set.schema.json";

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonSchema schema;
    private final String schemaText;

    public RuleSetDocuments() {
        schemaText = resource(SCHEMA);
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schemaText, SchemaValidatorsConfig.builder().build());
    }

    /** The JSON Schema of a rule set. */
    public String schema() {
        return schemaText;
    }

    /**
     * The rule set of a document.
     *
     * @param version The version it is to have.
     * @throws Problem 400 with a violation for everything that is wrong
     */
    public RuleSet read(String document, int version, Language language) {
        JsonNode tree = tree(document, language);
        Node lines = lines(document);
        List<Violation> wrong =
                schema.validate(tree, context -> context.getExecutionConfig().setLocale(language.locale())).stream()
                        .map(message -> violation(message, lines, language))
                        .sorted(Comparator.comparing(Violation::field))
                        .distinct()
                        .toList();
        if (!wrong.isEmpty()) {
            throw Problem.validation(wrong);
        }
        ((ObjectNode) tree).put("version", version);
        try {
            return YAML.treeToValue(tree, RuleSet.class);
        } catch (JsonMappingException e) {
            throw Problem.validation(List.of(violation(e, lines, language)));
        } catch (JsonProcessingException e) {
            throw Problem.invalid("document", "violation.invalid");
        }
    }

    /** A rule set that the service ships or stored itself. */
    public RuleSet stored(String document, int version) {
        return read(document, version, Language.EN);
    }

    private static JsonNode tree(String document, Language language) {
        try {
            JsonNode tree = YAML.readTree(document);
            if (tree == null || !tree.isObject()) {
                throw Problem.validation(
                        List.of(at("document", 1, ProblemTexts.text(language, "violation.rule-set.object"), language)));
            }
            return tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String said = ProblemTexts.text(language, "violation.rule-set.syntax", firstLine(e.getOriginalMessage()));
            throw Problem.validation(List.of(at("document", line, said, language)));
        }
    }

    private static Violation violation(ValidationMessage message, Node lines, Language language) {
        var path = path(message.getInstanceLocation());
        String property = message.getProperty();
        if (property != null) {
            path.add(property);
        }
        return at(field(path), line(lines, path), said(message), language);
    }

    /** The message without the place, which stands in the field. */
    private static String said(ValidationMessage message) {
        String text = message.getMessage();
        String place = message.getInstanceLocation() + ": ";
        return text.startsWith(place) ? text.substring(place.length()) : text;
    }

    private static Violation violation(JsonMappingException failure, Node lines, Language language) {
        var path = new ArrayList<Object>();
        failure.getPath()
                .forEach(
                        step -> path.add(step.getFieldName() == null ? (Object) step.getIndex() : step.getFieldName()));
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof RuleFault)) {
            cause = cause.getCause();
        }
        if (cause instanceof RuleFault fault) {
            path.add(fault.field());
            String text = ProblemTexts.text(language, fault.key(), fault.args().toArray());
            return at(field(path), line(lines, path), text, language);
        }
        return at(
                path.isEmpty() ? "document" : field(path),
                line(lines, path),
                ProblemTexts.text(language, "violation.invalid"),
                language);
    }

    private static Violation at(String field, int line, String text, Language language) {
        return new Violation(field, ProblemTexts.text(language, "violation.rule-set.line", line, text));
    }

    private static List<Object> path(JsonNodePath location) {
        var path = new ArrayList<Object>();
        for (int i = 0; i < location.getNameCount(); i++) {
            path.add(location.getElement(i));
        }
        return path;
    }

    private static String field(List<Object> path) {
        var text = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step);
            }
        }
        return text.isEmpty() ? "document" : text.toString();
    }

    private static Node lines(String document) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(document));
        } catch (YAMLException e) {
            return null;
        }
    }

    /** The line of the field; of what should hold it if it is missing. */
    private static int line(Node document, List<Object> path) {
        Node node = document;
        int line = node == null ? 1 : node.getStartMark().getLine() + 1;
        for (Object step : path) {
            Node next = null;
            if (node instanceof MappingNode mapping) {
                for (NodeTuple entry : mapping.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(String.valueOf(step))) {
                        line = key.getStartMark().getLine() + 1;
                        next = entry.getValueNode();
                    }
                }
            } else if (node instanceof SequenceNode list
                    && step instanceof Integer index
                    && index < list.getValue().size()) {
                next = list.getValue().get(index);
                line = next.getStartMark().getLine() + 1;
            }
            if (next == null) {
                return line;
            }
            node = next;
        }
        return line;
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    static String resource(String name) {
        try (InputStream in = RuleSetDocuments.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
