package org.hotline12345.localstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/** A service's answer with a status of 2xx. Its body is read as JSON when first asked for. */
public final class Answer {
    private final int status;
    private final Supplier<JsonNode> body;
    private final String etag;
    private final String location;
    private final boolean replayed;
    private JsonNode json;

    Answer(int status, Supplier<JsonNode> body, String etag, String location, boolean replayed) {
        this.status = status;
        this.body = body;
        this.etag = etag;
        this.location = location;
        this.replayed = replayed;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** The body; a missing node when there was none or it was no JSON. */
    public synchronized JsonNode json() {
        if (json == null) {
            json = body.get();
        }
        return json;
    }

    /** Value of {@code ETag}. May be null. */
    public String etag() {
        return etag;
    }

    /** Value of {@code Location}. May be null. */
    public String location() {
        return location;
    }

    /** Whether the service only repeated what it had answered to the same key before. */
    public boolean replayed() {
        return replayed;
    }

    /** A text field of the body, or null where it is absent. */
    public String text(String field) {
        JsonNode value = json().path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
