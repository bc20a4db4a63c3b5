package org.hotline12345.followup.channel;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A message gateway on this machine, and intake's contact interface beside it. The gateway checks signatures and takes a message
 * once; a test tells it by {@code PUT /control} how to answer the next ones: a status, {@code hang} (no answer), {@code lost}
 * (taken, no answer).
 */
public class GatewayServer implements QuarkusTestResourceLifecycleManager {
    static final String SECRET = "a-secret-of-the-gateway";
    static final String PHONE = "18643210987";
    static final String CODE = "40718263";

    private final ObjectMapper json = new ObjectMapper();
    private final ConcurrentLinkedQueue<String> behaviours = new ConcurrentLinkedQueue<>();
    private final List<Map<String, Object>> received = new CopyOnWriteArrayList<>();
    private final List<String> purposes = new CopyOnWriteArrayList<>();
    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final List<Map<String, Object>> supplements = new CopyOnWriteArrayList<>();
    private final Set<String> supplementKeys = ConcurrentHashMap.newKeySet();
    private volatile JsonNode citizens = json.createObjectNode();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "gateway");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/messages", this::message);
            server.createContext("/api/v1/cases/", this::contact);
            server.createContext("/api/v1/citizens/search", this::citizen);
            server.createContext("/citizens", this::citizens);
            server.createContext(
                    "/supplements", exchange -> answer(exchange, 200, json.writeValueAsString(supplements)));
            server.createContext("/control", this::control);
            server.createContext("/received", exchange -> answer(exchange, 200, json.writeValueAsString(received)));
            server.createContext("/purposes", exchange -> answer(exchange, 200, json.writeValueAsString(purposes)));
            server.start();
            Path token = Files.createTempFile("service", ".token");
            token.toFile().deleteOnExit();
            Files.writeString(token, "the-service-token\n");
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            var config = new HashMap<String, String>();
            config.put("hotline.followup.intake.url", base);
            config.put("hotline.followup.intake.token-file", token.toString());
            config.put("hotline.followup.survey.public-url", "https://12345.example.cn/");
            config.put("hotline.followup.channels.secrets.sms", SECRET);
            config.put("hotline.followup.channels.secrets.robot", SECRET);
            config.put("hotline.followup.channels.secrets.files", SECRET);
            config.put("hotline.followup.channels.allowed-networks", "127.0.0.1/32");
            config.put("hotline.followup.channels.timeout", "700ms");
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void control(HttpExchange exchange) throws IOException {
        List<String> next =
                json.readValue(exchange.getRequestBody().readAllBytes(), new TypeReference<ArrayList<String>>() {});
        behaviours.clear();
        behaviours.addAll(next);
        received.clear();
        answer(exchange, 200, "{}");
    }

    /** What intake is to say from now on: {@code {"away": true}}, {@code {"refuses": 409}}, or a citizen by the telephone. */
    private void citizens(HttpExchange exchange) throws IOException {
        citizens = json.readTree(exchange.getRequestBody().readAllBytes());
        answer(exchange, 200, "{}");
    }

    private void citizen(HttpExchange exchange) throws IOException {
        JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
        purposes.add(body.path("purpose").asText());
        if (citizens.path("away").asBoolean()) {
            answer(exchange, 503, "{}");
            return;
        }
        JsonNode known = citizens.path(body.path("phone").asText());
        answer(exchange, 200, known.isMissingNode() ? "{\"citizenRef\":null,\"cases\":[]}" : known.toString());
    }

    private void supplement(HttpExchange exchange, JsonNode body) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String token = exchange.getRequestHeaders().getFirst("Authorization").replaceFirst("Bearer ", "");
        int status = citizens.path("refuses").asInt(200);
        if (status == 200 && supplementKeys.add(key)) {
            var added = new LinkedHashMap<String, Object>();
            added.put("path", exchange.getRequestURI().getPath());
            added.put("text", body.path("text").asText());
            added.put(
                    "by",
                    json.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]))
                            .path("sub")
                            .asText());
            supplements.add(added);
        }
        answer(exchange, status, "{\"detail\":\"当前状态为“已归档”。\"}");
    }

    private void contact(HttpExchange exchange) throws IOException {
        JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
        if (exchange.getRequestURI().getPath().endsWith("/supplements")) {
            supplement(exchange, body);
            return;
        }
        boolean known =
                "Bearer the-service-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        purposes.add(body.path("purpose").asText());
        String code = body.path("withCode").asBoolean() ? ",\"queryCode\":\"" + CODE + "\"" : "";
        answer(exchange, known ? 200 : 401, known ? "{\"name\":\"王某\",\"phone\":\"" + PHONE + "\"" + code + "}" : "{}");
    }

    private void message(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String signature = exchange.getRequestHeaders().getFirst(Signature.HEADER);
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(signature.replaceAll("t=(\\d+),.*", "$1")));
        var seen = new LinkedHashMap<String, Object>();
        seen.put("id", key);
        seen.put("signed", Signature.of(body, SECRET, signedAt).equals(signature));
        seen.put("message", json.readTree(body));
        received.add(seen);
        String behaviour = behaviours.isEmpty() ? "200" : behaviours.poll();
        if (behaviour.equals("lost")) {
            taken.add(key);
        }
        if (behaviour.equals("hang") || behaviour.equals("lost")) {
            return;
        }
        int status = Integer.parseInt(behaviour);
        if (status == 200 && !taken.add(key)) {
            status = 409;
        }
        answer(exchange, status, "{\"what\":\"ever\"}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
