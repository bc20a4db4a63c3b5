package org.hotline12345.dispatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.ReplyIssued;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BatchTest extends DispatchTest {
    private static final Instant THEN = Instant.parse("2019-04-25T01:32:09Z");

    private static Map<String, Object> item(String key, String path, Object... fields) {
        var body = new HashMap<String, Object>();
        for (int i = 0; i < fields.length; i += 2) {
            body.put((String) fields[i], fields[i + 1]);
        }
        return Map.of("key", key, "path", path, "body", body);
    }

    private static Map<String, Object> sign(String key, CaseDispatched order) {
        return item(key, path(order) + "/sign", "occurredAt", THEN.toString(), "actor", "张三");
    }

    private static String path(CaseDispatched order) {
        return "/work-orders/" + order.workOrderId();
    }

    private static Response send(List<Map<String, Object>> items) {
        return as("importer").body(Map.of("items", items)).post("/api/v1/batch");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    @Test
    void a_case_is_moved_in_by_batches_from_its_signature_to_its_reply() {
        UUID id = inTriage(riddle().imported(THEN));
        String order = post(
                        as("importer"),
                        "/triage/" + id + "/decision",
                        "unit",
                        WATER,
                        "occurredAt",
                        THEN.toString(),
                        "actor",
                        "旧系统")
                .path("workOrderId");
        send(List.of(item(key(), "/work-orders/" + order + "/sign", "occurredAt", THEN.toString(), "actor", "张三")))
                .then()
                .body("items[0].body.state", equalTo("SIGNED"));
        String reply = send(List.of(item(
                        key(),
                        "/work-orders/" + order + "/replies",
                        "disposition",
                        "EXPLAINED",
                        "text",
                        "已答复",
                        "occurredAt",
                        THEN.toString(),
                        "actor",
                        "张三")))
                .then()
                .body("items[0].status", equalTo(201))
                .body("items[0].body.quality.notChecked", contains("COPIED"))
                .extract()
                .path("items[0].body.replyId");
        for (var step : List.of(List.of("review", "李四"), List.of("sign-off", "王五"))) {
            send(List.of(item(
                            key(),
                            "/replies/" + reply + "/" + step.get(0),
                            "approved",
                            true,
                            "occurredAt",
                            THEN.toString(),
                            "actor",
                            step.get(1))))
                    .then()
                    .body("items[0].status", equalTo(200));
        }

        var issued = probe.await(id, ReplyIssued.class);

        assertThat(issued.imported()).isTrue();
        assertThat(issued.as(ReplyIssued.class).issuedAt()).isEqualTo(THEN);
        assertThat(issued.headers()).containsEntry("ce_actor", "王五");
    }

    @Test
    void of_many_commands_those_that_fail_fail_alone_and_say_why() {
        var good = dispatched(waterCase().imported(THEN));
        var live = dispatched(waterCase());
        var last = dispatched(waterCase().imported(THEN));

        send(List.of(
                        sign(key(), good),
                        sign(key(), live),
                        item(key(), path(good) + "/sign", "occuredAt", THEN.toString()),
                        item(key(), path(good) + "/replies", "disposition", "EXPLAINED", "text", " "),
                        item(key(), path(good) + "/recall", "reason", "x"),
                        item("", path(good) + "/sign"),
                        item("k".repeat(201), path(good) + "/sign"),
                        item(key(), "/work-orders/" + UUID.randomUUID() + "/sign"),
                        Map.of(),
                        sign(key(), last)))
                .then()
                .statusCode(200)
                .body("items.status", contains(200, 403, 400, 400, 404, 400, 400, 404, 400, 200))
                .body("items[0].body.signedBy", equalTo("张三"))
                .body("items[1].body.type", equalTo("https://hotline12345.org/problems/live-case"))
                .body("items[3].body.violations.field", contains("text"))
                .body("items[8].body.violations.field", contains("path", "body"));
    }

    @Test
    void a_command_that_came_in_a_batch_is_known_when_it_comes_again_in_whatever_way() {
        var order = dispatched(waterCase().imported(THEN));
        String key = key();
        send(List.of(sign(key, order))).then().body("items.replayed", contains(false));

        send(List.of(sign(key, order)))
                .then()
                .body("items.status", contains(200))
                .body("items.replayed", contains(true));
        as("importer")
                .header("Idempotency-Key", key)
                .body(sign(key, order).get("body"))
                .post("/api/v1" + path(order) + "/sign")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true");
        send(List.of(item(key, path(order) + "/sign", "occurredAt", THEN.toString(), "actor", "李四")))
                .then()
                .body("items.status", contains(422));
    }

    @Test
    void only_importers_send_batches_and_none_that_is_empty_or_too_large() {
        var order = dispatched(waterCase().imported(THEN));

        as("dispatcher")
                .body(Map.of("items", List.of(sign(key(), order))))
                .post("/api/v1/batch")
                .then()
                .statusCode(403);
        send(List.of()).then().statusCode(400);
        send(Collections.nCopies(101, sign(key(), order))).then().statusCode(400);
    }
}
