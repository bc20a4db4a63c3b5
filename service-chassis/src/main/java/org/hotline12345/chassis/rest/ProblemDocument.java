package org.hotline12345.chassis.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemTexts;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violation;

/** A problem written down in one language. */
final class ProblemDocument {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDocument() {}

    static String of(Problem problem, Language language) {
        ProblemType type = problem.type();
        var document = new JsonObject()
                .put("type", type.uri().toString())
                .put(
                        "title",
                        ProblemTexts.find(language, type.slug() + ".title", problem.args())
                                .orElse(type.slug()))
                .put("status", type.status());
        ProblemTexts.find(language, type.slug() + ".detail", problem.args())
                .ifPresent(detail -> document.put("detail", detail));
        problem.members().forEach((name, value) -> document.put(name, member(value)));
        if (!problem.violations().isEmpty()) {
            var violations = new JsonArray();
            for (Violation violation : problem.violations()) {
                var item = new JsonObject()
                        .put("field", violation.field())
                        .put(
                                "message",
                                ProblemTexts.find(language, violation.message(), violation.args())
                                        .orElse(violation.message()));
                if (violation.line() != null) {
                    item.put("line", violation.line());
                }
                violations.add(item);
            }
            document.put("violations", violations);
        }
        return document.encode();
    }

    private static Object member(Object value) {
        if (value instanceof Collection<?> list) {
            var array = new JsonArray();
            list.forEach(item -> array.add(member(item)));
            return array;
        }
        boolean asItIs =
                value == null || value instanceof Number || value instanceof Boolean || value instanceof JsonObject;
        return asItIs ? value : value.toString();
    }
}
