package org.hotline12345.localstack.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.TokenSource;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.token.Identity;

/**
 * Tokens of an identity provider for a service account (client credentials, RFC 6749 section 4.4). There is one for all calls,
 * whoever they are made for: the account's roles decide. It is renewed in the background when two thirds of its life are over, so
 * that a job of hours needs nobody and no call waits for it.
 */
final class ClientCredentials implements TokenSource, AutoCloseable {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);
    private static final Duration SHORTEST = Duration.ofMillis(300);

    /** What RFC 6749 recommends to be said and some providers leave out. */
    private static final int USUAL_SECONDS = 60;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
    private final URI tokenUrl;
    private final String authorization;
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "hotline-token");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String token;

    /** Fetches the first token; says so when there is none to be had. */
    ClientCredentials(URI tokenUrl, String clientId, String secret) {
        this.tokenUrl = tokenUrl;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((form(clientId) + ":" + form(secret)).getBytes(StandardCharsets.UTF_8));
        renewIn(fetch());
    }

    @Override
    public String token(Identity identity) {
        return token;
    }

    /** It keeps the token itself. */
    @Override
    public Duration kept() {
        return Duration.ZERO;
    }

    @Override
    public void close() {
        renewal.shutdownNow();
    }

    private void renewIn(Duration pause) {
        renewal.schedule(this::renew, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void renew() {
        Duration pause;
        try {
            pause = fetch();
        } catch (Problem notNow) {
            // the token in hand holds for a while yet; when it ends the services say so
            pause = AFTER_A_FAILURE;
        }
        if (!renewal.isShutdown()) {
            renewIn(pause);
        }
    }

    /** Fetches a token; answers when it should be renewed. */
    private Duration fetch() {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(tokenUrl)
                            .timeout(ANSWERS_WITHIN)
                            .header("Authorization", authorization)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Accept", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            JsonNode json = HotlineClient.json().readTree(answer.body());
            String fetched = json.path("access_token").asText("");
            if (answer.statusCode() != 200 || fetched.isEmpty()) {
                throw Problem.of(
                        "url.token.refused",
                        tokenUrl,
                        answer.statusCode(),
                        json.path("error_description").asText(json.path("error").asText("")));
            }
            token = fetched;
            Duration life = Duration.ofSeconds(json.path("expires_in").asLong(USUAL_SECONDS));
            Duration pause = life.multipliedBy(2).dividedBy(3);
            return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
        } catch (IOException | IllegalArgumentException e) {
            throw Problem.because(e, "url.token.unreachable", tokenUrl, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.because(e, "url.token.unreachable", tokenUrl, "interrupted");
        }
    }

    private static String form(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
