package org.hotline12345.localstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hotline12345.localstack.token.Identity;

/**
 * Asynchronous client of the suite's public HTTP interfaces. It signs each call for whom it is made, repeats what a
 * service asks it to repeat, and turns problems into {@link ApiException}. Safe for use by many threads.
 *
 * <pre>{@code
 * HotlineClient.As agent = client.as(Identity.of("agent-01", "agent"));
 * agent.post(ServiceName.INTAKE, "/cases", body, key).thenApply(answer -> answer.text("caseId"));
 * }</pre>
 */
public final class HotlineClient implements AutoCloseable {
    /** How long a token of a {@link TokenSource} must last at least; it is asked for a new one after that. */
    public static final int TOKEN_MINUTES = 5;

    /** More than anybody needs who is no load: each unit that follows its feed holds one. */
    public static final int CONNECTIONS = 256;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Map<ServiceName, URI> services;
    private final TokenSource tokens;
    private final Transport transport;
    private final Patience patience;
    private final String language;
    private final Map<Identity, Cached> cache = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private record Cached(String bearer, long until) {}

    /** A client with five minutes' patience, problems in Chinese. */
    public HotlineClient(Map<ServiceName, URI> services, TokenSource tokens) {
        this(services, tokens, CONNECTIONS, "zh-CN");
    }

    /** A client with five minutes' patience on so many connections to each service, problems in a language. */
    public HotlineClient(Map<ServiceName, URI> services, TokenSource tokens, int connections, String language) {
        this(services, tokens, new HttpTransport(connections), Patience.minutes(5), language);
    }

    /** A client with everything chosen; it closes the transport with itself. */
    public HotlineClient(
            Map<ServiceName, URI> services,
            TokenSource tokens,
            Transport transport,
            Patience patience,
            String language) {
        this.services = services;
        this.tokens = tokens;
        this.transport = transport;
        this.patience = patience;
        this.language = language;
    }

    /** The mapper used for bodies: ISO 8601 times. */
    public static ObjectMapper json() {
        return JSON;
    }

    /** Calls made for somebody. */
    public As as(Identity identity) {
        return new As(identity);
    }

    /** Calls without a token, as the public makes them. */
    public As anonymous() {
        return new As(null);
    }

