package org.hotline12345.chassis.problem;

import java.net.URI;
import java.util.Objects;

/**
 * A kind of failure. Its texts stand in {@code problems_zh.properties} and {@code problems_en.properties} (a service's own
 * in {@code problems-service_zh.properties}, {@code problems-service_en.properties}) under {@code <slug>.title} and
 * {@code <slug>.detail}.
 *
 * @param slug Stable name; the last part of the type URI.
 * @param status HTTP status.
 */
public record ProblemType(String slug, int status) {
    /** The request cannot be understood. */
    public static final ProblemType INVALID_REQUEST = new ProblemType("invalid-request", 400);
    /** The body is not JSON, not UTF-8, or names a field twice. */
    public static final ProblemType INVALID_JSON = new ProblemType("invalid-json", 400);
    /** The body has a field that the operation does not know. */
    public static final ProblemType UNKNOWN_FIELD = new ProblemType("unknown-field", 400);
    /** Values break the rules of the fields; see the violations. */
    public static final ProblemType VALIDATION = new ProblemType("validation", 400);
    /** The cursor was not given by this list. */
    public static final ProblemType INVALID_CURSOR = new ProblemType("invalid-cursor", 400);
    /** The operation needs an Idempotency-Key. */
    public static final ProblemType IDEMPOTENCY_KEY_REQUIRED = new ProblemType("idempotency-key-required", 400);
    /** No token, or one that does not hold. */
    public static final ProblemType UNAUTHORIZED = new ProblemType("unauthorized", 401);
    /** The token's roles do not allow it. */
    public static final ProblemType FORBIDDEN = new ProblemType("forbidden", 403);
    /** Fields of history, allowed to importers only. */
    public static final ProblemType HISTORY_FIELDS = new ProblemType("history-fields", 403);
    /** An importer works on a case that is not history. */
    public static final ProblemType LIVE_CASE = new ProblemType("live-case", 403);
    /** It does not exist, or not for this caller. */
    public static final ProblemType NOT_FOUND = new ProblemType("not-found", 404);
    /** Another service has not told us yet. */
    public static final ProblemType NOT_KNOWN_YET = new ProblemType("not-known-yet", 404);
    /** The path does not take this method. */
    public static final ProblemType METHOD_NOT_ALLOWED = new ProblemType("method-not-allowed", 405);
    /** None of the accepted types can be answered. */
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType("not-acceptable", 406);
    /** The body did not arrive in time. */
    public static final ProblemType REQUEST_TIMEOUT = new ProblemType("request-timeout", 408);
    /** The state does not allow the command. */
    public static final ProblemType WRONG_STATE = new ProblemType("wrong-state", 409);
    /** Somebody else changed it, again and again. */
    public static final ProblemType CONCURRENT_CHANGE = new ProblemType("concurrent-change", 409);
    /** The same command with the same key is being done right now. */
    public static final ProblemType REQUEST_IN_PROGRESS = new ProblemType("request-in-progress", 409);

    public static final ProblemType ALREADY_EXISTS = new ProblemType("already-exists", 409);
    /** The version of If-Match is not the present one. */
    public static final ProblemType PRECONDITION_FAILED = new ProblemType("precondition-failed", 412);
    /** The body or the event made of it is too large. */
    public static final ProblemType PAYLOAD_TOO_LARGE = new ProblemType("payload-too-large", 413);
    /** The path with its query is too long. */
    public static final ProblemType URI_TOO_LONG = new ProblemType("uri-too-long", 414);
    /** The body has a media type that the operation does not read. */
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = new ProblemType("unsupported-media-type", 415);
    /** The Idempotency-Key was used with another body. */
    public static final ProblemType IDEMPOTENCY_KEY_REUSED = new ProblemType("idempotency-key-reused", 422);
    /** Too many requests from this address. */
    public static final ProblemType TOO_MANY_REQUESTS = new ProblemType("too-many-requests", 429);
    /** The headers together are too large. */
    public static final ProblemType HEADERS_TOO_LARGE = new ProblemType("headers-too-large", 431);
    /** Our fault; the id finds it in the log. */
    public static final ProblemType INTERNAL = new ProblemType("internal", 500);
    /** The database cannot be reached. */
    public static final ProblemType UNAVAILABLE = new ProblemType("unavailable", 503);
    /** More work is in flight than allowed. */
    public static final ProblemType OVERLOADED = new ProblemType("overloaded", 503);

    public ProblemType {
        Objects.requireNonNull(slug, "slug");
    }

    /** The stable type URI. */
    public URI uri() {
        return URI.create("https://hotline12345.org/problems/" + slug);
    }
}
