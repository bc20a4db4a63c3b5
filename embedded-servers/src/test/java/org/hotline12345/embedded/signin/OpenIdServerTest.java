package org.hotline12345.embedded.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens here are their claims as JSON: who signs them is somebody else's. */
class OpenIdServerTest {
    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERIFIER = "a-verifier-of-forty-three-letters-0123456789";
    private static final String DESK = "http://127.0.0.1:8080/signed-in";
    private static final Person HANDLER = new Person("承办人-W", "周敏", "市水务局 承办人", List.of("unit-handler"), "W", null);

    private final Later clock = new Later();
    private final HttpClient http = HttpClient.newHttpClient();
    private final OpenIdServer server = OpenIdServer.start(
            new OpenIdServer.Settings(
                    0,
                    "urn:test",
                    "hotline",
                    "{\"keys\":[]}",
                    Duration.ofHours(1),
                    OpenIdServerTest::json,
                    () -> List.of(HANDLER)),
            clock);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_code_gives_tokens_of_the_person_that_was_chosen() {
        JsonNode tokens = tokens(code(DESK), VERIFIER, DESK);

        JsonNode access = parsed(tokens.path("access_token").asText());
        assertThat(access.path("sub").asText()).isEqualTo("承办人-W");
        assertThat(access.path("name").asText()).isEqualTo("周敏");
        assertThat(access.path("unit").asText()).isEqualTo("W");
        assertThat(access.path("groups").get(0).asText()).isEqualTo("unit-handler");
        assertThat(access.path("aud").get(0).asText()).isEqualTo("hotline");
        assertThat(access.path("exp").asLong())
                .isEqualTo(NOW.plus(Duration.ofHours(1)).getEpochSecond());
        assertThat(parsed(tokens.path("id_token").asText()).path("aud").get(0).asText())
                .isEqualTo("hotline-desk");
    }

    @Test
    void a_code_is_good_once() {
        String code = code(DESK);
        tokens(code, VERIFIER, DESK);

        assertThat(tokens(code, VERIFIER, DESK).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void a_code_is_good_for_a_minute() {
        String code = code(DESK);
        clock.passes(Duration.ofSeconds(61));

        assertThat(tokens(code, VERIFIER, DESK).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void a_code_is_good_for_those_alone_who_asked_for_it() {
        assertThat(tokens(code(DESK), "another-verifier", DESK).path("error").asText())
                .isEqualTo("invalid_grant");
        assertThat(tokens(code(DESK), VERIFIER, "http://127.0.0.1:9999/")
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void several_calls_may_renew_a_session_at_once_until_it_ends() {
        String refresh =
                tokens(code(DESK), VERIFIER, DESK).path("refresh_token").asText();

        assertThat(renewed(refresh).path("access_token").asText()).contains("周敏");
        assertThat(renewed(refresh).path("access_token").asText()).contains("周敏");
        clock.passes(Duration.ofHours(2));
        assertThat(renewed(refresh).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void nobody_is_sent_to_another_machine() {
        assertThat(chosen("https://elsewhere.example/", HANDLER.subject()).statusCode())
                .isEqualTo(400);
        assertThat(chosen("http://127.0.0.1:80@elsewhere.example/", HANDLER.subject())
                        .statusCode())
                .isEqualTo(400);
        assertThat(chosen("http://127.0.0.1.elsewhere.example/", HANDLER.subject())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nobody_signs_in_as_somebody_who_is_not_there() {
        assertThat(chosen(DESK, "市长").statusCode()).isEqualTo(400);
    }

    @Test
    void it_is_asked_under_the_name_of_this_machine_only() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort()));
            socket.getOutputStream()
                    .write("GET /jwks HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void the_page_lists_people_and_finds_them_by_unit() {
        assertThat(page("")).contains("周敏", "市水务局 承办人");
        assertThat(page("水务")).contains("周敏");
        assertThat(page("公安")).doesNotContain("周敏");
        assertThat(page("\"><script>")).contains("&quot;>&lt;script>").doesNotContain("<script>");
    }

    /** The code that somebody gets who chose the handler. */
    private String code(String redirect) {
        String location = chosen(redirect, HANDLER.subject())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(location).startsWith(redirect + "?code=").endsWith("&state=a-state");
        return location.replaceFirst(".*code=([^&]+).*", "$1");
    }

    private HttpResponse<String> chosen(String redirect, String subject) {
        Map<String, String> form = asked(redirect);
        form.put("subject", subject);
        return send(post("/authorize", form));
    }

    private String page(String word) {
        Map<String, String> form = asked(DESK);
        form.put("word", word);
        return send(HttpRequest.newBuilder(URI.create(server.url() + "/authorize?" + encoded(form))))
                .body();
    }

    private static Map<String, String> asked(String redirect) {
        return new HashMap<>(Map.of(
                "response_type", "code",
                "client_id", "hotline-desk",
                "redirect_uri", redirect,
                "state", "a-state",
                "code_challenge", challenge(),
                "code_challenge_method", "S256"));
    }

    private JsonNode tokens(String code, String verifier, String redirect) {
        return parsed(send(post(
                        "/token",
                        Map.of(
                                "grant_type", "authorization_code",
                                "code", code,
                                "redirect_uri", redirect,
                                "code_verifier", verifier)))
                .body());
    }

    private JsonNode renewed(String refresh) {
        return parsed(send(post("/token", Map.of("grant_type", "refresh_token", "refresh_token", refresh)))
                .body());
    }

    private HttpRequest.Builder post(String path, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).POST(BodyPublishers.ofString(encoded(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Map<String, Object> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    /** A clock that a test moves. */
    private static final class Later extends Clock {
        private Instant now = NOW;

        void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
