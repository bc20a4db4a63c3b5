package org.hotline12345.followup.survey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.hotline12345.chassis.http.Problem;
import org.hotline12345.chassis.http.Violation;
import org.hotline12345.followup.survey.model.QuestionId;
import org.hotline12345.followup.survey.model.SurveyPlan;

/** Reads callback plans: YAML, checked by the schema and by what a schema cannot say. */
@ApplicationScoped
public class SurveyPlanDocuments {
    private static final String SCHEMA = "/surveys/survey-plan.schema.json";
    private static final String DEFAULT = "/surveys/default.yaml";

    private final ObjectMapper yaml = YAMLMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(text(SCHEMA), SchemaValidatorsConfig.builder().build());

    /** The document that the service ships. */
    public String shipped() {
        return text(DEFAULT);
    }

    /**
     * The plan of a document.
     *
     * @throws Problem 400 with a violation for everything that is wrong
     */
    public SurveyPlan read(String document) {
        var violations = new ArrayList<Violation>();
        try {
            JsonNode tree = yaml.readTree(document);
            if (tree == null || !tree.isObject()) {
                throw Problem.invalid("document", "violation.policy.unreadable", 1, 1);
            }
            schema.validate(tree)
                    .forEach(message -> violations.add(
                            new Violation(path(message.getInstanceLocation().toString()), message.getMessage())));
            if (violations.isEmpty()) {
                SurveyPlan plan = yaml.treeToValue(tree, SurveyPlan.class);
                check(plan, violations);
                if (violations.isEmpty()) {
                    return plan;
                }
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw Problem.invalid(
                    "document",
                    "violation.policy.unreadable",
                    at == null ? 0 : at.getLineNr(),
                    at == null ? 0 : at.getColumnNr());
        }
        throw Problem.validation(violations);
    }

    private static void check(SurveyPlan plan, List<Violation> violations) {
        plan.instruments().forEach((name, instrument) -> {
            String at = "instruments." + name + ".questions";
            if (instrument
                    .question(QuestionId.SATISFACTION)
                    .filter(q -> q.required())
                    .isEmpty()) {
                violations.add(new Violation(at, "violation.survey.satisfaction"));
            }
            var seen = new HashSet<QuestionId>();
            if (!instrument.questions().stream().allMatch(question -> seen.add(question.id()))) {
                violations.add(new Violation(at, "violation.survey.twice"));
            }
        });
        var codes = new HashSet<String>();
        if (!plan.reasons().stream().allMatch(reason -> codes.add(reason.code()))) {
            violations.add(new Violation("reasons", "violation.survey.twice"));
        }
    }

    private static String path(String location) {
        String path =
                location.replaceFirst("^\\$\\.?", "").replaceFirst("^/", "").replace('/', '.');
        return path.isEmpty() ? "document" : path;
    }

    private static String text(String resource) {
        try (InputStream file = SurveyPlanDocuments.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
