package org.hotline12345.followup.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading contact data with client credentials: an OpenID provider and an intake that answer over HTTP. */
class ContactsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "s&cr=t 密";

    private record Config(
            Optional<String> url,
            Optional<Path> tokenFile,
            Optional<String> tokenUrl,
            String clientId,
            Optional<String> clientSecret,
            Duration timeout)
            implements IntakeConfig {}

    @TempDir
    Path folder;

    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final UUID caseId = UUID.randomUUID();
    private volatile String accepted = "token-1";
    private volatile int expiresIn = 300;
    private volatile String withheld;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::token);
        server.createContext("/api/v1/cases/", this::contact);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_token_is_asked_for_once_with_the_clients_secret_and_kept() {
        Contacts contacts = contacts(byCredentials());
        assertThat(contacts.available()).isTrue();
        for (int i = 0; i < 3; i++) {
            Contact contact = read(contacts);
            assertThat(contact.name()).isEqualTo("王某");
            assertThat(contact.phone()).isEqualTo("18643210987");
        }
        assertThat(asked)
                .containsExactly(Map.of(
                        "grant_type", "client_credentials", "client_id", "hotline-services", "client_secret", SECRET));
        assertThat(calls)
                .hasSize(3)
                .allSatisfy(call ->
                        assertThat(call).isEqualTo("POST /api/v1/cases/" + caseId + "/contact Bearer token-1 智能回访"));
    }

    @Test
    void a_token_that_is_about_to_end_is_not_used_again() {
        expiresIn = 30;
        Contacts contacts = contacts(byCredentials());
        read(contacts);
        accepted = "token-2";
        read(contacts);
        assertThat(asked).hasSize(2);
        assertThat(calls.get(1)).contains("Bearer token-2");
    }

    @Test
    void a_token_that_intake_no_longer_believes_is_exchanged_for_the_next_call() {
        Contacts contacts = contacts(byCredentials());
        read(contacts);
        accepted = "token-2";
        assertThatThrownBy(() -> read(contacts))
                .isInstanceOf(ContactUnavailable.class)
                .hasMessage("intake answered 401");
        assertThat(read(contacts).phone()).isEqualTo("18643210987");
        assertThat(asked).hasSize(2);
    }

    @Test
    void a_wrong_secret_an_empty_answer_and_a_provider_that_is_away_are_told_without_the_secret() {
        Contacts wrong = contacts(new Config(
                url(""),
                Optional.empty(),
                url("/token"),
                "hotline-services",
                Optional.of("wrong"),
                Duration.ofSeconds(5)));
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(ContactUnavailable.class)
                .hasMessage("intake cannot be reached: IOException");
        accepted = "";
        assertThatThrownBy(() -> read(contacts(byCredentials()))).isInstanceOf(ContactUnavailable.class);
        assertThat(calls).isEmpty();
        Contacts right = contacts(byCredentials());
        server.stop(0);
        assertThatThrownBy(() -> read(right))
                .isInstanceOf(ContactUnavailable.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void whom_intake_withholds_is_not_asked_and_other_refusals_are_no_answer() {
        Contacts contacts = contacts(byCredentials());
        for (String wish : List.of("contact-protected", "contact-over")) {
            withheld = wish;
            assertThat(read(contacts)).isEqualTo(new Contact(null, null, null));
        }
        withheld = "forbidden";
        assertThatThrownBy(() -> read(contacts))
                .isInstanceOf(ContactUnavailable.class)
                .hasMessage("intake answered 403");
    }

    @Test
    void a_token_in_a_file_is_read_anew_for_each_call() throws IOException {
        Path file = folder.resolve("service.token");
        Files.writeString(file, "token-1\n");
        Contacts contacts = contacts(new Config(
                url("/"),
                Optional.of(file),
                Optional.empty(),
                "hotline-services",
                Optional.empty(),
                Duration.ofSeconds(5)));
        assertThat(read(contacts).name()).isEqualTo("王某");
        Files.writeString(file, "token-2\n");
        accepted = "token-2";
        assertThat(read(contacts).name()).isEqualTo("王某");
        assertThat(asked).isEmpty();
    }

    @Test
    void without_an_address_or_a_way_to_a_token_nothing_can_be_read() {
        Optional<String> none = Optional.empty();
        Optional<Path> noFile = Optional.empty();
        var wait = Duration.ofSeconds(1);
        assertThat(new Config(none, noFile, url("/token"), "c", Optional.of("s"), wait).complete())
                .isFalse();
        assertThat(new Config(url(""), noFile, none, "c", Optional.of("s"), wait).complete())
                .isFalse();
        assertThat(new Config(url(""), noFile, url("/token"), "c", none, wait).complete())
                .isFalse();
        assertThat(new Config(url(""), Optional.of(folder), none, "c", none, wait).complete())
                .isTrue();
    }

    private Contact read(Contacts contacts) {
        return contacts.of(caseId, "智能回访").await().atMost(Duration.ofSeconds(20));
    }

    private static Contacts contacts(IntakeConfig config) {
        return new Contacts(config, new ServiceToken(config, JSON), JSON);
    }

    private Config byCredentials() {
        return new Config(
                url(""),
                Optional.empty(),
                url("/token"),
                "hotline-services",
                Optional.of(SECRET),
                Duration.ofSeconds(5));
    }

    private Optional<String> url(String path) {
        return Optional.of("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> fields = Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        asked.add(fields);
        boolean known = SECRET.equals(fields.get("client_secret"));
        answer(
                exchange,
                known ? 200 : 401,
                known
                        ? "{\"access_token\": \"" + accepted + "\", \"expires_in\": " + expiresIn + "}"
                        : "{\"error\": \"invalid_client\"}");
    }

    private void contact(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + shown + " "
                + body.path("purpose").asText());
        boolean known = shown.equals("Bearer " + accepted);
        if (withheld != null) {
            answer(exchange, 403, "{\"type\": \"https://hotline12345.org/problems/" + withheld + "\"}");
            return;
        }
        answer(exchange, known ? 200 : 401, known ? "{\"name\": \"王某\", \"phone\": \"18643210987\"}" : "{}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
