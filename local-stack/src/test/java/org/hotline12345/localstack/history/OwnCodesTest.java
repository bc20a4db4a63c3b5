package org.hotline12345.localstack.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.Patience;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.api.Transport;
import org.hotline12345.localstack.history.model.CasePlan;
import org.junit.jupiter.api.Test;

/** An intake that hears of the profile's categories and units late. */
class OwnCodesTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int refusals;
    private volatile String refusedField = "category";
    private final HotlineClient client =
            new HotlineClient(Map.of(), who -> "t", new LateIntake(), Patience.none(), "en");
    private final SuiteCalls calls = new SuiteCalls(client);

    @Test
    void the_first_row_of_a_category_asks_until_it_is_known_and_the_others_follow() {
        refusals = 3;
        calls.brought(Set.of("BOS01"), Set.of("U1"));

        List<CompletableFuture<Answer>> rows = new ArrayList<>();
        for (int row = 1; row <= 20; row++) {
            rows.add(calls.register(plan(row, "BOS01")));
        }

        assertThat(rows.stream().map(answer -> answer.join().text("caseId"))).containsOnly("known");
        assertThat(asked.subList(0, 4)).containsOnly("x:1");
        assertThat(asked).hasSize(20 + 3);
    }

    @Test
    void a_row_refused_for_a_category_of_the_profile_is_not_to_blame_and_one_with_its_own_code_is() {
        calls.brought(Set.of("BOS01"), Set.of("U1"));
        Throwable refusal = client.anonymous()
                .get(ServiceName.INTAKE, "/cases")
                .handle((answer, failure) -> HotlineClient.unwrap(failure))
                .join();

        assertThat(calls.refusedOwnCode(plan(1, "BOS01"), refusal)).isTrue();
        assertThat(calls.refusedOwnCode(plan(2, "TYPO"), refusal)).isFalse();
    }

    @Test
    void a_unit_of_the_profile_is_waited_for_and_never_the_row_s_fault_either() {
        refusedField = "respondent.unit";
        refusals = 2;
        calls.brought(Set.of(), Set.of("U1"));
        var accusing = new CasePlan(
                1, "x:1", Map.of("respondent.unit", "U1"), Instant.EPOCH, "a", null, null, false, null, null);

        assertThat(calls.register(accusing).join().text("caseId")).isEqualTo("known");
        assertThat(asked).hasSize(3);

        Throwable refusal = client.anonymous()
                .get(ServiceName.INTAKE, "/cases")
                .handle((answer, failure) -> HotlineClient.unwrap(failure))
                .join();
        assertThat(calls.refusedOwnCode(accusing, refusal)).isTrue();
        assertThat(calls.refusedOwnCode(plan(2, "TYPO"), refusal)).isFalse();
    }

    private static CasePlan plan(int row, String category) {
        return new CasePlan(
                row, "x:" + row, Map.of("category", category), Instant.EPOCH, "a", null, null, false, null, null);
    }

    private final class LateIntake implements Transport {
        private static final String REFUSAL = """
                {"type": "urn:problem/validation", "violations": [{"field": "%s", "message": "does not exist"}]}
                """;

        @Override
        public CompletableFuture<Received> send(Sent sent) {
            if (sent.method().equals("GET")) {
                return CompletableFuture.completedFuture(answer(422, REFUSAL.formatted(refusedField)));
            }
            ObjectNode answers = HotlineClient.json().createObjectNode();
            for (JsonNode item : items(sent)) {
                asked.add(item.path("key").asText());
                boolean refused = refusals-- > 0;
                answers.withArray("items")
                        .addObject()
                        .put("status", refused ? 422 : 201)
                        .putRawValue(
                                "body",
                                new RawValue(refused ? REFUSAL.formatted(refusedField) : "{\"caseId\": \"known\"}"));
            }
            return CompletableFuture.completedFuture(answer(200, answers.toString()));
        }

        private static JsonNode items(Sent sent) {
            try {
                return HotlineClient.json().readTree(sent.body()).path("items");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Received answer(int status, String json) {
            return new Received(
                    status, Map.of("content-type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {}
    }
}
