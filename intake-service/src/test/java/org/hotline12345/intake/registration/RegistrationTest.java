package org.hotline12345.intake.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistrationTest extends IntakeTest {
    @Test
    void a_case_gets_its_number_its_code_and_goes_out_as_an_event() {
        String phone = phone();
        var draft = draft("自强街道停水");
        draft.put("text", "已停水三天，请联系我 " + phone + "，身份证11010519491231002X");
        draft.put("category", SUBCATEGORY);
        draft.put("area", STREET);
        draft.put("address", "自强街88号");
        draft.put("location", Map.of("lat", 43.88, "lon", 125.32));
        draft.put("citizen", Map.of("name", "王小明", "phone", phone));
        draft.put("externalId", "EXT-" + UUID.randomUUID());
        draft.put("upstream", Map.of("platform", "PROVINCE", "number", "JL-1", "dueAt", "2026-12-01T17:00:00+08:00"));
        draft.put("call", Map.of("callId", "c-1", "recordingRef", "rec/1.wav"));

        Response answer = register(draft);

        UUID id = UUID.fromString(answer.path("caseId"));
        assertThat(answer.header("Location")).endsWith("/api/v1/cases/" + id);
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        assertThat(answer.<String>path("caseNumber")).matches("220102001-\\d{8}-\\d{7,}");
        assertThat(answer.<String>path("queryCode")).matches("\\d{8}");
        assertThat(answer.<String>path("status")).isEqualTo("REGISTERED");
        CaseRegistered event = probe.await(id, CaseRegistered.class).as(CaseRegistered.class);
        assertThat(event.caseNumber()).isEqualTo(answer.<String>path("caseNumber"));
        assertThat(event.outcome()).isEqualTo(IntakeOutcome.TO_DISPATCH);
        assertThat(event.text()).isEqualTo("已停水三天，请联系我 " + covered(phone) + "，身份证11**************2X");
        assertThat(event.contactable()).isTrue();
        assertThat(event.upstream().platform()).isEqualTo("PROVINCE");
        assertThat(event.location().lat()).isEqualTo(43.88);
        view(id).then()
                .statusCode(200)
                .body("citizenRef", equalTo(event.citizenRef().toString()))
                .body("text", equalTo(event.text()))
                .body("call.callId", equalTo("c-1"))
                .body("upstream.number", equalTo("JL-1"))
                .body("timeline[0].kind", equalTo("REGISTERED"))
                .body("registeredAt", containsString("+08:00"));
    }

    @Test
    void the_texts_are_seen_before_as_others_will_read_them() {
        String phone = phone();
        String digits = phone.substring(phone.length() - 11);
        var draft = new HashMap<String, Object>(Map.of(
                "title",
                "停水 " + digits,
                "text",
                "请联系我 " + digits + "，身份证11010519491231002X",
                "address",
                "自强街88号",
                "answer",
                "请拨打0431-88610000"));
        draft.put("phone", phone);

        as("agent")
                .body(draft)
                .post("/api/v1/cases/preview")
                .then()
                .statusCode(200)
                .body("title", equalTo("停水 " + covered(digits)))
                .body("text", equalTo("请联系我 " + covered(digits) + "，身份证11**************2X"))
                .body("address", equalTo("自强街88号"))
                .body("answer", equalTo("请拨打0431-88610000"));
        as("agent")
                .body(Map.of("phone", "x"))
                .post("/api/v1/cases/preview")
                .then()
                .statusCode(400);
        as("unit-handler").body(draft).post("/api/v1/cases/preview").then().statusCode(403);
    }

    @Test
    void contact_data_lies_encrypted() {
        String phone = phone();
        var draft = draft("加密");
        draft.put("citizen", Map.of("name", "李四光", "phone", phone));
        UUID id = UUID.fromString(register(draft).path("caseId"));

        var row = rows(
                        "select encode(sealed, 'escape') as sealed, length(phone_index) as size from contact where case_id = $1",
                        id)
                .get(0);

        assertThat(row.getString("sealed")).doesNotContain(phone).doesNotContain("李四光");
        assertThat(row.getInteger("size")).isEqualTo(32);
    }

    /** L10 */
    @Test
    void the_agent_may_choose_the_unit_and_dispatch_is_told() {
        var draft = draft("路灯");
        draft.put("proposedUnit", WATER);
        UUID id = UUID.fromString(register(draft).path("caseId"));
        assertThat(probe.await(id, CaseRegistered.class)
                        .as(CaseRegistered.class)
                        .proposedUnit())
                .isEqualTo(WATER);
        view(id).then().body("proposedUnit", equalTo(WATER));
        draft.put("directAnswer", Map.of("text", "已答复", "by", "KNOWLEDGE"));
        refused(draft, "proposedUnit");
        draft.remove("directAnswer");
        draft.put("proposedUnit", "NOBODY");
        refused(draft, "proposedUnit");
    }

    /** S10: numbers of other systems go to all services as they are. */
    @Test
    void a_number_of_another_system_that_holds_the_citizen_s_telephone_is_refused() {
        String phone = phone();
        var draft = draft("路灯");
        draft.put("citizen", Map.of("phone", phone.substring(0, 3) + " " + phone.substring(3)));
        draft.put("externalId", "WX-" + phone);
        draft.put("lineCode", "L" + phone.substring(3));
        draft.put("upstream", Map.of("platform", "PROVINCE", "number", "86" + phone));
        refused(draft, "externalId", "lineCode", "upstream.number");
    }

    private static void refused(Map<String, Object> draft, String... fields) {
        as("agent")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(draft)
                .post("/api/v1/cases")
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder(fields));
    }

    @Test
    void an_answer_on_the_spot_settles_the_case() {
        String phone = phone();
        var draft = draft("咨询社保");
        draft.put("citizen", Map.of("phone", phone));
        draft.put("type", "CONSULTATION");
        draft.put("directAnswer", Map.of("text", "请到窗口办理，电话13812345678，短信发至" + phone, "by", "KNOWLEDGE"));

        Response answer = register(draft);

        UUID id = UUID.fromString(answer.path("caseId"));
        assertThat(answer.<String>path("status")).isEqualTo("ANSWERED");
        var answered = probe.await(id, CaseAnsweredDirectly.class).as(CaseAnsweredDirectly.class);
        assertThat(answered.by()).isEqualTo(AnsweredBy.KNOWLEDGE);
        assertThat(answered.text()).isEqualTo("请到窗口办理，电话13812345678，短信发至" + covered(phone));
        assertThat(probe.eventsOf(id).get(0).as(CaseRegistered.class).outcome()).isEqualTo(IntakeOutcome.ANSWERED);
        view(id).then()
                .body("status", equalTo("ANSWERED"))
                .body("allowed", equalTo(List.of()))
                .body("timeline[1].kind", equalTo("ANSWERED"))
                .body("timeline[1].text", startsWith("已直接答复（知识库）："));
    }

    @Test
    void a_refusal_tells_the_right_way() {
        var draft = draft("邻居打架");
        draft.put("nonAcceptance", Map.of("reason", "EMERGENCY_LINE", "told", "请拨打110"));

        Response answer = register(draft);

        UUID id = UUID.fromString(answer.path("caseId"));
        assertThat(answer.<String>path("status")).isEqualTo("NOT_ACCEPTED");
        var refused = probe.await(id, CaseNotAccepted.class).as(CaseNotAccepted.class);
        assertThat(refused.reason()).isEqualTo(NonAcceptanceReason.EMERGENCY_LINE);
        assertThat(refused.told()).isEqualTo("请拨打110");
    }

    @Test
    void a_case_without_a_citizen_area_and_category_is_taken() {
        var draft = draft("匿名诉求");
        draft.remove("area");
        draft.put("channel", "CITY_BRAIN");

        Response answer = register(draft);

        assertThat(answer.<String>path("caseNumber")).startsWith("220100-");
        UUID id = UUID.fromString(answer.path("caseId"));
        assertThat(probe.await(id, CaseRegistered.class)
                        .as(CaseRegistered.class)
                        .contactable())
                .isFalse();
        assertThat(rows("select 1 from contact where case_id = $1", id)).isEmpty();
    }

    @Test
    void the_same_key_again_is_answered_the_same() {
        String key = UUID.randomUUID().toString();
        var draft = draft("幂等");
        draft.put("citizen", Map.of("phone", phone()));

        Response first = as("agent").header("Idempotency-Key", key).body(draft).post("/api/v1/cases");
        Response second = as("agent").header("Idempotency-Key", key).body(draft).post("/api/v1/cases");
        draft.put("title", "另一件");
        Response third = as("agent").header("Idempotency-Key", key).body(draft).post("/api/v1/cases");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(third.statusCode()).isEqualTo(422);
        assertThat(third.<String>path("type")).endsWith("/idempotency-key-reused");
        assertThat(rows("select body from idempotency where key = $1", key))
                .as("what is kept does not hold the code that opens the case to the public")
                .singleElement()
                .satisfies(kept -> assertThat(kept.getString("body"))
                        .contains(first.<String>path("caseNumber"))
                        .doesNotContain(first.<String>path("queryCode")));
    }

    @Test
    void the_same_key_at_the_same_time_makes_one_case() {
        String key = UUID.randomUUID().toString();
        var draft = draft("同时" + key);
        draft.put("citizen", Map.of("phone", phone()));

        var answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        as("agent").header("Idempotency-Key", key).body(draft).post("/api/v1/cases")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).allMatch(a -> a.statusCode() == 201);
        assertThat(answers.stream().map(a -> a.<String>path("caseId")).distinct())
                .hasSize(1);
        assertThat(rows("select 1 from hotline_case where title = $1", "同时" + key))
                .hasSize(1);
    }

    @Test
    void one_telephone_is_one_citizen_however_it_is_written_and_however_many_call_at_once() {
        String phone = phone();
        List<String> written = List.of(
                phone,
                "+86 " + phone,
                phone.substring(0, 3) + "-" + phone.substring(3, 7) + "-" + phone.substring(7),
                "0086" + phone);

        var refs = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    var draft = draft("来电" + i);
                    draft.put("citizen", Map.of("phone", written.get(i % written.size())));
                    return UUID.fromString(register(draft).path("caseId"));
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(id -> view(id).<String>path("citizenRef"))
                .distinct()
                .toList();

        assertThat(refs).hasSize(1);
        assertThat(rows("select 1 from citizen where citizen_ref = $1", UUID.fromString(refs.get(0))))
                .hasSize(1);
        UUID other = registered("无电话");
        assertThat(view(other).<String>path("citizenRef")).isNotEqualTo(refs.get(0));
    }

    @Test
    void numbers_run_on_and_are_never_given_twice() {
        List<String> numbers = IntStream.range(0, 5)
                .mapToObj(i -> register(draft("编号" + i)).<String>path("caseNumber"))
                .toList();

        assertThat(numbers).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void possible_duplicates_are_shown_by_telephone_and_by_title() {
        String phone = phone();
        String title = "安达小区" + UUID.randomUUID().toString().substring(0, 4) + "电梯故障无人维修";
        var first = draft(title);
        first.put("citizen", Map.of("phone", phone));
        UUID id = UUID.fromString(register(first).path("caseId"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !rows("select 1 from case_likeness where case_id = $1", id)
                        .isEmpty());

        Response similar = register(draft(title + "了"));
        var sameCaller = draft("完全不同的事情");
        sameCaller.put("citizen", Map.of("phone", phone));
        Response caller = register(sameCaller);
        var elsewhere = draft(title);
        elsewhere.put("area", ELSEWHERE);
        elsewhere.put("text", "我们小区的电梯坏了两个月，物业一直说在等配件，老人上下楼很不方便");
        Response otherArea = register(elsewhere);

        similar.then()
                .body("possibleDuplicates.caseId", hasItem(id.toString()))
                .body("possibleDuplicates[0].sameCitizen", equalTo(false))
                .body("possibleDuplicates[0].status", equalTo("REGISTERED"))
                .body("possibleDuplicates[0].title", equalTo(title))
                .body("possibleDuplicates[0].registeredAt", notNullValue())
                .body("possibleDuplicates[0].leadUnit", nullValue())
                .body("possibleDuplicates[0].offer", equalTo("MERGE"));
        assertThat(similar.<Float>path("possibleDuplicates[0].similarity")).isBetween(0.45f, 1f);
        caller.then()
                .body("possibleDuplicates[0].caseId", equalTo(id.toString()))
                .body("possibleDuplicates[0].sameCitizen", equalTo(true));
        assertThat(otherArea.<List<String>>path("possibleDuplicates.caseId")).doesNotContain(id.toString());
        as("agent")
                .body(Map.of("title", title, "text", "…", "area", AREA, "phone", phone))
                .post("/api/v1/cases/duplicates")
                .then()
                .statusCode(200)
                .body("items[0].caseId", equalTo(id.toString()))
                .body("items.caseId", hasItem(caller.<String>path("caseId")))
                .body("next", equalTo(null));
        as("auditor")
                .get("/api/v1/access-log?subject=agent-1&limit=200")
                .then()
                .statusCode(200)
                .body("items.action", hasItem("DUPLICATE_SEARCH"));
    }

    @Test
    void an_importer_moves_history_in_and_nobody_else_does() {
        var draft = draft("历史诉求");
        draft.put("occurredAt", "2019-04-25T09:32:09+08:00");
        draft.put("actor", "旧系统");
        draft.put("replyDueAt", "2019-05-10T17:00:00+08:00");

        Response answer = as("importer")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(draft)
                .post("/api/v1/cases");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.<String>path("caseNumber")).startsWith("220102-20190425-");
        UUID id = UUID.fromString(answer.path("caseId"));
        var event = probe.await(id, CaseRegistered.class);
        assertThat(event.imported()).isTrue();
        assertThat(event.time()).isEqualTo(Instant.parse("2019-04-25T01:32:09Z"));
        assertThat(event.headers()).containsEntry("ce_actor", "旧系统");
        assertThat(event.as(CaseRegistered.class).replyDueAt()).isEqualTo(Instant.parse("2019-05-10T09:00:00Z"));
        view(id).then()
                .body("imported", equalTo(true))
                .body("live", equalTo(false))
                .body("allowed", not(hasItem("go-live")))
                .body("replyDueAt", equalTo("2019-05-10T17:00:00+08:00"));
        as("importer").get("/api/v1/cases/" + id).then().body("allowed", hasItem("go-live"));
        for (String field : List.of("occurredAt", "actor", "replyDueAt")) {
            var forbidden = draft("不是历史");
            forbidden.put(field, draft.get(field));
            as("agent")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .body(forbidden)
                    .post("/api/v1/cases")
                    .then()
                    .statusCode(403)
                    .body("type", containsString("history-fields"));
        }
    }

    @Test
    void texts_stay_as_they_were_said() {
        String nasty = "'; drop table hotline_case; -- <script>alert(1)</script> \" \\ %s {0} ${x} 😀 𠮷";
        var draft = draft(nasty);
        draft.put("text", nasty + "\n第二行");
        draft.put("address", nasty);
        draft.put("citizen", Map.of("name", nasty, "phone", phone()));
        draft.put("respondent", Map.of("name", nasty));
        draft.put("externalId", nasty);
        draft.put("lineCode", nasty);
        draft.put("upstream", Map.of("platform", nasty, "number", nasty));
        draft.put("call", Map.of("callId", nasty, "recordingRef", nasty));
        draft.put("directAnswer", Map.of("text", nasty, "by", "AGENT"));

        UUID id = UUID.fromString(register(draft).path("caseId"));

        view(id).then()
                .body("title", equalTo(nasty))
                .body("text", equalTo(nasty + "\n第二行"))
                .body("address", equalTo(nasty))
                .body("respondent.name", equalTo(nasty))
                .body("externalId", equalTo(nasty))
                .body("lineCode", equalTo(nasty))
                .body("upstream.number", equalTo(nasty))
                .body("call.recordingRef", equalTo(nasty))
                .body("timeline[1].data.text", equalTo(nasty));
        as("callback-agent")
                .body(Map.of("purpose", nasty))
                .post("/api/v1/cases/" + id + "/contact")
                .then()
                .statusCode(200)
                .body("name", equalTo(nasty));
        assertThat(probe.await(id, CaseRegistered.class)
                        .as(CaseRegistered.class)
                        .title())
                .isEqualTo(nasty);
        assertThat(nasty.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    }
}
