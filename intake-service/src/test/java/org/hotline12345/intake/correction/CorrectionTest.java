package org.hotline12345.intake.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.intake.IntakeTest;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CorrectionTest extends IntakeTest {
    private final String phone = phone();

    private UUID withPhone(String title, String number) {
        var draft = draft(title);
        draft.put("citizen", Map.of("name", "周八", "phone", number));
        return UUID.fromString(register(draft).path("caseId"));
    }

    private static Response correct(String role, UUID id, Map<String, Object> what) {
        return as(role).header("Idempotency-Key", UUID.randomUUID())
                .body(what)
                .post("/api/v1/cases/" + id + "/corrections");
    }

    private static Response contactOf(UUID id) {
        return as("callback-agent").body(Map.of("purpose", "核实")).post("/api/v1/cases/" + id + "/contact");
    }

    @Test
    void what_was_registered_wrongly_is_corrected_and_told_without_name_and_number() {
        UUID id = withPhone("登记有误的诉求", phone);
        String other = phone();

        correct(
                        "agent",
                        id,
                        Map.of(
                                "citizen",
                                Map.of("phone", other),
                                "area",
                                ELSEWHERE,
                                "category",
                                SUBCATEGORY,
                                "urgency",
                                "URGENT",
                                "anonymity",
                                "HIDDEN_FROM_UNIT",
                                "title",
                                "停水，回电" + other,
                                "reason",
                                "来电人更正，新号" + other))
                .then()
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("changes.fact", equalTo(List.of("CONTACT", "TITLE", "CATEGORY", "AREA", "URGENCY", "ANONYMITY")))
                .body("changes.find { it.fact == 'AREA' }.beforeText", equalTo("南关区"))
                .body("changes.find { it.fact == 'AREA' }.afterText", equalTo("宽城区"))
                .body("reason", not(containsString(other)));

        Response view = view(id);
        view.then()
                .body("area", equalTo(ELSEWHERE))
                .body("category", equalTo(SUBCATEGORY))
                .body("urgency", equalTo("URGENT"))
                .body("anonymity", equalTo("HIDDEN_FROM_UNIT"))
                .body("version", equalTo(1))
                .body("timeline.text", hasItem(containsString("更正联系方式、标题、事项类别、属地、紧急程度、保密要求")));
        assertThat(view.asString()).doesNotContain(phone, other);
        contactOf(id).then().body("name", equalTo("周八")).body("phone", equalTo(other));
        var event = (CaseCorrected) probe.await(id, CaseCorrected.class).event();
        assertThat(event.corrects(CorrectedFact.CONTACT)).isTrue();
        assertThat(event.toString()).doesNotContain(phone, other, "周八");
        assertThat(event.area()).isEqualTo(ELSEWHERE);
        assertThat(event.contactable()).isTrue();
    }

    @Test
    void the_history_says_who_corrected_what_and_shows_numbers_masked() {
        UUID id = withPhone("更正记录", phone);
        String other = phone();
        correct("agent", id, Map.of("citizen", Map.of("phone", other), "reason", "听错号码"))
                .then()
                .statusCode(201);

        Response history = as("supervisor").get("/api/v1/cases/" + id + "/corrections");

        history.then()
                .statusCode(200)
                .body(
                        "items[0].changes[0].beforeText",
                        equalTo("周** " + phone.substring(0, 3) + "****" + phone.substring(9)))
                .body(
                        "items[0].changes[0].afterText",
                        equalTo("周** " + other.substring(0, 3) + "****" + other.substring(9)))
                .body("items[0].reason", equalTo("听错号码"))
                .body("items[0].correctedBy", equalTo("agent-1"))
                .body("items[0].correctedAt", notNullValue());
        assertThat(history.asString()).doesNotContain(phone, other);
        assertThat(rows("select corrections::text || reason as said from case_correction where case_id = $1", id)
                        .get(0)
                        .getString("said"))
                .doesNotContain(phone, other, "周八");
    }

    @Test
    void the_case_belongs_to_who_really_called() {
        String known = phone();
        UUID earlier = withPhone("先前的诉求", known);
        UUID id = withPhone("号码登记错了", phone);

        correct("agent", id, Map.of("citizen", Map.of("phone", known), "reason", "号码错"))
                .then()
                .statusCode(201);

        String citizen = view(earlier).path("citizenRef");
        view(id).then().body("citizenRef", equalTo(citizen));
        as("agent")
                .body(Map.of("phone", known, "purpose", "来电"))
                .post("/api/v1/cases/search")
                .then()
                .body("items.caseId", hasItems(id.toString(), earlier.toString()));
        as("agent")
                .body(Map.of("phone", phone, "purpose", "来电"))
                .post("/api/v1/cases/search")
                .then()
                .body("items.caseId", not(hasItem(id.toString())));
    }

    @Test
    void a_corrected_case_is_found_where_it_is_and_not_where_it_was() {
        UUID id = registered("更正属地后查询");

        correct("dispatcher", id, Map.of("area", ELSEWHERE, "reason", "属地错"))
                .then()
                .statusCode(201);

        String here = "/api/v1/cases?limit=200&q=更正属地&area=";
        as("agent").get(here + ELSEWHERE).then().body("items.caseId", hasItem(id.toString()));
        as("agent").get(here + AREA).then().body("items.caseId", not(hasItem(id.toString())));
    }

    @Test
    void whom_the_corrected_case_accuses_sees_it_no_more_at_once() {
        UUID id = registered("后来说明举报对象");
        String token = TestTokens.of("agent", WATER_BRANCH);
        with(token).get("/api/v1/cases/" + id).then().statusCode(200);

        correct("agent", id, Map.of("respondent", Map.of("unit", WATER), "reason", "举报供水集团"))
                .then()
                .statusCode(201);

        with(token).get("/api/v1/cases/" + id).then().statusCode(404);
        with(token).get("/api/v1/cases/" + id + "/corrections").then().statusCode(404);
        correct("agent", id, Map.of("clear", List.of("RESPONDENT"), "reason", "不是举报"))
                .then()
                .statusCode(201);
        with(token).get("/api/v1/cases/" + id).then().statusCode(200);
    }

    @Test
    void who_is_accused_stays_so_when_something_else_is_corrected() {
        UUID id = registered("派单时认出举报对象");
        dispatch(id, WATER, List.of(ROADS));

        correct("dispatcher", id, Map.of("urgency", "URGENT", "reason", "停气"))
                .then()
                .statusCode(201);

        with(TestTokens.of("agent", ROADS)).get("/api/v1/cases/" + id).then().statusCode(404);
    }

    @Test
    void an_earlier_correction_that_comes_back_late_does_not_undo_the_later_one() {
        UUID id = registered("两次更正举报对象");
        correct("agent", id, Map.of("respondent", Map.of("unit", ROADS), "reason", "听错"))
                .then()
                .statusCode(201);
        correct("agent", id, Map.of("respondent", Map.of("unit", WATER), "reason", "再问清楚"))
                .then()
                .statusCode(201);
        probe.await(told -> accuses(told.event(), id, WATER), "the later correction");
        var first = probe.await(told -> accuses(told.event(), id, ROADS), "the first correction");

        probe.produce(first.event(), Instant.now());
        dispatch(id, ROADS, List.of());

        with(TestTokens.of("agent", WATER)).get("/api/v1/cases/" + id).then().statusCode(404);
        with(TestTokens.of("agent", ROADS)).get("/api/v1/cases/" + id).then().statusCode(200);
    }

    @Test
    void whom_a_correction_cleared_sees_the_case_whatever_was_dispatched_before_dispatch_heard_of_it() {
        UUID id = registered("误登被举报单位");
        correct("agent", id, Map.of("respondent", Map.of("unit", ROADS), "reason", "听错"))
                .then()
                .statusCode(201);
        correct("agent", id, Map.of("clear", List.of("RESPONDENT"), "reason", "不是举报"))
                .then()
                .statusCode(201);

        dispatch(id, WATER, List.of(ROADS));

        with(TestTokens.of("agent", ROADS)).get("/api/v1/cases/" + id).then().statusCode(200);
        probe.await(
                told -> told.event() instanceof CaseCorrected e && e.caseId().equals(id) && e.number() == 2,
                "the second");
    }

    private static boolean accuses(HotlineEvent event, UUID id, String unit) {
        return event instanceof CaseCorrected e
                && e.caseId().equals(id)
                && unit.equals(e.respondent().unit());
    }

    private void dispatch(UUID id, String unit, List<String> accused) {
        Instant now = Instant.now();
        probe.produce(
                new CaseDispatched(
                        id,
                        UUID.randomUUID(),
                        1,
                        DispatchCause.FIRST,
                        unit,
                        List.of(),
                        null,
                        null,
                        DecidedBy.CLERK,
                        "test",
                        null,
                        null,
                        null,
                        now,
                        accused,
                        0),
                now);
        awaitStatus(id, "DISPATCHED");
    }

    @Test
    void dispatchers_correct_what_they_route_by_and_nothing_else() {
        UUID id = withPhone("派单员更正", phone);

        correct("dispatcher", id, Map.of("citizen", Map.of("phone", phone()), "reason", "号码"))
                .then()
                .statusCode(403)
                .body("type", containsString("correction-of-agents"))
                .body("detail", containsString("citizen"));
        correct("dispatcher", id, Map.of("urgency", "EMERGENCY", "reason", "停气"))
                .then()
                .statusCode(201);
        correct("supervisor", id, Map.of("urgency", "URGENT", "reason", "停气"))
                .then()
                .statusCode(403);
    }

    @Test
    void what_is_wrong_is_said_at_its_field() {
        UUID id = withPhone("填写有误", phone);

        correct("agent", id, Map.of("area", "999999", "citizen", Map.of("phone", "12"), "reason", " "))
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("area", "citizen.phone", "reason"));
        correct("agent", id, Map.of("area", AREA, "reason", "同前"))
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("area")));
        correct("agent", id, Map.of("clear", List.of("TITLE"), "reason", "无"))
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("clear")));
        correct("agent", id, Map.of("clear", List.of("AREA"), "area", ELSEWHERE, "reason", "二者"))
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("area")));
        correct("agent", id, Map.of("reason", "什么也没有")).then().statusCode(400);
        correct("agent", UUID.randomUUID(), Map.of("area", AREA, "reason", "无此件"))
                .then()
                .statusCode(404);
    }

    @Test
    void the_second_of_two_people_sees_who_was_first() {
        UUID id = registered("两人同时更正");
        correct("agent", id, Map.of("area", ELSEWHERE, "reason", "先")).then().statusCode(201);

        as("agent")
                .header("Idempotency-Key", UUID.randomUUID())
                .header("If-Match", "\"0\"")
                .body(Map.of("urgency", "URGENT", "reason", "后"))
                .post("/api/v1/cases/" + id + "/corrections")
                .then()
                .statusCode(412);
    }

    @Test
    void what_is_corrected_before_its_registration_is_heard_of_is_not_found_by_the_old_title() {
        String bands = "select hash from likeness_band where case_id = $1 order by hash";
        UUID id = registered("门前路面塌陷");
        var registration =
                (CaseRegistered) probe.await(id, CaseRegistered.class).event();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !rows(bands, id).isEmpty());
        correct("agent", id, Map.of("title", "楼上漏水", "area", ELSEWHERE, "reason", "听错"))
                .then()
                .statusCode(201);
        var corrected = hashes(rows(bands, id));
        assertThat(corrected).isNotEmpty();

        probe.produce(registration, Instant.now());
        answeredByWater(id, "已恢复供水。");

        assertThat(hashes(rows(bands, id))).isEqualTo(corrected);
    }

    private static List<Long> hashes(List<Row> bands) {
        return bands.stream().map(row -> row.getLong("hash")).toList();
    }

    @Test
    void once_answered_nothing_is_corrected_any_more() {
        UUID id = registered("答复之后");
        answeredByWater(id, "已恢复供水。");

        correct("agent", id, Map.of("area", ELSEWHERE, "reason", "晚了"))
                .then()
                .statusCode(409)
                .body("state", equalTo("REPLIED"));
    }

    @Test
    void the_open_matters_of_a_citizen_are_found_by_the_case_and_by_the_number() {
        UUID one = withPhone("第一件", phone);
        UUID two = withPhone("第二件", phone);
        UUID over = withPhone("已撤回的", phone);
        as("agent")
                .body(Map.of("reason", "不用了"))
                .post("/api/v1/cases/" + over + "/withdrawal")
                .then()
                .statusCode(200);
        var both = new String[] {one.toString(), two.toString()};

        List<String> byCase = as("callback-agent")
                .get("/api/v1/cases/" + one + "/open-matters")
                .then()
                .statusCode(200)
                .body("items.statusText", hasItem("已登记"))
                .extract()
                .path("items.caseId");
        List<String> byPhone = as("callback-agent")
                .body(Map.of("phone", phone, "purpose", "一并回访"))
                .post("/api/v1/cases/open-matters")
                .then()
                .statusCode(200)
                .extract()
                .path("items.caseId");

        assertThat(byCase).containsExactlyInAnyOrder(both);
        assertThat(byPhone).containsExactlyInAnyOrder(both);
        assertThat(rows("select purpose from access_log where action = 'PHONE_SEARCH' and purpose = '一并回访'"))
                .isNotEmpty();
        as("evaluator").get("/api/v1/cases/" + one + "/open-matters").then().statusCode(403);
    }
}
