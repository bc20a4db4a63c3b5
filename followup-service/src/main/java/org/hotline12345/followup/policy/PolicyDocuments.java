package org.hotline12345.followup.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hotline12345.chassis.document.Document;
import org.hotline12345.chassis.document.DocumentReader;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyCheck;

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

    /** Faults for which a policy has words of its own. */
    private static final Map<String, String> TEXTS =
            Map.of("oneOf", "violation.policy.oneOf", "propertyNames", "violation.policy.kind");

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            // one term stands for a list of one
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();

    private final String schema = text(SCHEMA);
    private final DocumentReader reader = new DocumentReader(schema, TEXTS);

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
        return schema;
    }

    /**
     * The policy of a document.
     *
     * @throws Problem 400 with a violation for everything that is wrong
     */
    public DeadlinePolicy read(String document) {
        Document read = reader.read(document);
        DeadlinePolicy policy = policy(read);
        List<Violation> violations = PolicyCheck.of(policy).stream()
                .map(flaw -> read.violation(flaw.field(), flaw.text()))
                .toList();
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
        return policy;
    }

    /** The policy of a document that was checked when it was stored; what a later schema no longer knows is passed over. */
    DeadlinePolicy stored(String document) {
        try {
            return json.readerFor(DeadlinePolicy.class)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(tree(document));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored policy cannot be read", e);
        }
    }

    /** The document as a tree, for the answer. */
    public JsonNode tree(String document) {
        return reader.tree(document);
    }

    private DeadlinePolicy policy(Document document) {
        try {
            return json.treeToValue(document.tree(), DeadlinePolicy.class);
        } catch (JsonProcessingException e) {
            // what the schema cannot say and the records refuse: hours of the office that end before they begin
            throw Problem.validation(List.of(document.violation("office", "violation.policy.office")));
        }
    }

    private static String text(String resource) {
        try (InputStream file = PolicyDocuments.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
