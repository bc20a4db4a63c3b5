package org.hotline12345.assessment.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hotline12345.assessment.scoring.model.RuleFault;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.document.Document;
import org.hotline12345.chassis.document.DocumentReader;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;

/**
 * Reads rule sets: YAML (JSON is YAML too), checked by the JSON Schema and by what a schema cannot say. Every fault names its
 * field and its line.
 */
@ApplicationScoped
public class RuleSetDocuments {
    private static final String SCHEMA = "rule-sets/rule-set.schema.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String schema = resource(SCHEMA);
    private final DocumentReader reader = new DocumentReader(schema);

    /** The JSON Schema of a rule set. */
    public String schema() {
        return schema;
    }

    /**
     * The rule set of a document.
     *
     * @throws Problem 400 with a violation for everything that is wrong
     */
    public RuleSet read(String document, int version) {
        Document read = reader.read(document);
        ((ObjectNode) read.tree()).put("version", version);
        try {
            return JSON.treeToValue(read.tree(), RuleSet.class);
        } catch (JsonMappingException e) {
            throw Problem.validation(List.of(violation(e, read)));
        } catch (JsonProcessingException e) {
            throw Problem.invalid("document", "violation.invalid");
        }
    }

    private static Violation violation(JsonMappingException failure, Document document) {
        String path = field(failure.getPath());
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof RuleFault)) {
            cause = cause.getCause();
        }
        if (cause instanceof RuleFault fault) {
            String field = path.isEmpty() ? fault.field() : path + "." + fault.field();
            return document.violation(field, fault.key(), fault.args().toArray());
        }
        return document.violation(path.isEmpty() ? "document" : path, "violation.invalid");
    }

    private static String field(List<JsonMappingException.Reference> path) {
        var text = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.toString();
    }

    static String resource(String name) {
        try (InputStream in = RuleSetDocuments.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
