package org.hotline12345.dispatch.workorder;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryTest extends DispatchTest {
    private static final Instant THEN = Instant.parse("2019-04-25T01:32:09Z");

    @Test
    void an_old_case_is_moved_in_at_its_times_by_the_people_of_then() {
        UUID id = inTriage(riddle().imported(THEN));
        post(
                        as("importer"),
                        "/triage/" + id + "/decision",
                        "unit",
                        WATER,
                        "occurredAt",
                        "2019-04-25T10:00:00+08:00",
                        "actor",
                        "旧系统")
                .then()
                .statusCode(200)
                .body("dispatchedAt", equalTo("2019-04-25T10:00:00+08:00"))
                .body("imported", equalTo(true));
        var order = probe.await(id, CaseDispatched.class);
        assertThat(order.imported()).isTrue();
        assertThat(order.time()).isEqualTo("2019-04-25T02:00:00Z");
        String path = "/work-orders/" + order.as(CaseDispatched.class).workOrderId();

        post(as("importer"), path + "/sign", "occurredAt", "2019-04-25T09:59:59+08:00", "actor", "张三")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("occurredAt"));
        post(as("importer"), path + "/sign", "occurredAt", "2019-04-26T09:00:00+08:00", "actor", "张三")
                .then()
                .statusCode(200)
                .body("signedBy", equalTo("张三"));
        String reply = post(
                        as("importer"),
                        path + "/replies",
                        "disposition",
                        "EXPLAINED",
                        "text",
                        "已答复",
                        "occurredAt",
                        "2019-05-09T09:00:00+08:00",
                        "actor",
                        "张三")
                .then()
                .statusCode(201)
                .extract()
                .path("replyId");
        post(
                        as("importer"),
                        "/replies/" + reply + "/review",
                        "approved",
                        true,
                        "occurredAt",
                        "2019-05-09T09:00:00+08:00",
                        "actor",
                        "李四")
                .then()
                .statusCode(200);
        post(
                        as("importer"),
                        "/replies/" + reply + "/sign-off",
                        "approved",
                        true,
                        "occurredAt",
                        "2019-05-09T09:00:00+08:00",
                        "actor",
                        "张三")
                .then()
                .statusCode(403);
        post(
                        as("importer"),
                        "/replies/" + reply + "/sign-off",
                        "approved",
                        true,
                        "occurredAt",
                        "2019-05-09T09:00:00+08:00",
                        "actor",
                        "王五")
                .then()
                .statusCode(200);
        var issued = probe.await(id, ReplyIssued.class);
        assertThat(issued.imported()).isTrue();
        assertThat(issued.as(ReplyIssued.class).issuedAt()).isEqualTo("2019-05-09T01:00:00Z");
        assertThat(issued.headers()).containsEntry("ce_actor", "王五");
    }

    @Test
    void an_old_case_routed_by_rule_is_dispatched_at_its_own_time_and_live_after_going_live() {
        UUID id = register(waterCase().imported(THEN));
        var order = probe.await(id, CaseDispatched.class);
        assertThat(order.imported()).isTrue();
        assertThat(order.as(CaseDispatched.class).dispatchedAt()).isEqualTo(THEN);
        probe.produce(new CaseWentLive(id, Instant.now()), Instant.now());
        awaitRow("select from registered_case where case_id = $1 and live_at is not null", id);
        sign(order.as(CaseDispatched.class)).then().statusCode(200);
        assertThat(probe.await(id, WorkOrderSigned.class).imported()).isFalse();
    }

    @Test
    void an_importer_alone_does_nothing_to_a_live_case() {
        UUID waiting = inTriage(riddle());
        var order = dispatched(waterCase());
        String path = "/work-orders/" + order.workOrderId();
        post(as("importer"), "/triage/" + waiting + "/decision", "unit", WATER, "actor", "派单员")
                .then()
                .statusCode(403)
                .body("type", equalTo("https://hotline12345.org/problems/live-case"));
        post(as("importer"), path + "/sign", "actor", "张三")
                .then()
                .statusCode(403)
                .body("type", equalTo("https://hotline12345.org/problems/live-case"));
        as("importer").get("/api/v1" + path).then().statusCode(200).body("allowed", hasSize(0));
        sign(order).then().statusCode(200);
        // nor is a unit's token a hand of its leader
        String reply = reply(order, "handler");
        var handler = given().auth()
                .oauth2(TestTokens.role("unit-handler", "importer").unit(WATER).build())
                .contentType(ContentType.JSON);
        post(handler, "/replies/" + reply + "/review", "approved", true, "actor", "李四")
                .then()
                .statusCode(403);
        post(as("unit-reviewer", WATER), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200);
        post(as("importer"), "/replies/" + reply + "/sign-off", "approved", true, "actor", "王五")
                .then()
                .statusCode(403)
                .body("type", equalTo("https://hotline12345.org/problems/live-case"));
    }

    @Test
    void nobody_but_an_importer_says_when_it_was() {
        var order = dispatched(waterCase());
        String path = "/work-orders/" + order.workOrderId() + "/sign";
        post(as("unit-handler", WATER), path, "occurredAt", "2019-04-25T10:00:00+08:00")
                .then()
                .statusCode(403)
                .body("type", equalTo("https://hotline12345.org/problems/history-fields"));
        post(as("unit-handler", WATER), path, "actor", "somebody").then().statusCode(403);
        post(as("importer"), path, "occurredAt", "2119-04-25T10:00:00+08:00")
                .then()
                .statusCode(400);
    }
}
