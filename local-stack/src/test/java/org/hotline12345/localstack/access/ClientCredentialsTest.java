package org.hotline12345.localstack.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.language.Problem;
import org.hotline12345.localstack.token.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of this machine stands in for the identity provider and for the services behind a proxy. */
class ClientCredentialsTest {
    private static final Identity WHOEVER = Identity.of("history-importer", "importer");

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile boolean away;
    private volatile int life = 1;
    private HttpServer server;

    @TempDir
    Path home;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            String sent = exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            // hotline-importer:a%2Fsecret
            boolean known = sent.equals("Basic aG90bGluZS1pbXBvcnRlcjphJTJGc2VjcmV0 grant_type=client_credentials");
            answer(
                    exchange,
                    known && !away ? 200 : 401,
                    known && !away
                            ? "{\"access_token\": \"t" + tokens.incrementAndGet() + "\", \"expires_in\": " + life + "}"
                            : "{\"error\": \"invalid_client\", \"error_description\": \"no such client\"}");
        });
        server.createContext("/intake/api/v1/cases", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, 200, "{}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_token_is_renewed_before_it_ends_and_every_call_carries_the_one_in_force() {
        Map<ServiceName, URI> services = new EnumMap<>(ServiceName.class);
        services.put(ServiceName.INTAKE, URI.create(url("/intake")));
        life = 3;
        try (var access = new RemoteAccess(services, credentials("a/secret"), home);
                HotlineClient client = access.client(2)) {
            client.as(WHOEVER).get(ServiceName.INTAKE, "/cases").join();
            await().until(() -> tokens.get() >= 3);
            client.as(WHOEVER).get(ServiceName.INTAKE, "/cases").join();
            assertThat(asked).hasSize(2).doesNotHaveDuplicates();
            assertThat(access.memory().getParent().getParent()).isEqualTo(home);
        }
    }

    @Test
    void the_token_in_hand_is_used_on_while_the_provider_is_away_and_renewed_when_it_is_back() {
        try (var credentials = credentials("a/secret")) {
            away = true;
            int before = tokens.get();
            await().during(Duration.ofMillis(900))
                    .until(() -> credentials.token(WHOEVER).equals("t" + before));
            away = false;
            await().until(() -> !credentials.token(WHOEVER).equals("t" + before));
        }
    }

    @Test
    void a_wrong_secret_is_said_at_once() {
        assertThatThrownBy(() -> credentials("wrong"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("401 no such client")
                .hasMessageContaining(url("/token"));
    }

    @Test
    void a_provider_that_is_not_there_is_said() {
        server.stop(0);
        assertThatThrownBy(() -> credentials("a/secret"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(url("/token"));
    }

    private ClientCredentials credentials(String secret) {
        return new ClientCredentials(URI.create(url("/token")), "hotline-importer", secret);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String json)
            throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
