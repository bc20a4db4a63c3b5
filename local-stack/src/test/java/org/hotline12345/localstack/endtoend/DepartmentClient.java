package org.hotline12345.localstack.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The client that docs/departments.md prints, from its record on. */
record DepartmentClient(String address, String unit, Supplier<String> token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** 处理某位置以来的变更，返回下次的位置，请保存 Handles what changed since a position; keep the one it gives back. */
    long step(long after, Function<JsonNode, Map<String, ?>> office) throws Exception {
        JsonNode feed = call("GET", "/units/" + unit + "/work-orders/feed?wait=20&after=" + after, null, "feed");
        for (JsonNode change : feed.path("items")) {
            String path = "/work-orders/" + change.path("workOrderId").asText();
            if (change.path("op").asText().equals("REMOVE")) {
                continue;
            }
            JsonNode order = call("GET", path, null, path);
            if (may(order, "sign")) {
                call("POST", path + "/sign", Map.of(), "sign " + path);
                order = call("GET", path, null, path);
            }
            Map<String, ?> reply = may(order, "replies") ? office.apply(order) : null;
            if (reply != null) {
                call("POST", path + "/replies", reply, "reply " + path + " " + order.path("version"));
            }
        }
        return feed.path("next").asLong();
    }

    private static boolean may(JsonNode order, String command) {
        return order.path("allowed").toString().contains('"' + command + '"');
    }

    private JsonNode call(String method, String path, Object body, String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, BodyPublishers.ofString(body == null ? "" : JSON.writeValueAsString(body)))
                .build();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> answer = HTTP.sendAsync(request, BodyHandlers.ofString())
                    .exceptionally(lost -> null)
                    .join();
            int status = answer == null ? 503 : answer.statusCode();
            if (status < 300) {
                return JSON.readTree(answer.body());
            }
            long wait = answer == null
                    ? attempt
                    : answer.headers().firstValueAsLong("Retry-After").orElse(status < 500 ? 0 : attempt);
            if (wait == 0 || attempt == 8) {
                throw new IllegalStateException(status + " " + path + ": " + (answer == null ? "" : answer.body()));
            }
            TimeUnit.SECONDS.sleep(wait);
        }
    }
}
