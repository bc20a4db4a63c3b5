package org.hotline12345.followup.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;

/** The token by which this service calls another: from a file, or by client credentials and kept until shortly before its end. */
@ApplicationScoped
public class ServiceToken {
    private static final Duration BEFORE_END = Duration.ofSeconds(30);

    private record Kept(String token, Instant until) {}

    private final IntakeConfig config;
    private final ObjectMapper json;
    private final HttpClient http;
    private volatile Kept kept;

    public ServiceToken(IntakeConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
        this.http = HttpClient.newBuilder().connectTimeout(config.timeout()).build();
    }

    /** A token that holds; blocks while it is fetched. */
    public String get() throws IOException, InterruptedException {
        if (config.tokenFile().isPresent()) {
            return Files.readString(config.tokenFile().get()).strip();
        }
        Kept known = kept;
        if (known == null || Instant.now().isAfter(known.until())) {
            known = fetch();
            kept = known;
        }
        return known.token();
    }

    /** The token was refused: the next call gets another. */
    public void forget() {
        kept = null;
    }

    private Kept fetch() throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + encoded(config.clientId()) + "&client_secret="
                + encoded(config.clientSecret().orElseThrow());
        var request = HttpRequest.newBuilder(URI.create(config.tokenUrl().orElseThrow()))
                .timeout(config.timeout())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the OpenID provider answered " + response.statusCode());
        }
        JsonNode answer = json.readTree(response.body());
        String token = answer.path("access_token").asText("");
        if (token.isEmpty()) {
            throw new IOException("the OpenID provider answered without a token");
        }
        Instant until =
                Instant.now().plusSeconds(answer.path("expires_in").asLong(60)).minus(BEFORE_END);
        return new Kept(token, until);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
