package org.hotline12345.localstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A service answered with a problem (RFC 9457), or did not answer within the time given. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String problem;
    private final String where;
    private final transient JsonNode body;

    private ApiException(int status, String problem, String where, String message, JsonNode body, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.problem = problem;
        this.where = where;
        this.body = body;
    }

    static ApiException answered(int status, String where, JsonNode body) {
        String slug = slug(body.path("type").asText(""));
        List<String> words = new ArrayList<>();
        words.add(status + (slug.isEmpty() ? "" : " " + slug));
        for (String field : List.of("title", "detail")) {
            String text = body.path(field).asText("");
            if (!text.isBlank() && !words.contains(text)) {
                words.add(text);
            }
        }
        for (JsonNode violation : body.path("violations")) {
            words.add(violation.path("field").asText() + ": "
                    + violation.path("message").asText());
        }
        return new ApiException(status, slug, where, where + ": " + String.join(" – ", words), body, null);
    }

    static ApiException unreachable(String where, Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ApiException(0, "unreachable", where, where + ": " + why, null, cause);
    }

    /** The last part of a problem's type URI. */
    static String slug(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** HTTP status; 0 when nothing answered. */
    public int status() {
        return status;
    }

    /** The problem's short name, such as {@code wrong-state}; {@code unreachable} when nothing answered. */
    public String problem() {
        return problem;
    }

    /** Method and path of the call. */
    public String where() {
        return where;
    }

    /** The problem document. May be null. */
    public JsonNode body() {
        return body;
    }

    /** Message without the address of the call, for lists of refusals. */
    public String reason() {
        return getMessage().startsWith(where + ": ") ? getMessage().substring(where.length() + 2) : getMessage();
    }
}
