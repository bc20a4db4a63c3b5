package org.hotline12345.localstack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.localstack.token.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a real HTTP server on this machine. */
class HotlineClientTest {
    private HttpServer server;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4, work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void signs_calls_and_reads_answers() {
        answer("/api/v1/cases", exchange -> {
            String seen = exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("ETag", "\"3\"");
            exchange.getResponseHeaders().add("Idempotency-Replayed", "true");
            reply(exchange, 201, HotlineClient.json().writeValueAsString(Map.of("seen", seen)));
        });
        try (HotlineClient client = client()) {
            Answer answer = client.as(Identity.of("a", "agent"))
                    .post(ServiceName.INTAKE, "/cases", Map.of("text", "停水"), "k1")
                    .join();
            assertThat(answer.text("seen")).isEqualTo("Bearer t1 k1 {\"text\":\"停水\"}");
            assertThat(answer.etag()).isEqualTo("\"3\"");
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.replayed()).isTrue();
        }
    }

    @Test
    void waits_for_news_that_is_on_its_way() {
        answer("/api/v1/x", exchange -> {
            int call = calls.incrementAndGet();
            if (call < 3) {
                exchange.getResponseHeaders().add("Retry-After", "1");
                problem(exchange, call == 1 ? 404 : 409, "not-known-yet");
            } else {
                reply(exchange, 200, "{\"ok\":true}");
            }
        });
        try (HotlineClient client = client()) {
            long begun = System.nanoTime();
            assertThat(client.anonymous()
                            .get(ServiceName.DISPATCH, "/x")
                            .join()
                            .json()
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
        }
    }

    @Test
    void a_busy_service_is_asked_again_when_it_says() {
        answer("/api/v1/busy", exchange -> {
            if (calls.incrementAndGet() == 1) {
                exchange.getResponseHeaders().add("Retry-After", "1");
                problem(exchange, 503, "overloaded");
            } else {
                reply(exchange, 200, "{\"state\":\"SIGNED\"}");
            }
        });
        try (HotlineClient client = client()) {
            long begun = System.nanoTime();
            assertThat(client.anonymous()
                            .post(ServiceName.DISPATCH, "/busy", Map.of())
                            .join()
                            .text("state"))
                    .isEqualTo("SIGNED");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void what_waits_to_be_repeated_fails_when_the_client_is_closed() {
        answer("/api/v1/x", exchange -> {
            calls.incrementAndGet();
            problem(exchange, 404, "not-known-yet");
        });
        HotlineClient client = client();
        var call = client.anonymous().get(ServiceName.DISPATCH, "/x");
        await().until(() -> calls.get() > 0);
        client.close();

        assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void a_problem_names_status_kind_and_violations_and_is_not_repeated() {
        answer("/api/v1/x", exchange -> {
            calls.incrementAndGet();
            problem(exchange, 409, "wrong-state");
        });
        try (HotlineClient client = client()) {
            assertThatThrownBy(() -> client.anonymous()
                            .get(ServiceName.DISPATCH, "/x?y=1")
                            .join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(ApiException.class, problem -> {
                        assertThat(problem.status()).isEqualTo(409);
                        assertThat(problem.problem()).isEqualTo("wrong-state");
                        assertThat(problem.reason()).isEqualTo("409 wrong-state – T – state: no");
                        assertThat(problem.where()).isEqualTo("GET dispatch-service/api/v1/x");
                    });
            assertThat(calls).hasValue(1);
        }
    }

    @Test
    void a_refused_token_is_renewed_once() {
        answer("/api/v1/x", exchange -> {
            if (exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer t1")) {
                problem(exchange, 401, "unauthorized");
            } else {
                reply(exchange, 200, "{}");
            }
        });
        try (HotlineClient client = client()) {
            assertThat(client.as(Identity.of("a", "agent"))
                            .get(ServiceName.INTAKE, "/x")
                            .join()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void reads_a_list_page_by_page() {
        answer("/api/v1/list", exchange -> {
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            reply(
                    exchange,
                    200,
                    query.contains("after=c2") ? "{\"items\":[3],\"next\":null}" : "{\"items\":[1,2],\"next\":\"c2\"}");
        });
        try (HotlineClient client = client()) {
            assertThat(client.anonymous()
                            .each(ServiceName.INTAKE, "/list", JsonNode::asInt)
                            .join())
                    .containsExactly(1, 2, 3);
        }
    }

    @Test
    void many_calls_share_few_connections_and_long_answers_come_whole() {
        String lines = "路".repeat(60_000);
        answer("/api/v1/long", exchange -> {
            byte[] body = ("{\"text\":\"" + lines + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, calls.incrementAndGet() % 2 == 0 ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        try (HotlineClient client = client()) {
            List<CompletableFuture<Answer>> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(client.anonymous().get(ServiceName.INTAKE, "/long"));
            }
            assertThat(all)
                    .allSatisfy(one -> assertThat(one.join().text("text")).isEqualTo(lines));
        }
    }

    @Test
    void a_server_that_is_away_is_named() {
        server.stop(0);
        try (HotlineClient client = client()) {
            assertThatThrownBy(() ->
                            client.anonymous().get(ServiceName.FOLLOWUP, "/x").join())
                    .cause()
                    .isInstanceOfSatisfying(ApiException.class, problem -> {
                        assertThat(problem.problem()).isEqualTo("unreachable");
                        assertThat(problem.getMessage()).startsWith("GET followup-service/api/v1/x: ");
                    });
        }
    }

    private HotlineClient client() {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Map<ServiceName, URI> services = new EnumMap<>(ServiceName.class);
        for (ServiceName service : ServiceName.values()) {
            services.put(service, address);
        }
        return new HotlineClient(
                services,
                identity -> "t" + tokens.incrementAndGet(),
                new HttpTransport(3),
                new Patience(Duration.ofMillis(1_500)),
                "en");
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private void answer(String path, Handler handler) {
        server.createContext(path, handler::handle);
    }

    private static void problem(HttpExchange exchange, int status, String slug) throws IOException {
        reply(
                exchange,
                status,
                "{\"type\":\"https://hotline12345.org/problems/" + slug
                        + "\",\"title\":\"T\",\"violations\":[{\"field\":\"state\",\"message\":\"no\"}]}");
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
