package org.hotline12345.localstack.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hotline12345.localstack.api.HotlineClient;

/**
 * Says what is wrong with an answer, if anything is. What is no HTTP the server below refuses before the suite sees it: such a request
 * must only not be taken for a fault of the suite.
 */
final class Judge {
    /** Longer than this, and somebody who waits goes away. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final String PROBLEM = "application/problem+json";

    /** What is wrong; the worst first. */
    Optional<Finding> judge(Request request, RawAnswer answer) {
        if (answer.status() == 0) {
            return request.wellFormed() ? finding(Finding.Kind.SILENT, request, answer, "no answer") : Optional.empty();
        }
        if (answer.status() >= 500) {
            return finding(Finding.Kind.FAILURE, request, answer, "");
        }
        if (answer.status() >= 400) {
            String fault = documentFault(request, answer);
            if (fault != null && request.wellFormed()) {
                return finding(Finding.Kind.UNEXPLAINED, request, answer, fault);
            }
        } else if (request.described()) {
            String fault = answerFault(request.operation(), answer);
            if (fault != null) {
                return finding(Finding.Kind.UNDESCRIBED, request, answer, fault);
            }
        }
        return answer.millis() > LONGEST.toMillis()
                ? finding(Finding.Kind.SLOW, request, answer, "over " + LONGEST.toSeconds() + " s")
                : Optional.empty();
    }

    private static String documentFault(Request request, RawAnswer answer) {
        if (isPage(request, answer)) {
            return null;
        }
        if (!answer.type().equals(PROBLEM)) {
            return "is \"" + answer.type() + "\" and not " + PROBLEM;
        }
        if (request.headOnly()) {
            return null;
        }
        JsonNode document = tree(answer);
        if (document == null) {
            return "is no JSON";
        }
        if (document.path("status").asInt() != answer.status()) {
            return "says another status";
        }
        return document.path("type").asText("").isEmpty()
                        || document.path("title").asText("").isEmpty()
                ? "has no type or title"
                : null;
    }

    /** A page for citizens says what is wrong as a page. */
    private static boolean isPage(Request request, RawAnswer answer) {
        return answer.type().equals("text/html")
                && request.operation().answers().values().stream()
                        .flatMap(contents -> contents.keySet().stream())
                        .anyMatch(type -> type.startsWith("text/html"));
    }

    private static String answerFault(Operation operation, RawAnswer answer) {
        Map<String, JsonNode> contents = operation.answers().get(String.valueOf(answer.status()));
        if (contents == null) {
            return "the status is not described";
        }
        // whether every answer has a schema is a question to the description alone
        if (answer.body().length == 0 || contents.isEmpty()) {
            return null;
        }
        JsonNode schema = null;
        for (var content : contents.entrySet()) {
            if (content.getKey().split(";")[0].equalsIgnoreCase(answer.type())
                    || content.getKey().equals("*/*")) {
                schema = content.getValue();
            }
        }
        if (schema == null) {
            return "the type " + answer.type() + " is not described";
        }
        // a document that is handed through as it was written is a text to the description
        if (!answer.type().equals("application/json")) {
            return null;
        }
        JsonNode json = tree(answer);
        return json == null ? "is no JSON" : operation.schemas().fault(schema, json);
    }

    private static JsonNode tree(RawAnswer answer) {
        try {
            return HotlineClient.json().readTree(answer.body());
        } catch (IOException e) {
            return null;
        }
    }

    private static Optional<Finding> finding(Finding.Kind kind, Request request, RawAnswer answer, String why) {
        return Optional.of(new Finding(kind, request, answer, why));
    }
}
