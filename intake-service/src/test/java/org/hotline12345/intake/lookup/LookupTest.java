package org.hotline12345.intake.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LookupTest extends IntakeTest {
    private static final String CITIZENS = "/api/v1/citizens/search";

    private static List<String> found(String query) {
        return as("agent")
                .get("/api/v1/cases?" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("items.caseId");
    }

    private void indexed(UUID id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !rows("select 1 from case_search where case_id = $1", id)
                        .isEmpty());
    }

    @Test
    void a_case_is_found_by_what_is_known_of_it() {
        var draft = draft("按条件查询");
        draft.put("externalId", "EXT-" + UUID.randomUUID());
        draft.put("category", SUBCATEGORY);
        draft.put("area", STREET);
        draft.put("type", "COMPLAINT");
        Response answer = register(draft);
        String id = answer.path("caseId");
        LocalDate today = LocalDate.now(ShanghaiTime.ZONE);

        indexed(UUID.fromString(id));
        assertThat(found("number=" + answer.path("caseNumber"))).containsExactly(id);
        assertThat(found("externalId=" + draft.get("externalId"))).containsExactly(id);
        for (String query : List.of(
                "area=" + STREET,
                "area=" + AREA,
                "category=" + SUBCATEGORY,
                "category=" + CATEGORY,
                "type=COMPLAINT",
                "status=REGISTERED",
                "from=" + today + "&to=" + today,
                "status=REGISTERED&type=COMPLAINT&area=" + STREET + "&category=" + CATEGORY + "&from=" + today)) {
            assertThat(found(query + "&limit=200")).as(query).contains(id);
        }
        assertThat(found("number=" + answer.path("caseNumber") + "&q=按条件&area=" + AREA))
                .containsExactly(id);
        for (String query : List.of(
                "q=按条件&area=" + AREA + "&status=REGISTERED",
                "q=按条件&category=" + CATEGORY + "&type=COMPLAINT",
                "type=COMPLAINT&status=REGISTERED&to=" + today.plusDays(1))) {
            assertThat(found(query + "&limit=200")).as(query).contains(id);
        }
        for (String query : List.of(
                "q=按条件&area=" + ELSEWHERE,
                "q=按条件&type=HELP",
                "q=按条件&status=CLOSED",
                "type=PRAISE",
                "status=CLOSED",
                "to=" + today.minusDays(1),
                "area=" + STREET + "&type=HELP")) {
            assertThat(found(query + "&limit=200")).as(query).doesNotContain(id);
        }
        as("agent")
                .get("/api/v1/cases?externalId=" + draft.get("externalId"))
                .then()
                .body("items[0].title", equalTo("按条件查询"))
                .body("items[0].statusText", equalTo("已登记"))
                .body("items[0].citizenRef.length()", equalTo(36))
                .body("next", equalTo(null));
    }

    @Test
    void who_registers_finds_the_own_cases_of_today() {
        String mine = register(draft("本人今日登记")).path("caseId");
        String yesterday = registered("本人昨日登记").toString();
        rows(
                "update hotline_case set registered_at = registered_at - interval '1 day' where case_id = $1 returning case_id",
                UUID.fromString(yesterday));
        LocalDate today = LocalDate.now(ShanghaiTime.ZONE);

        assertThat(found("mine=true&limit=200")).contains(mine).doesNotContain(yesterday);
        assertThat(found("mine=true&from=" + today.minusDays(2) + "&limit=200")).contains(mine, yesterday);
        indexed(UUID.fromString(mine));
        assertThat(found("mine=true&q=本人今日")).containsExactly(mine);
        as("dispatcher").get("/api/v1/cases?mine=true").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void words_of_two_characters_are_found_in_title_text_and_address() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        var draft = draft("锦绣小区" + mark + "停水");
        draft.put("text", "供水管道爆裂，100%断水");
        draft.put("address", "ＡＢ路5号");
        UUID id = UUID.fromString(register(draft).path("caseId"));
        UUID other = registered("锦绣小区停电");
        indexed(id);
        indexed(other);

        for (String q : List.of("停水", "锦绣", mark, "爆裂", mark + " 爆裂", "100%", "ab路", "AB路5号")) {
            Response answer =
                    as("agent").queryParam("q", q).queryParam("limit", 200).get("/api/v1/cases");
            assertThat(answer.<List<String>>path("items.caseId")).as(q).contains(id.toString());
        }
        for (String q : List.of("停电" + mark, "水停", "100_断", mark + " 停电")) {
            Response answer = as("agent").queryParam("q", q).get("/api/v1/cases");
            assertThat(answer.<List<String>>path("items.caseId")).as(q).doesNotContain(id.toString());
        }
        as("agent")
                .queryParam("q", mark)
                .queryParam("status", "REGISTERED")
                .queryParam("area", AREA)
                .get("/api/v1/cases")
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void pages_follow_each_other_without_gap_and_repeat() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        List<String> ids = IntStream.range(0, 7)
                .mapToObj(i -> registered("翻页" + mark + i))
                .map(UUID::toString)
                .toList();
        indexed(UUID.fromString(ids.get(6)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> found("q=" + mark).size() == 7);

        var seen = new ArrayList<String>();
        String after = "";
        do {
            Response page = as("agent").get("/api/v1/cases?q=" + mark + "&limit=3" + after);
            seen.addAll(page.path("items.caseId"));
            String next = page.path("next");
            after = next == null ? null : "&after=" + next;
        } while (after != null);

        var latestFirst = new ArrayList<>(ids);
        java.util.Collections.reverse(latestFirst);
        assertThat(seen).isEqualTo(latestFirst);
    }

    @Test
    void a_caller_is_found_by_telephone_and_the_look_is_logged() {
        String phone = phone();
        var draft = draft("老客户");
        draft.put("citizen", Map.of("name", "钱七", "phone", phone));
        String id = register(draft).path("caseId");
        String purpose = "来电核实办理情况、反馈结果、核对住址与时间 " + phone;

        as("agent")
                .body(Map.of("phone", "+86 " + phone, "purpose", purpose))
                .post("/api/v1/cases/search")
                .then()
                .statusCode(200)
                .body("items.caseId", equalTo(List.of(id)))
                .body("items[0].title", equalTo("老客户"));
        as("agent")
                .body(Map.of("phone", phone(), "purpose", purpose))
                .post("/api/v1/cases/search")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));

        Response log = as("auditor").get("/api/v1/access-log?subject=agent-1&limit=200");
        log.then().statusCode(200).body("items.action", hasItem("PHONE_SEARCH"));
        assertThat(log.asString()).doesNotContain(phone).contains(purpose.substring(0, 20));
    }

    @Test
    void a_service_learns_whose_telephone_it_is_and_the_cases_that_are_open_or_ended_lately() {
        String phone = phone();
        String open = register(ofPhone("在办", phone)).path("caseId");
        String lately = register(ofPhone("近期办结", phone)).path("caseId");
        String longAgo = register(ofPhone("早已办结", phone)).path("caseId");
        for (String ended : List.of(lately, longAgo)) {
            as("agent")
                    .body(Map.of("text", "已答复", "by", "AGENT"))
                    .post("/api/v1/cases/" + ended + "/direct-answer")
                    .then()
                    .statusCode(200);
        }
        // intake hears of the answer from the stream, too, and that moves the time
        Awaitility.await().until(() -> {
            rows(
                    "update case_state set last_event_at = now() - interval '31 days' where case_id = $1",
                    UUID.fromString(longAgo));
            List<String> cases = as("service")
                    .body(Map.of("phone", phone, "purpose", "短信回复"))
                    .post(CITIZENS)
                    .path("cases.caseId");
            return cases.equals(List.of(lately, open));
        });

        Response found = as("service")
                .body(Map.of("phone", "86" + phone, "purpose", "短信回复"))
                .post(CITIZENS);

        found.then()
                .statusCode(200)
                .body("cases.caseId", equalTo(List.of(lately, open)))
                .body("citizenRef", equalTo(found.path("cases[0].citizenRef")));
        as("service")
                .body(Map.of("phone", phone, "purpose", "短信回复", "endedWithinDays", 60))
                .post(CITIZENS)
                .then()
                .body("cases.caseId", equalTo(List.of(longAgo, lately, open)));
        assertThat(rows("select found from access_log where subject = 'service-1' and action = 'PHONE_SEARCH'"))
                .extracting(row -> row.getInteger("found"))
                .contains(2, 3);
    }

    @Test
    void nobody_but_a_service_asks_whose_telephone_it_is_and_of_nobodys_it_learns_nothing() {
        var body = Map.of("phone", phone(), "purpose", "短信回复");
        for (String role : List.of("agent", "callback-agent", "supervisor", "admin")) {
            as(role).body(body).post(CITIZENS).then().statusCode(403);
        }

        as("service")
                .body(body)
                .post(CITIZENS)
                .then()
                .statusCode(200)
                .body("citizenRef", nullValue())
                .body("cases", hasSize(0));
        as("service")
                .body(Map.of("phone", "10", "purpose", "短信回复", "endedWithinDays", 367))
                .post(CITIZENS)
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("phone", "endedWithinDays"));
    }

    private Map<String, Object> ofPhone(String text, String phone) {
        var draft = draft(text);
        draft.put("citizen", Map.of("name", "钱七", "phone", phone));
        return draft;
    }
}
