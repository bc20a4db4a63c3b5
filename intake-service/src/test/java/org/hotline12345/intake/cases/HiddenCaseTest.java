package org.hotline12345.intake.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

/** What accuses a unit is hidden from an agent or a dispatcher whose token names it, as from everybody there. */
@QuarkusTest
class HiddenCaseTest extends IntakeTest {
    private static RequestSpecification lent(String unit) {
        return with(TestTokens.role("agent", "dispatcher", "supervisor", "auditor", "evaluator")
                .unit(unit)
                .build());
    }

    private static Map<String, Object> report(Map<String, Object> respondent) {
        var draft = draft("举报" + UUID.randomUUID());
        draft.put("type", "REPORT");
        draft.put("respondent", respondent);
        draft.put("citizen", Map.of("phone", phone()));
        return draft;
    }

    @Test
    void a_report_does_not_exist_for_the_accused_from_its_registration_on() {
        var draft = report(Map.of("unit", WATER));
        Response registered = register(draft);
        String path = "/api/v1/cases/" + registered.path("caseId");

        for (String unit : List.of(WATER, WATER_BRANCH)) {
            lent(unit).get(path).then().statusCode(404);
            lent(unit).get(path + "/pattern").then().statusCode(404);
            for (var command : Map.of(
                            "/urges", Map.of("text", "再催"),
                            "/supplements", Map.of("text", "补充"),
                            "/withdrawal", Map.of("reason", "不办了"),
                            "/non-acceptance", Map.of("reason", "OUT_OF_SCOPE", "told", "请向相关部门反映"),
                            "/contact", Map.of("purpose", "核实情况"))
                    .entrySet()) {
                lent(unit)
                        .header("Idempotency-Key", UUID.randomUUID())
                        .body(command.getValue())
                        .post(path + command.getKey())
                        .then()
                        .statusCode(command.getKey().equals("/contact") ? 403 : 404);
            }
            lent(unit)
                    .queryParam("number", registered.<String>path("caseNumber"))
                    .get("/api/v1/cases")
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0));
        }
        lent(ROADS).get(path).then().statusCode(200).body("urges", equalTo(0)).body("status", equalTo("REGISTERED"));
        as("agent").get(path).then().statusCode(200);
        lent(WATER).get("/api/v1/cases/" + "z".repeat(36)).then().statusCode(400);
    }

    @Test
    void it_does_not_exist_however_its_id_is_written() {
        String id = register(report(Map.of("unit", WATER))).path("caseId");

        for (String written : List.of(id.toUpperCase(Locale.ROOT), id.replaceFirst("^0+", ""), id.replace("-0", "-"))) {
            as("agent").get("/api/v1/cases/" + written).then().statusCode(200).body("caseId", equalTo(id));
            lent(WATER).get("/api/v1/cases/" + written).then().statusCode(404);
        }
    }

    @Test
    void one_that_names_it_only_by_its_name_is_hidden_too() {
        String name = office.unit(WATER).orElseThrow().name();
        UUID id = UUID.fromString(register(report(Map.of("name", name))).path("caseId"));

        lent(WATER).get("/api/v1/cases/" + id).then().statusCode(404);
        lent(ROADS).get("/api/v1/cases/" + id).then().statusCode(200);
    }

    @Test
    void no_search_finds_it() {
        var draft = report(Map.of("unit", WATER));
        String id = register(draft).path("caseId");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> found(as("agent"), "?q=" + draft.get("title")).contains(id));
        String phone = ((Map<?, ?>) draft.get("citizen")).get("phone").toString();
        var byPhone = Map.of("phone", phone, "purpose", "来电人询问进度");
        var alike = Map.of("title", draft.get("title"), "text", draft.get("text"), "phone", phone);

        for (String query : List.of("?q=" + draft.get("title"), "?type=REPORT&limit=200", "?limit=200")) {
            assertThat(found(as("agent"), query)).as(query).contains(id);
            assertThat(found(lent(WATER), query)).as(query).doesNotContain(id);
        }
        as("agent").body(byPhone).post("/api/v1/cases/search").then().body("items.caseId", hasItem(id));
        lent(WATER).body(byPhone).post("/api/v1/cases/search").then().body("items", hasSize(0));
        as("agent").body(alike).post("/api/v1/cases/duplicates").then().body("items.caseId", hasItem(id));
        lent(WATER)
                .body(alike)
                .post("/api/v1/cases/duplicates")
                .then()
                .statusCode(200)
                .body("items.caseId", not(hasItem(id)));
        // nor is it said to resemble what is registered
        var again = report(Map.of("unit", ROADS));
        again.put("title", draft.get("title"));
        again.put("text", draft.get("text"));
        again.put("citizen", draft.get("citizen"));
        String key = UUID.randomUUID().toString();
        for (int time = 0; time < 2; time++) {
            lent(WATER)
                    .header("Idempotency-Key", key)
                    .body(again)
                    .post("/api/v1/cases")
                    .then()
                    .statusCode(201)
                    .body("queryCode.length()", equalTo(8))
                    .body("possibleDuplicates.caseId", not(hasItem(id)));
        }
        as("agent")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(again)
                .post("/api/v1/cases")
                .then()
                .body("possibleDuplicates.caseId", hasItem(id));
        as("auditor").get("/api/v1/access-log?caseId=" + id).then().statusCode(200);
    }

    @Test
    void nothing_is_linked_to_it_and_a_link_tells_nothing_of_it() {
        var draft = report(Map.of("unit", WATER));
        UUID earlier = UUID.fromString(register(draft).path("caseId"));
        answeredByWater(earlier, "已经处理");
        awaitStatus(earlier, "REPLIED");
        var later = draft("又来反映");
        later.put("citizen", draft.get("citizen"));
        UUID id = UUID.fromString(register(later).path("caseId"));
        var proposal = Map.of("earlierCaseId", earlier, "reason", "没有新情况");

        propose(lent(WATER), id, proposal).then().statusCode(400);
        later.put("linkTo", Map.of("caseId", earlier, "reason", "没有新情况"));
        lent(WATER)
                .header("Idempotency-Key", UUID.randomUUID())
                .body(later)
                .post("/api/v1/cases")
                .then()
                .statusCode(400);
        String link = propose(as("agent"), id, proposal)
                .then()
                .statusCode(201)
                .extract()
                .path("linkId");
        lent(WATER).get("/api/v1/cases/" + id).then().statusCode(200).body("link", nullValue());
        lent(ROADS).get("/api/v1/cases/" + id).then().body("link.linkId", equalTo(link));
        lent(WATER).get("/api/v1/links?caseId=" + id).then().statusCode(200).body("items", hasSize(0));
        decide(lent(WATER), link).then().statusCode(404);
        decide(with(TestTokens.of("agent", ROADS, "复核员")), link).then().statusCode(200);
        String number = view(earlier).path("caseNumber");
        assertThat(view(id).asString()).contains(number);
        assertThat(lent(WATER).get("/api/v1/cases/" + id).asString()).doesNotContain(number);
    }

    private static List<String> found(RequestSpecification who, String query) {
        return who.get("/api/v1/cases" + query).then().statusCode(200).extract().path("items.caseId");
    }

    private static Response propose(RequestSpecification who, UUID id, Object proposal) {
        return who.header("Idempotency-Key", UUID.randomUUID()).body(proposal).post("/api/v1/cases/" + id + "/links");
    }

    private static Response decide(RequestSpecification who, String link) {
        return who.header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("accepted", true, "told", "已答复，没有新的情况"))
                .post("/api/v1/links/" + link + "/decision");
    }
}
