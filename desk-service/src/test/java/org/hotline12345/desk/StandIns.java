package org.hotline12345.desk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * In the place of the four services: answers what a test told it to, and remembers what it was asked. What begins with {@code /api/v1/echo}
 * and the survey are told what came; {@code /api/v1/never} gets no answer. The test and the servers may live in different class loaders, so the test talks to them by HTTP.
 */
public final class StandIns {
    private static final List<String> SERVICES = List.of("intake", "dispatch", "followup", "assessment");
    private static final String PORT = "hotline.test.stand-in.";
    private static final String ANSWER = "/-answer";
    private static final String REQUESTS = "/-requests";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private record Answer(int status, byte[] body) {}

    /* ---- the side of the servers ---- */

    private static final class Server {
        private final Map<String, Answer> answers = new ConcurrentHashMap<>();
        private final List<String> requests = new CopyOnWriteArrayList<>();
        private final HttpServer server;

        Server() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            server.createContext("/", this::serve);
            server.createContext("/api/v1/echo", Server::echo);
            server.createContext("/api/v1/survey/", Server::echo);
            server.createContext("/api/v1/never", exchange -> {});
            server.createContext(ANSWER, this::learn);
            server.createContext(
                    REQUESTS,
                    exchange -> send(
                            exchange,
                            200,
                            "text/plain",
                            String.join("\n", requests).getBytes(StandardCharsets.UTF_8)));
            server.start();
        }

        private void serve(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String method = exchange.getRequestMethod() + " ";
            URI uri = exchange.getRequestURI();
            requests.add(method + uri + (body.isEmpty() ? "" : " " + body.replace('\n', ' ')));
            Answer answer = answers.getOrDefault(method + uri, answers.get(method + uri.getRawPath()));
            if (answer == null) {
                String problem =
                        "{\"status\":404,\"detail\":\"no answer of the test for %s%s\"}".formatted(method, uri);
                answer = new Answer(404, problem.getBytes(StandardCharsets.UTF_8));
            }
            send(exchange, answer.status(), "application/json", answer.body());
        }

        private void learn(HttpExchange exchange) throws IOException {
            if (exchange.getRequestMethod().equals("DELETE")) {
                answers.clear();
                requests.clear();
            } else {
                var headers = exchange.getRequestHeaders();
                byte[] body = exchange.getRequestBody().readAllBytes();
                String to = headers.getFirst("Method") + " "
                        + exchange.getRequestURI().toString().substring(ANSWER.length());
                answers.put(to, new Answer(Integer.parseInt(headers.getFirst("Status")), body));
            }
            send(exchange, 204, "text/plain", new byte[0]);
        }

        private static void echo(HttpExchange exchange) throws IOException {
            long size = exchange.getRequestBody().readAllBytes().length;
            byte[] told = "%s %s%nauthorization %s%ncookie %s%nfor %s%nhost %s%nsize %d"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            exchange.getRequestHeaders().getFirst("Cookie"),
                            exchange.getRequestHeaders().getFirst("X-Forwarded-For"),
                            exchange.getRequestHeaders().getFirst("X-Forwarded-Host"),
                            size)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Set-Cookie", "spy=1");
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "http://" + exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
            send(exchange, 200, "text/plain;charset=UTF-8", told);
        }

        private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.getResponseHeaders().set("ETag", "\"7\"");
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Starts them; the result stops them. */
    static AutoCloseable start() {
        List<Server> servers = SERVICES.stream().map(StandIns::start).toList();
        return () -> servers.forEach(one -> one.server.stop(0));
    }

    private static Server start(String service) {
        try {
            var server = new Server();
            System.setProperty(
                    PORT + service, Integer.toString(server.server.getAddress().getPort()));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the front door finds them. */
    static Map<String, String> settings() {
        return SERVICES.stream()
                .collect(Collectors.toMap(service -> "HOTLINE_" + service.toUpperCase() + "_URL", StandIns::url));
    }

    private static String url(String service) {
        return "http://127.0.0.1:" + System.getProperty(PORT + service);
    }

    /* ---- the side of the tests ---- */

    /**
     * What a service answers from now on.
     *
     * @param path Below {@code /api/v1/}; with a query only to this query, else to any.
     */
    public void answer(String service, String method, String path, int status, String json) {
        call(
                service,
                ANSWER + "/api/v1/" + path,
                request -> request.method("PUT", BodyPublishers.ofString(json))
                        .header("Method", method)
                        .header("Status", Integer.toString(status)));
    }

    /** What a service answers to those who read. */
    public void answer(String service, String path, String json) {
        answer(service, "GET", path, 200, json);
    }

    /** What a service was asked since it was told to forget: {@code METHOD /api/v1/… body}. */
    public List<String> requests(String service) {
        return call(service, REQUESTS, request -> request).lines().toList();
    }

    /** Forgets answers and requests. */
    public void forget() {
        SERVICES.forEach(service -> call(service, ANSWER, HttpRequest.Builder::DELETE));
    }

    private static String call(String service, String path, Function<HttpRequest.Builder, HttpRequest.Builder> more) {
        try {
            var request = more.apply(HttpRequest.newBuilder(URI.create(url(service) + path)));
            return HTTP.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
