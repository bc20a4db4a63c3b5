package org.hotline12345.localstack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An importer's commands to a service, those that come at the same time in one request: what comes while requests are under way goes
 * into the next one. Each is answered as if it had been sent alone; one that the service asks to repeat is repeated alone.
 */
public final class CommandBatches {
    /** The most commands that the services take in one request. */
    private static final int LARGEST = 100;

    /** Half of what the services take as a body. */
    private static final int MOST_BYTES = 512 * 1024;

    private final HotlineClient.As caller;
    private final ServiceName service;
    private final int atOnce;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int underWay;

    /** Batches to the service, so many requests under way at once at most. */
    public CommandBatches(HotlineClient.As caller, ServiceName service, int atOnce) {
        this.caller = caller;
        this.service = service;
        this.atOnce = atOnce;
    }

    private record Waiting(String path, ObjectNode body, String key, byte[] item, CompletableFuture<Answer> done) {}

    /** Sends a command that may be repeated under its key. */
    public CompletableFuture<Answer> post(String path, ObjectNode body, String key) {
        ObjectNode item =
                HotlineClient.json().createObjectNode().put("key", key).put("path", path);
        item.set("body", body);
        var command = new Waiting(path, body, key, bytes(item), new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(command);
        }
        start();
        return command.done();
    }

    private void start() {
        for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
            send(batch);
        }
    }

    private List<Waiting> next() {
        synchronized (waiting) {
            if (underWay >= atOnce || waiting.isEmpty()) {
                return List.of();
            }
            List<Waiting> batch = new ArrayList<>();
            int size = 0;
            while (!waiting.isEmpty()
                    && batch.size() < LARGEST
                    && (batch.isEmpty() || size + waiting.peek().item().length <= MOST_BYTES)) {
                Waiting next = waiting.poll();
                size += next.item().length + 1;
                batch.add(next);
            }
            underWay++;
            return batch;
        }
    }

    private void send(List<Waiting> batch) {
        caller.batch(service, body(batch)).whenComplete((answer, failure) -> {
            synchronized (waiting) {
                underWay--;
            }
            start();
            for (int i = 0; i < batch.size(); i++) {
                if (failure == null) {
                    answered(batch.get(i), answer.json().path("items").path(i));
                } else {
                    batch.get(i).done().completeExceptionally(failure);
                }
            }
        });
    }

    private void answered(Waiting command, JsonNode item) {
        int status = item.path("status").asInt();
        JsonNode body = item.path("body");
        if (status >= 200 && status < 300) {
            boolean replayed = item.path("replayed").asBoolean();
            command.done().complete(new Answer(status, () -> body, null, null, replayed));
        } else if (HotlineClient.outcome(status, body) != Patience.Outcome.FINAL) {
            caller.post(service, command.path(), command.body(), command.key()).whenComplete((answer, failure) -> {
                if (failure == null) {
                    command.done().complete(answer);
                } else {
                    command.done().completeExceptionally(failure);
                }
            });
        } else {
            String where = "POST " + service.artifact() + "/api/v1" + command.path();
            command.done().completeExceptionally(ApiException.answered(status, where, body));
        }
    }

    private static byte[] body(List<Waiting> batch) {
        var body = new ByteArrayOutputStream();
        String before = "{\"items\":[";
        for (Waiting command : batch) {
            body.writeBytes(before.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(command.item());
            before = ",";
        }
        body.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static byte[] bytes(ObjectNode item) {
        try {
            return HotlineClient.json().writeValueAsBytes(item);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