    /** Path segment or query value, percent-encoded. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A path with its query; pairs of name and value, pairs with a null value are left out. */
    public static String query(String path, Object... pairs) {
        StringBuilder target = new StringBuilder(path);
        char joint = path.indexOf('?') < 0 ? '?' : '&';
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                target.append(joint).append(pairs[i]).append('=').append(encode(pairs[i + 1].toString()));
                joint = '&';
            }
        }
        return target.toString();
    }

    /** What waits to be repeated is not; it fails with what it was answered last. */
    @Override
    public void close() {
        closed = true;
        transport.close();
    }

    /** Calls of one caller. Paths begin after {@code /api/v1}, or with {@code /q/}. */
    public final class As {
        private final Identity identity;

        private As(Identity identity) {
            this.identity = identity;
        }

        /** Reads. */
        public CompletableFuture<Answer> get(ServiceName service, String path) {
            return call("GET", service, path, null, Map.of());
        }

        /** Commands without a key: not repeated when the connection breaks in the middle. */
        public CompletableFuture<Answer> post(ServiceName service, String path, Object body) {
            return call("POST", service, path, body, Map.of());
        }

        /** Commands that may be repeated: the service answers a repetition with what it answered first. */
        public CompletableFuture<Answer> post(ServiceName service, String path, Object body, String idempotencyKey) {
            return call("POST", service, path, body, Map.of("Idempotency-Key", idempotencyKey));
        }

        /** Writes the whole state. */
        public CompletableFuture<Answer> put(ServiceName service, String path, Object body) {
            return call("PUT", service, path, body, Map.of());
        }

        /** Removes. */
        public CompletableFuture<Answer> delete(ServiceName service, String path) {
            return call("DELETE", service, path, null, Map.of());
        }

        /** Any call with headers of its own. The body is a JSON tree, an object for Jackson, bytes, or null. */
        public CompletableFuture<Answer> call(
                String method, ServiceName service, String path, Object body, Map<String, String> headers) {
            boolean repeatable = !method.equals("POST") || headers.containsKey("Idempotency-Key");
            return call(method, service, path, body, headers, repeatable);
        }

        /** Commands in one request, each with a key of its own. */
        CompletableFuture<Answer> batch(ServiceName service, byte[] items) {
            return call("POST", service, "/batch", items, Map.of(), true);
        }

        private CompletableFuture<Answer> call(
                String method,
                ServiceName service,
                String path,
                Object body,
                Map<String, String> headers,
                boolean repeatable) {
            CompletableFuture<Answer> done = new CompletableFuture<>();
            try {
                String target = path.startsWith("/q/") ? path : "/api/v1" + path;
                attempt(new Exchange(method, service, target, bytes(body), headers, identity, repeatable), 1, done);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
            return done;
        }

        /** All items of a cursor-paged list, page after page; for lists whose length is known to be bearable. */
        public CompletableFuture<List<JsonNode>> list(ServiceName service, String path) {
            return each(service, path, Function.identity());
        }

        /** As {@link #list}, keeping of each item only what the function makes of it. */
        public <T> CompletableFuture<List<T>> each(ServiceName service, String path, Function<JsonNode, T> keep) {
            List<T> items = new ArrayList<>();
            return page(service, path, null, items, keep).thenApply(ignored -> items);
        }

        private <T> CompletableFuture<Void> page(
                ServiceName service, String path, String after, List<T> items, Function<JsonNode, T> keep) {
            return get(service, query(path, "after", after, "limit", 200)).thenCompose(answer -> {
                answer.json().path("items").forEach(item -> items.add(keep.apply(item)));
                String next = answer.text("next");
                return next == null ? CompletableFuture.completedFuture(null) : page(service, path, next, items, keep);
            });
        }
    }

    private record Exchange(
            String method,
            ServiceName service,
            String target,
            byte[] body,
            Map<String, String> headers,
            Identity identity,
            boolean repeatable,
            long begun) {
        Exchange(
                String method,
                ServiceName service,
                String target,
                byte[] body,
                Map<String, String> headers,
                Identity identity,
                boolean repeatable) {
            this(method, service, target, body, headers, identity, repeatable, System.nanoTime());
        }

        String where() {
            return method + " " + service.artifact() + target.replaceAll("\\?.*", "");
        }

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    private void attempt(Exchange exchange, int tries, CompletableFuture<Answer> done) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json, application/problem+json");
        headers.put("Accept-Language", language);
        if (exchange.identity() != null) {
            headers.put("Authorization", bearer(exchange.identity()));
        }
        if (exchange.body().length > 0) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(exchange.headers());
        transport
                .send(new Transport.Sent(
                        exchange.method(),
                        services.get(exchange.service()),
                        exchange.target(),
                        headers,
                        exchange.body()))
                .whenComplete((received, failure) -> {
                    try {
                        if (failure != null) {
                            broken(exchange, tries, done, unwrap(failure));
                        } else {
                            answered(exchange, tries, done, received);
                        }
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                });
    }

    private void answered(Exchange exchange, int tries, CompletableFuture<Answer> done, Transport.Received received) {
        int status = received.status();
        if (status >= 200 && status < 300) {
            done.complete(new Answer(
                    status,
                    () -> tree(received),
                    received.headers().get("etag"),
                    received.headers().get("location"),
                    "true".equals(received.headers().get("idempotency-replayed"))));
            return;
        }
        JsonNode body = tree(received);
        if (status == 401 && exchange.identity() != null && tries == 1) {
            cache.remove(exchange.identity());
            attempt(exchange, tries + 1, done);
            return;
        }
        again(
                exchange,
                tries,
                done,
                outcome(status, body),
                seconds(received),
                ApiException.answered(status, exchange.where(), body));
    }

    /** What an answer without success means to whoever might ask again. */
    static Patience.Outcome outcome(int status, JsonNode body) {
        return switch (status) {
            case 429, 503 -> Patience.Outcome.BUSY;
            case 404, 409 ->
                ApiException.slug(body.path("type").asText("")).equals("not-known-yet")
                        ? Patience.Outcome.NOT_KNOWN_YET
                        : Patience.Outcome.FINAL;
            default -> Patience.Outcome.FINAL;
        };
    }

    private void broken(Exchange exchange, int tries, CompletableFuture<Answer> done, Throwable failure) {
        boolean harmless =
                failure instanceof ConnectException || failure instanceof IOException && exchange.repeatable();
        again(
                exchange,
                tries,
                done,
                harmless ? Patience.Outcome.UNREACHABLE : Patience.Outcome.FINAL,
                null,
                ApiException.unreachable(exchange.where(), failure));
    }

    private void again(
            Exchange exchange,
            int tries,
            CompletableFuture<Answer> done,
            Patience.Outcome outcome,
            Integer retryAfter,
            ApiException failure) {
        patience.pause(outcome, tries, exchange.elapsed(), retryAfter)
                .ifPresentOrElse(
                        pause -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                                .execute(() -> {
                                    if (closed) {
                                        done.completeExceptionally(failure);
                                    } else {
                                        attempt(exchange, tries + 1, done);
                                    }
                                }),
                        () -> done.completeExceptionally(failure));
    }

    private String bearer(Identity identity) {
        long now = System.nanoTime();
        Cached cached = cache.get(identity);
        if (cached == null || now - cached.until() >= 0) {
            cached = new Cached(
                    "Bearer " + tokens.token(identity), now + tokens.kept().toNanos());
            cache.put(identity, cached);
        }
        return cached.bearer();
    }

    private static Integer seconds(Transport.Received received) {
        String value = received.headers().get("retry-after");
        return value != null && value.matches("\\d{1,6}") ? Integer.valueOf(value) : null;
    }

    private static JsonNode tree(Transport.Received received) {
        String type = received.headers().getOrDefault("content-type", "");
        if (received.body().length == 0 || !type.contains("json")) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(received.body());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "an answer of status " + received.status() + " that is no JSON, of " + received.body().length
                            + " bytes",
                    e);
        }
    }

    private static byte[] bytes(Object body) {
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof byte[] raw) {
            return raw;
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The failure itself, out of the wrappers that futures put around it. */
    public static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
