package org.hotline12345.dispatch.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The system of a unit: takes what it is told, or does not. */
final class Receiver implements AutoCloseable {
    record Told(String id, String timestamp, String signature, String body) {
        JsonNode json() {
            try {
                return new ObjectMapper().readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String type() {
            return json().path("type").asText();
        }
    }

    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = 204;
    private volatile long millis;

    private Receiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                told.add(new Told(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
                if (millis > 0) {
                    java.util.concurrent.locks.LockSupport.parkNanos(millis * 1_000_000);
                }
                if (status == 302) {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + port() + "/elsewhere");
                }
                exchange.sendResponseHeaders(status, -1);
            }
        });
        server.start();
    }

    static Receiver start(int port) {
        try {
            return new Receiver(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/hotline?of=unit";
    }

    /** What it answers from now on. */
    void answers(int newStatus) {
        status = newStatus;
    }

    void takes(long newMillis) {
        millis = newMillis;
    }

    List<Told> told() {
        return told;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
