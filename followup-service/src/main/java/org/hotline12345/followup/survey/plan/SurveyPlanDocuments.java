package org.hotline12345.followup.survey.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hotline12345.chassis.document.Document;
import org.hotline12345.chassis.document.DocumentReader;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.followup.survey.model.Question;
import org.hotline12345.followup.survey.model.QuestionId;
import org.hotline12345.followup.survey.model.Reason;
import org.hotline12345.followup.survey.model.SurveyPlan;

/** Reads callback plans: YAML, checked by the schema and by what a schema cannot say. */
@ApplicationScoped
public class SurveyPlanDocuments {
    private static final String SCHEMA = "/surveys/survey-plan.schema.json";
    private static final String DEFAULT = "/surveys/default.yaml";

    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final DocumentReader reader = new DocumentReader(text(SCHEMA));

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
        Document read = reader.read(document);
        SurveyPlan plan = plan(read);
        List<Violation> violations = violations(plan, read);
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
        return plan;
    }

    private SurveyPlan plan(Document document) {
        try {
            return json.treeToValue(document.tree(), SurveyPlan.class);
        } catch (JsonProcessingException e) {
            throw Problem.validation(
                    List.of(document.violation("document", "violation.document.schema", e.getOriginalMessage())));
        }
    }

    /** What a schema cannot say. */
    private static List<Violation> violations(SurveyPlan plan, Document document) {
        var violations = new ArrayList<Violation>();
        plan.instruments().forEach((name, instrument) -> {
            String at = "instruments." + name + ".questions";
            if (instrument
                    .question(QuestionId.SATISFACTION)
                    .filter(q -> q.required())
                    .isEmpty()) {
                violations.add(document.violation(at, "violation.survey.satisfaction"));
            }
            List<QuestionId> ids =
                    instrument.questions().stream().map(Question::id).toList();
            again(ids)
                    .forEach(i -> violations.add(document.violation(at + "[" + i + "].id", "violation.survey.twice")));
        });
        List<String> codes = plan.reasons().stream().map(Reason::code).toList();
        again(codes)
                .forEach(i -> violations.add(document.violation("reasons[" + i + "].code", "violation.survey.twice")));
        return violations;
    }

    /** The places at which something stands that stood before. */
    private static List<Integer> again(List<?> all) {
        return IntStream.range(0, all.size())
                .filter(i -> all.indexOf(all.get(i)) < i)
                .boxed()
                .toList();
    }

    private static String text(String resource) {
        try (InputStream file = SurveyPlanDocuments.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
