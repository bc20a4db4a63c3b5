package org.hotline12345.intake.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.InstructionGiven;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FollowCasesTest extends IntakeTest {
    private Instant clock = Instant.now();

    private final FollowCases follow;

    FollowCasesTest(FollowCases follow) {
        this.follow = follow;
    }

    private UUID tell(CaseEvent event) {
        return probe.produce(event, clock);
    }

    private Instant next() {
        clock = clock.plusSeconds(60);
        return clock;
    }

    private static CaseDispatched dispatched(UUID id, UUID order, int round, String unit, Instant at) {
        return new CaseDispatched(
                id,
                order,
                round,
                round == 1 ? DispatchCause.FIRST : DispatchCause.REWORK,
                unit,
                List.of(),
                CATEGORY,
                AREA,
                DecidedBy.CATALOGUE,
                "供水类由水务集团办理",
                null,
                null,
                null,
                at,
                List.of(),
                0);
    }

    private static ReplyIssued replied(UUID id, UUID order, int round, String text, Instant at) {
        return new ReplyIssued(
                id, order, UUID.randomUUID(), round, WATER, Disposition.RESOLVED, text, null, null, null, "h", at);
    }

    @Test
    void the_handler_names_every_type_of_the_catalogue() {
        var all = new java.util.HashSet<Class<? extends CaseEvent>>(follow.handles());
        all.addAll(follow.ignores());
        assertThat(all).isEqualTo(EventCatalogue.caseEvents());
        assertThat(follow.handles()).doesNotContainAnyElementsOf(follow.ignores());
    }

    @Test
    void a_case_is_followed_to_its_end_and_the_citizen_can_read_it() {
        String phone = phone();
        var draft = draft("停水跟踪");
        draft.put("citizen", Map.of("name", "赵钱孙", "phone", phone));
        Response registered = register(draft);
        UUID id = UUID.fromString(registered.path("caseId"));
        var order = UUID.randomUUID();
        var second = UUID.randomUUID();

        tell(new CaseSentToTriage(id, "目录无匹配", List.of(), next()));
        tell(dispatched(id, order, 1, WATER, next()));
        tell(new InstructionGiven(id, order, UUID.randomUUID(), WATER, "今天办结", null, "leader", next(), null));
        tell(new DeadlineMarked(
                id, UUID.randomUUID(), order, DeadlineKind.REPLY, WATER, DeadlineMark.YELLOW, next(), next()));
        tell(new UnitUrged(id, UUID.randomUUID(), order, WATER, UrgeOrigin.SYSTEM, "请尽快", next(), UrgeLevel.HANDLERS));
        tell(new ReturnRequested(id, order, UUID.randomUUID(), WATER, "不归我管", null, "h", next(), null));
        tell(new ExtensionDecided(id, order, UUID.randomUUID(), WATER, true, 3, "同意", "d", next()));
        tell(new WorkOrderSigned(id, order, WATER, "h", next()));
        awaitStatus(id, "IN_PROGRESS");
        tell(replied(id, order, 1, "已修好，已电话告知" + phone + "。咨询电话0431-88776655", next()));
        tell(new CitizenInformed(id, UUID.randomUUID(), order, 1, WATER, NoticeChannel.SMS, true, next()));
        tell(new CallbackCompleted(
                id,
                UUID.randomUUID(),
                order,
                1,
                WATER,
                SurveyInstrument.AGENT,
                CallbackOutcome.ANSWERED,
                true,
                false,
                Satisfaction.DISSATISFIED,
                null,
                "还停水",
                false,
                false,
                next()));
        tell(new ReworkOrdered(
                id, UUID.randomUUID(), order, 1, WATER, ReworkCause.DISSATISFIED, "还停水", "system", next(), null));
        awaitStatus(id, "REWORK");
        tell(dispatched(id, second, 2, WATER, next()));
        tell(new SupervisionOpened(
                id,
                UUID.randomUUID(),
                second,
                WATER,
                SupervisionCause.SECOND_DISSATISFACTION,
                "三日内办结",
                1,
                next(),
                next()));
        tell(replied(id, second, 2, "彻底修好", next()));
        awaitStatus(id, "REPLIED");
        tell(new CaseClosed(id, CloseReason.SATISFIED, 2, next()));
        awaitStatus(id, "CLOSED");

        view(id).then()
                .body("leadUnit", equalTo(WATER))
                .body("leadUnitName", equalTo("长春水务集团"))
                .body("workOrderId", equalTo(second.toString()))
                .body("round", equalTo(2))
                .body("timeline.kind", hasItems("SENT_TO_TRIAGE", "DISPATCHED", "INSTRUCTED", "MARKED", "CLOSED"))
                .body("timeline.text", hasItem("已派单至长春水务集团：供水类由水务集团办理"))
                .body("timeline.text", hasItem("答复时限亮黄牌"));
        assertThat(view(id).asString()).doesNotContain(phone);
        Response open = given().queryParam("code", registered.<String>path("queryCode"))
                .get("/api/v1/public/cases/" + registered.path("caseNumber"));
        open.then()
                .statusCode(200)
                .body("status", equalTo("CLOSED"))
                .body("statusText", equalTo("已归档"))
                .body("timeline[0].text", equalTo("您的诉求已登记"))
                .body("timeline.text", hasItem("正在确定承办单位"))
                .body("timeline.text", hasItem("已派单至长春水务集团"))
                .body("timeline.text", hasItem("长春水务集团已签收，正在办理"))
                .body("timeline.text", hasItem("办理期限延长3个工作日"))
                .body("timeline.text", hasItem("已催办承办单位"))
                .body("timeline.text", hasItem("已向您反馈办理结果（短信）"))
                .body("timeline.text", hasItem("已回访，您的评价：不满意"))
                .body("timeline.text", hasItem("已退回承办单位重新办理"))
                .body("timeline.text", hasItem("已列入督办"))
                .body("timeline.text", hasItem("诉求已归档（回访满意）"))
                .body("timeline.text", hasItem("长春水务集团已答复（已解决）：已修好，已电话告知" + covered(phone) + "。咨询电话0431-88776655"));
        assertThat(open.asString()).doesNotContain(phone, "赵钱孙", "今天办结", "不归我管", "目录", "还停水", "黄牌");
        given().queryParam("code", registered.<String>path("queryCode"))
                .header("Accept-Language", "en")
                .get("/api/v1/public/cases/" + registered.path("caseNumber"))
                .then()
                .body("statusText", equalTo("Closed"))
                .body("timeline.text", hasItem("Your case is closed (satisfied)"))
                .body("timeline.text", hasItem("Dispatched to 长春水务集团"));
    }

    @Test
    void a_dispatch_behind_a_withdrawal_is_without_effect_and_the_citizen_reads_nothing_of_it() {
        Response registered = register(draft("撤回与派单竞争"));
        UUID id = UUID.fromString(registered.path("caseId"));
        tell(new CaseWithdrawn(id, "自行解决", next()));
        tell(new CaseSentToTriage(id, "目录无匹配", List.of(), next()));
        tell(dispatched(id, UUID.randomUUID(), 1, WATER, next()));
        tell(new ExtensionDecided(id, UUID.randomUUID(), UUID.randomUUID(), WATER, true, 1, "标记", "d", next()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> view(id).then().body("timeline.kind", hasItem("EXTENSION_DECIDED")));
        view(id).then()
                .body("status", equalTo("WITHDRAWN"))
                .body("leadUnit", org.hamcrest.Matchers.nullValue())
                .body("timeline.kind", not(hasItem("DISPATCHED")))
                .body("timeline.kind", not(hasItem("SENT_TO_TRIAGE")));
    }

    @Test
    void a_granted_extension_tells_the_citizen_the_new_date() {
        Response registered = register(draft("延期告知"));
        UUID id = UUID.fromString(registered.path("caseId"));
        var order = UUID.randomUUID();
        tell(dispatched(id, order, 1, WATER, next()));
        tell(extended(id, order, Instant.parse("2030-03-11T09:30:00Z")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().queryParam("code", registered.<String>path("queryCode"))
                        .get("/api/v1/public/cases/" + registered.path("caseNumber"))
                        .then()
                        .statusCode(200)
                        .body("timeline.text", hasItem("因延期，办理期限调整为2030-03-11 17:30")));
    }

    private DeadlineSet extended(UUID id, UUID order, Instant due) {
        Instant now = next();
        return new DeadlineSet(
                id,
                UUID.randomUUID(),
                order,
                1,
                DeadlineKind.REPLY,
                WATER,
                now,
                due,
                due.minusSeconds(86_400),
                "批准延期 1 个工作日",
                false,
                1,
                "default",
                1,
                1,
                9,
                null,
                List.of(),
                now,
                DeadlineMoveCause.EXTENSION,
                null);
    }

    @Test
    void who_is_handled_with_another_case_is_told_of_its_extension_while_they_are_together() {
        Response registered = register(draft("并单延期告知"));
        UUID member = UUID.fromString(registered.path("caseId"));
        UUID lead = registered("主单");
        var own = UUID.randomUUID();
        var order = UUID.randomUUID();
        tell(dispatched(member, own, 1, WATER, next()));
        tell(dispatched(lead, order, 1, WATER, next()));
        tell(extended(lead, order, Instant.parse("2030-03-11T09:30:00Z")));
        tell(new CaseMerged(member, lead, own, "派单员-01", next()));
        tell(extended(lead, order, Instant.parse("2030-03-12T09:30:00Z")));
        tell(new CaseUnmerged(member, lead, "派单员-01", next()));
        tell(extended(lead, order, Instant.parse("2030-03-13T09:30:00Z")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> view(lead).then().body("timeline.text", hasItem("因延期，办理期限调整为2030-03-13 17:30")));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> view(member).then().body("timeline.kind", hasItem("UNMERGED")));
        given().queryParam("code", registered.<String>path("queryCode"))
                .get("/api/v1/public/cases/" + registered.path("caseNumber"))
                .then()
                .body("timeline.text", hasItem("因延期，办理期限调整为2030-03-12 17:30"))
                .body("timeline.text", not(hasItem("因延期，办理期限调整为2030-03-11 17:30")))
                .body("timeline.text", not(hasItem("因延期，办理期限调整为2030-03-13 17:30")));
    }

    @Test
    void an_event_told_twice_counts_once() {
        UUID id = registered("重复事件");
        var order = UUID.randomUUID();
        UUID eventId = tell(dispatched(id, order, 1, WATER, next()));
        probe.produce(eventId, dispatched(id, order, 1, WATER, clock), clock, Map.of());
        tell(new WorkOrderSigned(id, order, WATER, "h", next()));
        awaitStatus(id, "IN_PROGRESS");

        List<String> kinds = view(id).path("timeline.kind");

        assertThat(kinds).isEqualTo(List.of("REGISTERED", "DISPATCHED", "SIGNED"));
    }

    @Test
    void a_reply_after_a_withdrawal_has_no_effect() {
        UUID id = registered("撤回后答复");
        var order = UUID.randomUUID();
        tell(dispatched(id, order, 1, WATER, next()));
        awaitStatus(id, "DISPATCHED");
        as("agent")
                .body(Map.of("reason", "不需要了"))
                .post("/api/v1/cases/" + id + "/withdrawal")
                .then()
                .statusCode(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> rows(
                                        "select 1 from case_state where case_id = $1 and pending is null and"
                                                + " stream_status = 'WITHDRAWN'",
                                        id)
                                .size()
                        == 1);

        tell(replied(id, order, 1, "晚到的答复", next()));
        tell(new ExtensionDecided(id, order, UUID.randomUUID(), WATER, true, 1, "标记", "d", next()));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> view(id).<List<String>>path("timeline.kind").contains("EXTENSION_DECIDED"));
        view(id).then().body("status", equalTo("WITHDRAWN")).body("timeline.kind", not(hasItem("REPLIED")));
    }

    @Test
    void a_merged_case_says_where_it_went() {
        UUID id = registered("并入");
        UUID lead = registered("主诉求");
        tell(new CaseMerged(id, lead, null, "d", next()));
        awaitStatus(id, "MERGED");

        view(id).then().body("mergedInto", equalTo(lead.toString())).body("allowed", not(hasItem("direct-answer")));
    }

    @Test
    void an_event_of_an_unknown_case_is_parked_and_others_go_on() {
        UUID unknown = UUID.randomUUID();
        tell(new CaseClosed(unknown, CloseReason.SATISFIED, 1, next()));
        UUID id = registered("照常");
        tell(dispatched(id, UUID.randomUUID(), 1, WATER, next()));

        awaitStatus(id, "DISPATCHED");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> as("admin").get("/api/v1/parked-events").asString().contains(unknown.toString()));
        assertThat(Set.of(id)).isNotEmpty();
    }
}
