package org.hotline12345.dispatch.workorder;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScopeTest extends DispatchTest {
    @Test
    void a_units_people_see_their_own_orders_and_those_of_subordinates_and_no_others() {
        // 社会救助 is handled by streets
        var order = dispatched(new Case().title("低保").category("C0909").area("220102001"));
        String path = "/api/v1/work-orders/" + order.workOrderId();
        as("unit-handler", NANLING).get(path).then().statusCode(200);
        as("unit-leader", NANGUAN).get(path).then().statusCode(200);
        as("unit-handler", WATER).get(path).then().statusCode(404);
        as("unit-handler", "J-220102002").get(path).then().statusCode(404);
        as("dispatcher").get(path).then().statusCode(200);
        as("supervisor").get(path).then().statusCode(200);
        as("agent").get(path).then().statusCode(403);
        as("unit-handler", WATER).body("{}").post(path + "/sign").then().statusCode(404);
        as("unit-leader", NANLING).body("{}").post(path + "/sign").then().statusCode(403);
        as("dispatcher").body("{}").post(path + "/sign").then().statusCode(403);
        as("unit-handler", NANGUAN).body("{}").post(path + "/sign").then().statusCode(200);
        as("unit-handler", WATER)
                .get("/api/v1/units/" + NANLING + "/work-orders")
                .then()
                .statusCode(404);
        as("unit-handler", NANLING)
                .queryParam("state", "SIGNED")
                .get("/api/v1/units/" + NANLING + "/work-orders")
                .then()
                .statusCode(200)
                .body("items.workOrderId", hasItem(order.workOrderId().toString()));
        as("unit-handler", WATER)
                .get("/api/v1/units/" + NANLING + "/work-orders/feed")
                .then()
                .statusCode(404);
    }

    /** S15 */
    @Test
    void a_unit_whose_return_was_granted_does_not_read_what_is_added_later() {
        var order = dispatched(waterCase());
        String path = "/api/v1/work-orders/" + order.workOrderId();
        supplement(order, "泵房在三号楼");
        String next = returned(order, "CCZJJ").then().statusCode(200).extract().path("nextWorkOrder.workOrderId");
        supplement(order, "物业经理也在场");
        as("unit-handler", WATER).get(path).then().statusCode(200).body("notes.text", equalTo(List.of("泵房在三号楼")));
        as("unit-handler", "CCZJJ")
                .get("/api/v1/work-orders/" + next)
                .then()
                .body("notes.text", equalTo(List.of("泵房在三号楼", "物业经理也在场")));
    }

    private void supplement(CaseDispatched order, String text) {
        Instant now = Instant.now();
        probe.produce(new CaseSupplemented(order.caseId(), UUID.randomUUID(), text, now), now);
        awaitRow("select from case_note where case_id = $1 and text = $2", order.caseId(), text);
    }

    @Test
    void what_is_allowed_is_what_the_caller_can_really_do() {
        var order = dispatched(new Case().title("低保").category("C0909").area("220102001"));
        String path = "/api/v1/work-orders/" + order.workOrderId();
        as("unit-handler", NANLING).body("{}").post(path + "/sign").then().statusCode(200);
        post(
                        as("unit-handler", NANLING),
                        "/work-orders/" + order.workOrderId() + "/co-handling",
                        "unit",
                        WATER,
                        "question",
                        "是否停水")
                .then()
                .statusCode(201);
        as("unit-handler", NANGUAN).get(path).then().body("allowed", hasItem("replies"));
        // it may read the order, and answer its question, but not act for the lead unit
        as("unit-handler", WATER).get(path).then().statusCode(200).body("allowed", hasSize(0));
        as("supervisor").get(path).then().body("allowed", contains("recall", "redirect"));
        as("dispatcher").get(path).then().body("allowed", hasItem("merge"));
    }

    @Test
    void the_accused_and_what_stands_below_never_sees_a_report() {
        // 违章建筑 is handled by the district; the street is accused, so is nobody else
        var order = dispatched(
                new Case().title("违建").category("C010302").area("220102001").respondent(NANLING));
        as("unit-handler", NANGUAN)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(200);
        // the whole district is accused: it is not routed to, and what a dispatcher decides stays hidden from it
        var other = inTriage(
                new Case().title("违建").category("C010302").area("220102001").respondent(NANGUAN));
        String id = post(as("dispatcher"), "/triage/" + other + "/decision", "unit", "CCCGJ")
                .then()
                .statusCode(200)
                .extract()
                .path("workOrderId");
        as("unit-handler", "CCCGJ").get("/api/v1/work-orders/" + id).then().statusCode(200);
        as("unit-leader", NANGUAN).get("/api/v1/work-orders/" + id).then().statusCode(404);
        as("unit-handler", NANLING).get("/api/v1/work-orders/" + id).then().statusCode(404);
    }

    @Test
    void who_works_for_the_office_by_the_token_of_the_accused_unit_sees_nothing_of_a_report() {
        var order = dispatched(waterCase().respondent(NANGUAN));
        UUID waiting = inTriage(riddle().respondent(NANGUAN));
        String request = returnAsked(order);

        // by the unit's token; by that of a unit below it; by none
        assertSees(lent(NANGUAN), order, waiting, request, false);
        assertSees(lent(NANLING), order, waiting, request, false);
        assertSees(lent(null), order, waiting, request, true);
    }

    private static Supplier<RequestSpecification> lent(String unit) {
        var token =
                TestTokens.role("dispatcher", "supervisor", "unit-leader", "auditor", "centre-reviewer", "evaluator");
        if (unit != null) {
            return () -> given().auth().oauth2(token.unit(unit).build()).contentType(ContentType.JSON);
        }
        var ofOffice = TestTokens.role("dispatcher", "supervisor", "auditor", "centre-reviewer", "evaluator");
        return () -> given().auth().oauth2(ofOffice.build()).contentType(ContentType.JSON);
    }

    private void assertSees(
            Supplier<RequestSpecification> who, CaseDispatched order, UUID waiting, String request, boolean seen) {
        var listed = seen ? 1 : 0;
        who.get().get("/api/v1/work-orders/" + order.workOrderId()).then().statusCode(seen ? 200 : 404);
        if (seen) {
            who.get()
                    .get("/api/v1/work-orders?caseId=" + order.caseId() + "&caseId=" + waiting)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1))
                    .body("without.why", equalTo(List.of("IN_TRIAGE")));
            who.get()
                    .get("/api/v1/triage?caseId=" + waiting)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
            who.get()
                    .get("/api/v1/return-requests?limit=200")
                    .then()
                    .statusCode(200)
                    .body("items.findAll { it.returnRequestId == '%s' }".formatted(request), hasSize(1));
        }
        who.get()
                .get("/api/v1/reading-log?caseId=" + order.caseId())
                .then()
                .statusCode(200)
                .body("items", hasSize(listed));
        var day = LocalDate.now(ShanghaiTime.ZONE);
        who.get()
                .get("/api/v1/return-figures?unit=" + (seen ? WATER : NANLING) + "&from=" + day + "&to=" + day)
                .then()
                .statusCode(200);
        if (!seen) {
            assertKeptFromTheOffice(who, order, waiting, request, 404);
        }
    }

    @Test
    void who_belongs_to_a_unit_reads_and_decides_nothing_of_all_units_by_a_role_of_the_office() {
        var order = dispatched(waterCase());
        UUID waiting = inTriage(riddle());
        String request = returnAsked(order);

        // by the claim of a unit alone; with a role of units besides
        assertKeptFromTheOffice(
                () -> given().auth()
                        .oauth2(TestTokens.role("dispatcher", "supervisor", "centre-reviewer")
                                .unit(NANGUAN)
                                .build())
                        .contentType(ContentType.JSON),
                order,
                waiting,
                request,
                403);
        assertKeptFromTheOffice(lent(NANGUAN), order, waiting, request, 403);
        as("dispatcher", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .statusCode(200)
                .body("allowed", hasSize(0));
    }

    /** @param refusal Of what names the case in its path: 404 where it is hidden from the unit, else 403. */
    private static void assertKeptFromTheOffice(
            Supplier<RequestSpecification> who, CaseDispatched order, UUID waiting, String request, int refusal) {
        for (String list : new String[] {
            "triage",
            "triage-questions",
            "return-requests",
            "extension-requests",
            "centre-reviews",
            "work-orders?caseId=" + order.caseId()
        }) {
            who.get().get("/api/v1/" + list).then().statusCode(403);
        }
        post(who.get(), "/triage/" + waiting + "/decision", "unit", WATER)
                .then()
                .statusCode(refusal);
        post(who.get(), "/return-requests/" + request + "/decision", "granted", false, "note", "首接负责")
                .then()
                .statusCode(403);
        post(who.get(), "/merges", "leadCaseId", order.caseId(), "caseIds", List.of(waiting))
                .then()
                .statusCode(403);
        post(who.get(), "/work-orders/" + order.workOrderId() + "/recall", "reason", "派错")
                .then()
                .statusCode(403);
    }

    @Test
    void a_wrong_question_is_refused_by_the_name_of_what_is_wrong() {
        String path = "/api/v1/units/" + WATER + "/work-orders";
        as("dispatcher")
                .get(path + "?stat=SIGNED")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("stat"))
                .body("violations[0].message", equalTo("没有此查询参数，可用参数：after, as, assignee, limit, q, state, until"));
        as("dispatcher")
                .get(path + "?state=DONE")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("state"))
                .body("violations[0].message", startsWith("不允许的值“DONE”，可用值：PENDING_SIGN"));
        as("dispatcher")
                .get(path + "/feed?after=900000000000")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("after"));
    }

    @Test
    void of_a_case_without_orders_it_is_said_why_there_are_none() {
        var waiting = inTriage(riddle());
        var coming = UuidV7.next();
        var unknown = UUID.randomUUID();
        as("dispatcher")
                .get("/api/v1/work-orders?caseId=" + waiting + "&caseId=" + unknown + "&caseId=" + coming)
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("without.find { it.caseId == '%s' }.why".formatted(waiting), equalTo("IN_TRIAGE"))
                .body("without.find { it.caseId == '%s' }.why".formatted(coming), equalTo("NOT_KNOWN_YET"))
                .body("without.find { it.caseId == '%s' }.why".formatted(unknown), equalTo("UNKNOWN"));
    }

    @Test
    void orders_are_found_by_case_for_those_who_may() {
        var order = dispatched(waterCase());
        as("importer")
                .queryParam("caseId", order.caseId(), UUID.randomUUID())
                .get("/api/v1/work-orders")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].workOrderId", equalTo(order.workOrderId().toString()))
                .body(
                        "items[0].caseNumber",
                        equalTo("N" + order.caseId().toString().substring(24)));
        as("importer").get("/api/v1/work-orders").then().statusCode(400);
        as("unit-handler", WATER)
                .queryParam("caseId", order.caseId())
                .get("/api/v1/work-orders")
                .then()
                .statusCode(403);
    }

    @Test
    void without_a_good_token_nothing_is_shown() {
        String path = "/api/v1/units/" + WATER + "/work-orders";
        given().get(path).then().statusCode(401);
        for (String token : new String[] {
            TestTokens.expired("dispatcher"), TestTokens.forged("dispatcher"), TestTokens.wrongAudience("dispatcher")
        }) {
            given().auth().oauth2(token).get(path).then().statusCode(401);
        }
        given().auth()
                .oauth2(TestTokens.of("unit-handler"))
                .contentType(ContentType.JSON)
                .get(path)
                .then()
                .statusCode(404);
    }

    @Test
    void pages_follow_each_other_without_gap_or_repeat() {
        for (int i = 0; i < 5; i++) {
            dispatched(new Case().title("文物").category("C1410"));
        }
        String unit = "CCWLJ";
        var seen = new java.util.ArrayList<String>();
        String next = null;
        do {
            var request = as("unit-handler", unit).queryParam("limit", 2).queryParam("state", "PENDING_SIGN");
            var answer = (next == null ? request : request.queryParam("after", next))
                    .get("/api/v1/units/" + unit + "/work-orders");
            answer.then().statusCode(200);
            seen.addAll(answer.<java.util.List<String>>path("items.workOrderId"));
            next = answer.path("next");
        } while (next != null);
        org.assertj.core.api.Assertions.assertThat(seen).doesNotHaveDuplicates().hasSize((int)
                count("select count(*) from work_order where unit = $1 and state = 'PENDING_SIGN'", unit));
        as("unit-handler", unit)
                .queryParam("after", "nonsense")
                .get("/api/v1/units/" + unit + "/work-orders")
                .then()
                .statusCode(400);
        as("unit-handler", unit)
                .queryParam("limit", 201)
                .get("/api/v1/units/" + unit + "/work-orders")
                .then()
                .statusCode(400);
    }
}
