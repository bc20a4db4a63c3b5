package org.hotline12345.dispatch.extension;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.ExtensionRequested;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExtensionTest extends DispatchTest {
    private static Response request(CaseDispatched order, int days) {
        return post(
                as("unit-handler", order.leadUnit()),
                "/work-orders/" + order.workOrderId() + "/extension-request",
                "workingDays",
                days,
                "reason",
                "需要更换管道");
    }

    private CaseDispatched signed() {
        var order = dispatched(waterCase());
        sign(order).then().statusCode(200);
        return order;
    }

    @Test
    void more_time_is_asked_for_and_granted_within_what_is_left() {
        var order = signed();
        request(order, 3).then().statusCode(404).header("Retry-After", "1");
        deadline(order, Instant.now().plus(2, ChronoUnit.DAYS), 1, 5, null);
        request(order, 6).then().statusCode(400).body("violations[0].message", equalTo("最多还可延期 5 个工作日"));
        String id = request(order, 3).then().statusCode(201).extract().path("extensionRequestId");
        request(order, 1)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/extension-pending"));
        as("dispatcher").get("/api/v1/extension-requests").then().body("items.extensionRequestId", hasItem(id));

        post(
                        as("dispatcher"),
                        "/extension-requests/" + id + "/decision",
                        "granted",
                        true,
                        "workingDays",
                        2,
                        "note",
                        "同意两天")
                .then()
                .statusCode(200)
                .body("state", equalTo("GRANTED"))
                .body("grantedDays", equalTo(2))
                .body("workOrder.state", equalTo("SIGNED"));

        assertThat(probe.await(order.caseId(), ExtensionRequested.class)
                        .as(ExtensionRequested.class)
                        .workingDays())
                .isEqualTo(3);
        var decided = probe.await(order.caseId(), ExtensionDecided.class).as(ExtensionDecided.class);
        assertThat(decided.granted()).isTrue();
        assertThat(decided.workingDays()).isEqualTo(2);
        post(as("dispatcher"), "/extension-requests/" + id + "/decision", "granted", false, "note", "不行")
                .then()
                .statusCode(409)
                .body("state", equalTo("GRANTED"));
    }

    @Test
    void a_refusal_is_told_with_its_reason() {
        var order = signed();
        deadline(order, Instant.now().plus(2, ChronoUnit.DAYS), 1, 5, null);
        String id = request(order, 3).then().statusCode(201).extract().path("extensionRequestId");
        post(as("dispatcher"), "/extension-requests/" + id + "/decision", "granted", false, "note", "理由不足")
                .then()
                .statusCode(200)
                .body("state", equalTo("REFUSED"));
        var decided = probe.await(order.caseId(), ExtensionDecided.class).as(ExtensionDecided.class);
        assertThat(decided.granted()).isFalse();
        assertThat(decided.workingDays()).isZero();
        assertThat(decided.note()).isEqualTo("理由不足");
    }

    @Test
    void after_the_deadline_or_without_extensions_left_nothing_can_be_asked_for() {
        var late = signed();
        deadline(late, Instant.now().minusSeconds(1), 1, 5, null);
        request(late, 1)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/extension-too-late"));
        var used = signed();
        deadline(used, Instant.now().plus(2, ChronoUnit.DAYS), 0, 0, null);
        request(used, 1)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/no-extension-left"));
    }

    /** Who may say when it was. */
    private static RequestSpecification history(String role, String unit) {
        return given().auth()
                .oauth2(TestTokens.role(role, "importer").unit(unit).build())
                .contentType(ContentType.JSON);
    }

    /** History is told to the second, so the edge can be stood upon. */
    private static Response requestAt(CaseDispatched order, Instant at) {
        return post(
                history("unit-handler", WATER),
                "/work-orders/" + order.workOrderId() + "/extension-request",
                "workingDays",
                1,
                "reason",
                "情况复杂",
                "occurredAt",
                at.atOffset(java.time.ZoneOffset.ofHours(8)).toString(),
                "actor",
                "承办人");
    }

    @Test
    void on_the_very_moment_of_the_deadline_it_is_in_time_and_a_moment_later_it_is_not() {
        Instant due = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        var late = signed();
        deadline(late, due, 1, 5, null);
        requestAt(late, due.plusMillis(1))
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/extension-too-late"));
        var inTime = signed();
        deadline(inTime, due, 1, 5, null);
        requestAt(inTime, due).then().statusCode(201);
    }

    @Test
    void what_was_asked_for_in_time_may_be_granted_after_the_deadline() {
        Instant due = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        var order = signed();
        deadline(order, due, 1, 5, null);
        String id = requestAt(order, due).then().statusCode(201).extract().path("extensionRequestId");
        post(
                        history("dispatcher", null),
                        "/extension-requests/" + id + "/decision",
                        "granted",
                        true,
                        "note",
                        "同意",
                        "occurredAt",
                        due.plusSeconds(30)
                                .atOffset(java.time.ZoneOffset.ofHours(8))
                                .toString())
                .then()
                .statusCode(200)
                .body("state", equalTo("GRANTED"));
    }

    @Test
    void of_two_dispatchers_who_decide_at_once_one_wins_and_the_other_is_told() throws Exception {
        var order = signed();
        deadline(order, Instant.now().plus(2, ChronoUnit.DAYS), 1, 5, null);
        String id = request(order, 3).then().statusCode(201).extract().path("extensionRequestId");
        var start = new java.util.concurrent.CyclicBarrier(2);
        var both = java.util.concurrent.Executors.newFixedThreadPool(2);
        try {
            var answers = both.invokeAll(java.util.stream.Stream.of(true, false)
                    .map(granted -> (java.util.concurrent.Callable<Integer>) () -> {
                        start.await();
                        return post(
                                        as("dispatcher"),
                                        "/extension-requests/" + id + "/decision",
                                        "granted",
                                        granted,
                                        "note",
                                        "裁定")
                                .statusCode();
                    })
                    .toList());
            assertThat(java.util.List.of(answers.get(0).get(), answers.get(1).get()))
                    .containsExactlyInAnyOrder(200, 409);
        } finally {
            both.shutdown();
        }
    }
}
