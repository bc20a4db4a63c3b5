package org.hotline12345.intake.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CaseCommandsTest extends IntakeTest {
    private static Response command(UUID id, String command, Object body) {
        return as("agent").body(body).post("/api/v1/cases/" + id + "/" + command);
    }

    private void dispatch(UUID id) {
        probe.produce(
                new CaseDispatched(
                        id,
                        UUID.randomUUID(),
                        1,
                        DispatchCause.FIRST,
                        WATER,
                        List.of(),
                        null,
                        null,
                        DecidedBy.CATALOGUE,
                        "目录",
                        null,
                        null,
                        null,
                        Instant.now(),
                        List.of(),
                        0),
                Instant.now());
        awaitStatus(id, "DISPATCHED");
    }

    @Test
    void a_case_no_unit_has_is_answered_later() {
        UUID id = registered("稍后答复");

        command(id, "direct-answer", Map.of("text", "已查到，电话0431-88776655", "by", "THREE_WAY", "unit", WATER))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("status", equalTo("ANSWERED"))
                .body("statusText", equalTo("已直接答复"))
                .body("allowed", equalTo(List.of()))
                .body("timeline.kind", equalTo(List.of("REGISTERED", "ANSWERED")));

        var event = probe.await(id, CaseAnsweredDirectly.class).as(CaseAnsweredDirectly.class);
        assertThat(event.text()).isEqualTo("已查到，电话0431-88776655");
        assertThat(event.unit()).isEqualTo(WATER);
        command(id, "direct-answer", Map.of("text", "再答", "by", "AGENT"))
                .then()
                .statusCode(409)
                .body("type", containsString("wrong-state"))
                .body("state", equalTo("ANSWERED"));
    }

    @Test
    void a_case_no_unit_has_is_refused_later() {
        UUID id = registered("稍后不予受理");

        command(id, "non-acceptance", Map.of("reason", "LEGAL_ROUTE", "told", "请向法院起诉"))
                .then()
                .statusCode(200)
                .body("status", equalTo("NOT_ACCEPTED"));

        assertThat(probe.await(id, CaseNotAccepted.class)
                        .as(CaseNotAccepted.class)
                        .told())
                .isEqualTo("请向法院起诉");
    }

    @Test
    void a_dispatcher_refuses_a_case_from_triage_as_an_agent_does() {
        UUID id = registered("人工派单中不予受理");
        probe.produce(new CaseSentToTriage(id, "没有规则", List.of(), Instant.now()), Instant.now());
        awaitStatus(id, "IN_TRIAGE");
        as("dispatcher").get("/api/v1/cases/" + id).then().body("allowed", hasItems("non-acceptance"));

        as("dispatcher")
                .body(Map.of("reason", "OTHER_AREA", "told", "请拨打邻市热线"))
                .post("/api/v1/cases/" + id + "/non-acceptance")
                .then()
                .statusCode(200)
                .body("status", equalTo("NOT_ACCEPTED"));

        var refused = probe.await(id, CaseNotAccepted.class);
        assertThat(refused.as(CaseNotAccepted.class).told()).isEqualTo("请拨打邻市热线");
        as("dispatcher")
                .body(Map.of("text", "请尽快"))
                .post("/api/v1/cases/" + id + "/supplements")
                .then()
                .statusCode(403);
    }

    @Test
    void once_dispatched_the_hotline_alone_neither_answers_nor_refuses() {
        UUID id = registered("已派单");
        dispatch(id);

        command(id, "direct-answer", Map.of("text", "答", "by", "AGENT"))
                .then()
                .statusCode(409)
                .body("state", equalTo("DISPATCHED"))
                .body("allowed", hasItems("supplements", "urges", "withdrawal"));
        command(id, "non-acceptance", Map.of("reason", "ABUSE", "told", "告知"))
                .then()
                .statusCode(409);
        assertThat(probe.eventsOf(id))
                .noneMatch(e -> e.event() instanceof CaseAnsweredDirectly || e.event() instanceof CaseNotAccepted);
    }

    @Test
    void what_the_citizen_adds_and_urges_goes_to_the_unit() {
        String phone = phone();
        UUID id = registered("补充和催办");
        dispatch(id);

        command(id, "supplements", Map.of("text", "门牌号写错了，打" + phone)).then().statusCode(200);
        command(id, "urges", Map.of("text", "怎么还没来")).then().statusCode(200).body("urges", equalTo(1));
        command(id, "urges", "{}")
                .then()
                .statusCode(200)
                .body("urges", equalTo(2))
                .body("version", equalTo(3))
                .body("timeline.text", hasItem("诉求人第2次催办"))
                .body("timeline.text", hasItem("诉求人第1次催办：怎么还没来"));

        var added = probe.await(id, CaseSupplemented.class);
        assertThat(added.as(CaseSupplemented.class).text())
                .doesNotContain(phone)
                .startsWith("门牌号写错了");
        assertThat(added.headers()).containsEntry("ce_actor", "agent-1");
        probe.await(e -> e.event() instanceof CitizenUrged u && u.caseId().equals(id) && u.urgeNumber() == 2, "urge 2");
        assertThat(view(id).asString()).doesNotContain(phone);
    }

    @Test
    void a_withdrawn_case_ends() {
        UUID id = registered("撤回");

        command(id, "withdrawal", Map.of("reason", "已解决"))
                .then()
                .statusCode(200)
                .body("status", equalTo("WITHDRAWN"));

        probe.await(id, CaseWithdrawn.class);
        for (String after : List.of("supplements", "urges")) {
            command(id, after, Map.of("text", "x")).then().statusCode(409);
        }
        command(id, "withdrawal", Map.of("reason", "x")).then().statusCode(409);
    }

    @Test
    void a_command_may_be_sent_twice_with_its_key() {
        UUID id = registered("重复催办");
        String key = UUID.randomUUID().toString();

        for (int i = 0; i < 2; i++) {
            as("agent")
                    .header("Idempotency-Key", key)
                    .body(Map.of("text", "快点"))
                    .post("/api/v1/cases/" + id + "/urges")
                    .then()
                    .statusCode(200)
                    .body("urges", equalTo(1));
        }
        as("agent")
                .header("Idempotency-Key", key)
                .body(Map.of("text", "别的"))
                .post("/api/v1/cases/" + id + "/urges")
                .then()
                .statusCode(422);
        view(id).then().body("urges", equalTo(1));
    }

    @Test
    void a_version_seen_before_is_honoured() {
        UUID id = registered("版本");
        command(id, "urges", "{}").then().statusCode(200);

        as("agent")
                .header("If-Match", "\"0\"")
                .body(Map.of("text", "旧版本"))
                .post("/api/v1/cases/" + id + "/supplements")
                .then()
                .statusCode(412);
        as("agent")
                .header("If-Match", "\"1\"")
                .body(Map.of("text", "新版本"))
                .post("/api/v1/cases/" + id + "/supplements")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
    }

    @Test
    void history_goes_live_once() {
        var draft = draft("历史在办");
        draft.put("occurredAt", "2020-01-02T10:00:00+08:00");
        UUID id = UUID.fromString(as("importer")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(draft)
                .post("/api/v1/cases")
                .path("caseId"));
        as("importer")
                .body(Map.of("text", "补充", "occurredAt", "2020-01-01T10:00:00+08:00"))
                .post("/api/v1/cases/" + id + "/supplements")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("occurredAt"));
        as("importer")
                .body(Map.of("text", "补充", "occurredAt", "2020-01-03T10:00:00+08:00", "actor", "旧系统"))
                .post("/api/v1/cases/" + id + "/supplements")
                .then()
                .statusCode(200);
        assertThat(probe.await(id, CaseSupplemented.class).imported()).isTrue();

        for (int i = 0; i < 2; i++) {
            as("importer")
                    .post("/api/v1/cases/" + id + "/go-live")
                    .then()
                    .statusCode(200)
                    .body("live", equalTo(true))
                    .body("allowed", not(hasItem("go-live")));
        }

        assertThat(probe.await(id, CaseWentLive.class).imported()).isFalse();
        as("importer")
                .body(Map.of("text", "补充", "actor", "旧系统"))
                .post("/api/v1/cases/" + id + "/supplements")
                .then()
                .statusCode(403)
                .body("type", containsString("live-case"));
        assertThat(probe.eventsOf(id).stream().filter(e -> e.event() instanceof CaseWentLive))
                .hasSize(1);
    }

    @Test
    void commands_are_checked() {
        UUID id = registered("检查");
        for (var bad : Map.of(
                        "direct-answer", Map.of("text", "x"),
                        "non-acceptance", Map.of("told", "x"),
                        "supplements", Map.of("text", " "),
                        "withdrawal", Map.of("reason", "长".repeat(501)),
                        "urges", Map.of("text", "长".repeat(10_001)))
                .entrySet()) {
            command(id, bad.getKey(), bad.getValue()).then().statusCode(400).body("type", containsString("validation"));
        }
        command(UUID.randomUUID(), "urges", "{}").then().statusCode(404);
        as("agent")
                .body(Map.of("text", "x", "occurredAt", "2020-01-01T00:00:00+08:00"))
                .post("/api/v1/cases/" + id + "/supplements")
                .then()
                .statusCode(403)
                .body("type", containsString("history-fields"));
    }
}
