package org.hotline12345.intake.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchTest extends IntakeTest {
    private static Map<String, Object> item(String key, String title) {
        var body = draft(title);
        body.put("externalId", key);
        body.put("occurredAt", "2019-04-25T09:32:09+08:00");
        body.put("actor", "旧系统");
        return Map.of("key", key, "path", "/cases", "body", body);
    }

    private static Response send(List<Map<String, Object>> items) {
        return as("importer").body(Map.of("items", items)).post("/api/v1/batch");
    }

    @Test
    void many_cases_are_registered_in_one_request_once_and_a_bad_one_fails_alone() {
        var items = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 100; i++) {
            items.add(item(UUID.randomUUID().toString(), i == 50 ? " " : "历史诉求" + i));
        }

        Response first = send(items);
        Response again = send(items);

        List<Integer> statuses = first.path("items.status");
        assertThat(statuses.get(50)).isEqualTo(400);
        assertThat(first.<List<String>>path("items[50].body.violations.field")).containsExactly("title");
        statuses.remove(50);
        assertThat(statuses).hasSize(99).containsOnly(201);
        assertThat(again.<List<String>>path("items.body.caseId")).isEqualTo(first.path("items.body.caseId"));
        List<Boolean> replayed = again.path("items.replayed");
        replayed.remove(50);
        assertThat(replayed).containsOnly(true);
        var event = probe.await(UUID.fromString(first.path("items[99].body.caseId")), CaseRegistered.class);
        assertThat(event.imported()).isTrue();
        assertThat(event.time()).isEqualTo(Instant.parse("2019-04-25T01:32:09Z"));
    }

    @Test
    void a_case_that_came_alone_is_known_in_a_batch() {
        String key = UUID.randomUUID().toString();
        var item = item(key, "历史诉求");
        String id = as("importer")
                .header("Idempotency-Key", key)
                .body(item.get("body"))
                .post("/api/v1/cases")
                .path("caseId");

        send(List.of(item)).then().body("items.replayed", contains(true)).body("items.body.caseId", contains(id));
    }

    @Test
    void agents_send_no_batches() {
        as("agent")
                .body(Map.of("items", List.of(item("k", "历史诉求"))))
                .post("/api/v1/batch")
                .then()
                .statusCode(403);
    }
}
