package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hotline12345.embedded.ChildProcess;
import org.hotline12345.embedded.Ports;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.token.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One of two instances is told to stop while it is at work. */
@ExtendWith(SharedSuite.class)
class DrainIT {
    private static final String UNIT = "CCSFJ";

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final String token = SharedSuite.stack().tokens().token(Identity.of("司法局接口", "unit-handler", UNIT));

    @Test
    void an_instance_that_stops_says_so_and_answers_what_it_has_in_hand_and_what_still_comes() throws Exception {
        ChildProcess instance = SharedSuite.stack()
                .startInstance(
                        Part.DISPATCH,
                        2,
                        Map.of("HOTLINE_HTTP_PORT", Integer.toString(port), "QUARKUS_SHUTDOWN_DELAY", "4s"));
        var waiting = send(to("/api/v1/units/" + UNIT + "/work-orders/feed?wait=30"));
        var connection = new Socket("127.0.0.1", port);
        // the half of a body: no client sends less than it has
        write(
                connection,
                "POST /api/v1/work-orders/" + UUID.randomUUID()
                        + "/sign HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + token + "\r\nIdempotency-Key: " + UUID.randomUUID()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{");
        var half = CompletableFuture.supplyAsync(() -> firstLine(connection));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(answer(to("/q/metrics").header("Accept", "text/plain"))
                                .body()
                                .lines())
                        .anyMatch(line -> line.startsWith("hotline_http_in_flight") && line.endsWith(" 1.0")));

        var stopped = CompletableFuture.runAsync(() -> instance.stop(Duration.ofSeconds(60)));

        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> answer(to("/q/health/ready")).statusCode() == 503);
        assertThat(answer(to("/api/v1/units?limit=1")).statusCode()).isEqualTo(200);
        assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        // beyond the delay
        await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(10)).until(() -> !half.isDone());
        write(connection, "}");
        assertThat(half.get(10, TimeUnit.SECONDS)).startsWith("HTTP/1.1 404");
        stopped.get(60, TimeUnit.SECONDS);
        connection.close();
    }

    private static void write(Socket connection, String words) throws IOException {
        connection.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
    }

    private static String firstLine(Socket connection) {
        try {
            return new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        return send(request).join();
    }
}
