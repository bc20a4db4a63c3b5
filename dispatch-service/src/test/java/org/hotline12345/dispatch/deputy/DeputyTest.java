package org.hotline12345.dispatch.deputy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReviewStep;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeputyTest extends DispatchTest {
    /** 长春市纪委监委: its policy wants the principal leader to sign. */
    private static final String DISCIPLINE = "CCJWJ";

    private static LocalDate today() {
        return LocalDate.now(ShanghaiTime.ZONE);
    }

    private static RequestSpecification leader(String unit, String subject, String level) {
        return given().auth()
                .oauth2(TestTokens.role("unit-leader")
                        .unit(unit)
                        .subject(subject)
                        .level(level)
                        .build())
                .contentType(ContentType.JSON);
    }

    private static Response name(
            RequestSpecification who, String unit, String person, String role, String level, String deputy) {
        return post(
                who,
                "/units/" + unit + "/deputies",
                "person",
                person,
                "role",
                role,
                "level",
                level,
                "deputy",
                deputy,
                "from",
                today().toString(),
                "to",
                today().plusDays(7).toString(),
                "reason",
                "出差");
    }

    /** A reply of the unit that waits for its sign-off. */
    private String toSign(String unit, String author) {
        var caseId = inTriage(riddle());
        post(as("dispatcher"), "/triage/" + caseId + "/decision", "unit", unit)
                .then()
                .statusCode(200);
        var order = probe.await(caseId, CaseDispatched.class).as(CaseDispatched.class);
        sign(order).then().statusCode(200);
        String reply = reply(order, author);
        post(as("unit-reviewer", unit, "处长"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200);
        return reply;
    }

    private static Response signOff(RequestSpecification who, String reply) {
        return post(who, "/replies/" + reply + "/sign-off", "approved", true);
    }

    @Test
    void where_the_policy_says_principal_only_the_principal_signs() {
        String reply = toSign(DISCIPLINE, "author");
        for (String level : new String[] {null, "DEPUTY"}) {
            signOff(leader(DISCIPLINE, "副书记", level), reply)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("https://hotline12345.org/problems/principal-must-sign"));
        }
        signOff(leader(DISCIPLINE, "书记", "PRINCIPAL"), reply)
                .then()
                .statusCode(200)
                .body("signer", equalTo("书记"))
                .body("workOrder.state", equalTo("REPLIED"));
    }

    @Test
    void a_dated_deputy_signs_for_the_principal_and_both_names_are_kept() {
        String person = "书记-" + System.nanoTime();
        String deputy = "副书记-" + System.nanoTime();
        String reply = toSign(DISCIPLINE, "author");
        var secretary = leader(DISCIPLINE, deputy, "DEPUTY");
        signOff(secretary, reply).then().statusCode(403);
        name(leader(DISCIPLINE, person, "PRINCIPAL"), DISCIPLINE, person, "unit-leader", "PRINCIPAL", deputy)
                .then()
                .statusCode(201)
                .body("namedBy", equalTo(person));
        name(leader(DISCIPLINE, person, "PRINCIPAL"), DISCIPLINE, person, "unit-leader", "PRINCIPAL", "另一人")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/deputy-overlaps"));
        leader(DISCIPLINE, deputy, "DEPUTY")
                .get("/api/v1/deputies/mine")
                .then()
                .statusCode(200)
                .body("items.person", hasItem(person));
        signOff(leader(DISCIPLINE, deputy, "DEPUTY"), reply)
                .then()
                .statusCode(200)
                .body("signer", equalTo(deputy))
                .body("signerFor", equalTo(person));
        var signed = probe.await(
                        e -> e.event() instanceof ReplyReviewed r
                                && r.replyId().toString().equals(reply)
                                && r.step() == ReviewStep.SIGN_OFF,
                        "the sign-off")
                .as(ReplyReviewed.class);
        assertThat(signed.reviewer()).isEqualTo(deputy);
        assertThat(signed.onBehalfOf()).isEqualTo(person);
    }

    @Test
    void a_handler_named_deputy_of_a_reviewer_reviews_but_never_an_own_reply() {
        String deputy = "承办人-" + System.nanoTime();
        name(as("unit-leader", WATER, "经理"), WATER, "处长-A", "unit-reviewer", null, deputy)
                .then()
                .statusCode(201);
        var order = dispatched(waterCase());
        sign(order);
        String own = reply(order, deputy);
        post(as("unit-handler", WATER, deputy), "/replies/" + own + "/review", "approved", true)
                .then()
                .statusCode(403)
                .body("type", equalTo("https://hotline12345.org/problems/author-may-not-approve"));
        var other = dispatched(waterCase());
        sign(other);
        String reply = reply(other, "author");
        post(as("unit-handler", WATER, "stranger"), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(403);
        post(as("unit-handler", WATER, deputy), "/replies/" + reply + "/review", "approved", true)
                .then()
                .statusCode(200)
                .body("reviewerFor", equalTo("处长-A"));
        // and not what the person acted for has written
        var third = dispatched(waterCase());
        sign(third);
        String written = reply(third, "处长-A");
        post(as("unit-handler", WATER, deputy), "/replies/" + written + "/review", "approved", true)
                .then()
                .statusCode(403)
                .body("type", equalTo("https://hotline12345.org/problems/author-may-not-approve"));
    }

    @Test
    void a_deputy_is_told_what_the_person_acted_for_may_do() {
        String deputy = "代审-" + System.nanoTime();
        String other = "代签-" + System.nanoTime();
        var order = dispatched(waterCase());
        sign(order);
        reply(order, "author");
        String path = "/api/v1/work-orders/" + order.workOrderId();
        as("unit-handler", WATER, deputy).get(path).then().body("allowed", not(hasItem("review")));
        String id = name(as("unit-leader", WATER, "经理"), WATER, "处长-" + deputy, "unit-reviewer", null, deputy)
                .then()
                .statusCode(201)
                .extract()
                .path("deputyId");
        name(as("unit-leader", WATER, "经理-B"), WATER, "经理-B", "unit-leader", "DEPUTY", other)
                .then()
                .statusCode(201);
        as("unit-handler", WATER, deputy)
                .get(path)
                .then()
                .body("allowed", hasItem("review"))
                .body("allowed", not(hasItem("instructions")));
        as("unit-handler", WATER, deputy)
                .get("/api/v1/units/" + WATER + "/work-orders?state=REPLY_IN_REVIEW&limit=200")
                .then()
                .body(
                        "items.find { it.workOrderId == '%s' }.allowed".formatted(order.workOrderId()),
                        hasItem("review"));
        as("unit-handler", WATER, other)
                .get(path)
                .then()
                .body("allowed", hasItem("read-mark"))
                .body("allowed", not(hasItem("review")));
        as("dispatcher").get(path).then().body("allowed", hasItem("merge")).body("allowed", not(hasItem("review")));
        post(as("unit-leader", WATER, "经理"), "/deputies/" + id + "/end").then().statusCode(200);
        as("unit-handler", WATER, deputy).get(path).then().body("allowed", not(hasItem("review")));
    }

    @Test
    void a_deputyship_ends_at_once_and_stays_on_record() {
        String person = "经理-" + System.nanoTime();
        String deputy = "副经理-" + System.nanoTime();
        String id = name(leader(WATER, person, "DEPUTY"), WATER, person, "unit-leader", "DEPUTY", deputy)
                .then()
                .statusCode(201)
                .extract()
                .path("deputyId");
        String reply = toSign(WATER, "author");
        post(leader(WATER, person, "DEPUTY"), "/deputies/" + id + "/end")
                .then()
                .statusCode(200)
                .body("endedBy", equalTo(person));
        signOff(as("unit-handler", WATER, deputy), reply).then().statusCode(403);
        as("auditor")
                .get("/api/v1/units/" + WATER + "/deputies?limit=200")
                .then()
                .statusCode(200)
                .body("items.deputyId", hasItem(id));
        as("auditor")
                .get("/api/v1/units/" + WATER + "/deputies?limit=200&on=" + today())
                .then()
                .body("items.deputyId", not(hasItem(id)));
        post(leader(WATER, person, "DEPUTY"), "/deputies/" + id + "/end").then().statusCode(409);
    }

    @Test
    void nobody_names_above_the_own_level_or_outside_the_own_unit() {
        name(leader(WATER, "副经理", "DEPUTY"), WATER, "总经理", "unit-leader", "PRINCIPAL", "副经理")
                .then()
                .statusCode(403)
                .body("type", equalTo("https://hotline12345.org/problems/deputy-not-yours-to-name"));
        name(leader(WATER, "经理", "PRINCIPAL"), DISCIPLINE, "书记", "unit-leader", "PRINCIPAL", "经理")
                .then()
                .statusCode(404);
        name(as("unit-handler", WATER), WATER, "经理", "unit-leader", null, "某人")
                .then()
                .statusCode(403);
        name(as("admin"), WATER, "同一人", "unit-leader", null, "同一人")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("deputy"));
        name(as("admin"), WATER, "某人", "dispatcher", null, "他人")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("role"));
    }
}
