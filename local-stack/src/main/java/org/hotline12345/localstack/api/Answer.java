package org.hotline12345.localstack.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A service's answer with a status of 2xx.
 *
 * @param status HTTP status.
 * @param json The body; a missing node when there was none or it was no JSON.
 * @param etag Value of {@code ETag}. May be null.
 * @param location Value of {@code Location}. May be null.
 * @param replayed Whether the service only repeated what it had answered to the same key before.
 */
public record Answer(int status, JsonNode json, String etag, String location, boolean replayed) {
    /** A text field of the body, or null where it is absent. */
    public String text(String field) {
        JsonNode value = json.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
