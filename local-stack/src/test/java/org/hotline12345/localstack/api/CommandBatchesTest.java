package org.hotline12345.localstack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Against a service that answers when the test says so. */
class CommandBatchesTest {
    private final List<Transport.Sent> sent = new ArrayList<>();
    private final List<CompletableFuture<Transport.Received>> answers = new ArrayList<>();
    private final HotlineClient client = new HotlineClient(Map.of(), who -> "t", new Held(), Patience.none(), "en");
    private final CommandBatches batches = new CommandBatches(client.anonymous(), ServiceName.DISPATCH, 1);

    private CompletableFuture<Answer> post(String key) {
        return post(key, "t");
    }

    private CompletableFuture<Answer> post(String key, String text) {
        ObjectNode body = HotlineClient.json().createObjectNode().put("text", text);
        return batches.post("/work-orders/1/sign", body, key);
    }

    private JsonNode items(int request) {
        try {
            return HotlineClient.json().readTree(sent.get(request).body()).path("items");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers every item of the request by its key: status and body. */
    private void answer(int request, Function<String, Object[]> how) {
        ObjectNode answer = HotlineClient.json().createObjectNode();
        for (JsonNode item : items(request)) {
            Object[] outcome = how.apply(item.path("key").asText());
            answer.withArray("items")
                    .addObject()
                    .put("status", (int) outcome[0])
                    .put("replayed", false)
                    .set("body", HotlineClient.json().valueToTree(outcome[1]));
        }
        answers.get(request)
                .complete(new Transport.Received(
                        200,
                        Map.of("content-type", "application/json"),
                        answer.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Object[] good(String key) {
        return new Object[] {200, Map.of("done", key)};
    }

    private static Object[] bad(int status, String problem) {
        return new Object[] {status, Map.of("type", "https://hotline12345.org/problems/" + problem, "title", "No")};
    }

    @Test
    void what_comes_while_a_request_is_under_way_goes_into_the_next_ones() {
        List<CompletableFuture<Answer>> all = new ArrayList<>();
        for (int i = 0; i < 151; i++) {
            all.add(post("k" + i));
        }

        for (int request = 0; request < 3; request++) {
            answer(request, CommandBatchesTest::good);
        }

        assertThat(List.of(items(0).size(), items(1).size(), items(2).size())).containsExactly(1, 100, 50);
        assertThat(items(1).path(0))
                .isEqualTo(HotlineClient.json()
                        .valueToTree(Map.of("key", "k1", "path", "/work-orders/1/sign", "body", Map.of("text", "t"))));
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).join().text("done")).isEqualTo("k" + i);
        }
    }

    @Test
    void a_request_stays_below_what_services_take() {
        for (int i = 0; i < 11; i++) {
            post("k" + i, "x".repeat(100_000));
        }

        answer(0, CommandBatchesTest::good);

        assertThat(items(1)).hasSize(5);
    }

    @Test
    void a_command_that_fails_fails_alone() {
        post("first");
        CompletableFuture<Answer> good = post("good");
        CompletableFuture<Answer> bad = post("bad");
        answer(0, CommandBatchesTest::good);

        answer(1, key -> key.equals("bad") ? bad(409, "wrong-state") : good(key));

        assertThat(good.join().text("done")).isEqualTo("good");
        assertThatThrownBy(bad::join).cause().isInstanceOfSatisfying(ApiException.class, problem -> {
            assertThat(problem.status()).isEqualTo(409);
            assertThat(problem.problem()).isEqualTo("wrong-state");
            assertThat(problem.where()).endsWith("/api/v1/work-orders/1/sign");
        });
    }

    @Test
    void what_the_service_asks_to_repeat_is_repeated_alone_and_holds_up_nobody() {
        CompletableFuture<Answer> early = post("early");
        answer(0, key -> bad(404, "not-known-yet"));
        CompletableFuture<Answer> next = post("next");

        answer(2, CommandBatchesTest::good);
        answers.get(1)
                .complete(new Transport.Received(
                        200,
                        Map.of("content-type", "application/json"),
                        "{\"done\": \"late\"}".getBytes(StandardCharsets.UTF_8)));

        assertThat(sent.get(1).target()).isEqualTo("/api/v1/work-orders/1/sign");
        assertThat(sent.get(1).headers()).containsEntry("Idempotency-Key", "early");
        assertThat(next.join().text("done")).isEqualTo("next");
        assertThat(early.join().text("done")).isEqualTo("late");
    }

    private final class Held implements Transport {
        @Override
        public CompletableFuture<Received> send(Sent request) {
            sent.add(request);
            var answer = new CompletableFuture<Received>();
            answers.add(answer);
            return answer;
        }

        @Override
        public void close() {}
    }
}
