package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.HotlineEvent;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.localstack.account.CaseStream;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.token.Identity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Returns and extensions on the whole suite: two units play ping-pong with a case, a return is refused, one gets more time, and
 * several dispatchers decide at once.
 */
@ExtendWith(SharedSuite.class)
class FairReturnsIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String WATER = "CCSWJT";
    private static final String HOUSING = "CCZJJ";
    private static final String WATER_SUPPLY = "C010216";

    private static HotlineClient client;
    private static HotlineClient.As agent;
    private static HotlineClient.As dispatcher;
    private static HotlineClient.As importer;

    @BeforeAll
    static void start() {
        client = SharedSuite.client();
        agent = client.as(Identity.of("受理员-01", "agent"));
        dispatcher = client.as(Identity.of("派单员-01", "dispatcher"));
        importer = client.as(Identity.of("history-importer", "importer"));
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> register("FAIR-0").text("caseId") != null);
    }

    private static Answer register(String key) {
        return register(agent, key, Map.of("category", WATER_SUPPLY));
    }

    private static Answer register(HotlineClient.As by, String key, Map<String, String> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", "PHONE");
        body.put("type", "COMPLAINT");
        body.put("urgency", "ORDINARY");
        body.put("title", "小区停水 " + key);
        body.put("text", "小区自来水停水两天，请尽快维修。" + key);
        body.put("anonymity", "NAMED");
        body.put("externalId", key);
        body.putAll(more);
        return by.post(ServiceName.INTAKE, "/cases", body, key).join();
    }

    private static HotlineClient.As handler(String unit) {
        return client.as(Identity.of("承办人-" + unit, "unit-handler", unit));
    }

    /** The case's open order once the unit has it. */
    private static JsonNode orderAt(String caseId, String unit) {
        return await().atMost(SOON)
                .until(
                        () -> {
                            JsonNode items = dispatcher
                                    .get(ServiceName.DISPATCH, "/work-orders?caseId=" + caseId)
                                    .join()
                                    .json()
                                    .path("items");
                            for (JsonNode item : items) {
                                if (unit.equals(item.path("unit").asText())
                                        && "PENDING_SIGN"
                                                .equals(item.path("state").asText())) {
                                    return item;
                                }
                            }
                            return null;
                        },
                        found -> found != null);
    }

    private static void giveBack(String caseId, String from, String to, boolean back) {
        String order = orderAt(caseId, from).path("workOrderId").asText();
        String key = "FAIR-" + order;
        String request = handler(from)
                .post(
                        ServiceName.DISPATCH,
                        "/work-orders/" + order + "/return-request",
                        Map.of("reason", "不属于我单位职责", "reasonCode", "NOT_RESPONSIBLE", "suggestedUnit", to),
                        key + ":ask")
                .join()
                .text("returnRequestId");
        dispatcher
                .post(
                        ServiceName.DISPATCH,
                        "/return-requests/" + request + "/decision",
                        Map.of("granted", true, "toUnit", to, "backToReturner", back, "note", "改派"),
                        key + ":rule" + back)
                .join();
    }

    @Test
    void a_case_passed_to_and_fro_ends_under_supervision() {
        String caseId = register("FAIR-PING-PONG").text("caseId");
        giveBack(caseId, WATER, HOUSING, false);
        assertThat(catchThrowable(() -> giveBack(caseId, HOUSING, WATER, false)))
                .isInstanceOf(CompletionException.class);
        String order = handler(HOUSING)
                .get(ServiceName.DISPATCH, "/units/" + HOUSING + "/work-orders?state=RETURN_REQUESTED")
                .join()
                .json()
                .path("items")
                .get(0)
                .path("workOrderId")
                .asText();
        String request = handler(HOUSING)
                .get(ServiceName.DISPATCH, "/work-orders/" + order)
                .join()
                .json()
                .path("returnRequests")
                .get(0)
                .path("returnRequestId")
                .asText();
        dispatcher
                .post(
                        ServiceName.DISPATCH,
                        "/return-requests/" + request + "/decision",
                        Map.of("granted", true, "toUnit", WATER, "backToReturner", true, "note", "首接负责"),
                        "FAIR-BACK")
                .join();
        orderAt(caseId, WATER);
        var supervisor = client.as(Identity.of("督办员-01", "supervisor"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(supervisor
                                .get(ServiceName.FOLLOWUP, "/supervisions?unit=" + WATER)
                                .join()
                                .json()
                                .path("items")
                                .toString())
                        .contains(caseId, "THIRD_RETURN", "往复退单"));
    }

    @Test
    void a_granted_extension_moves_the_deadline_and_the_case_tells_of_it() {
        String caseId = register("FAIR-EXTENSION").text("caseId");
        String order = orderAt(caseId, WATER).path("workOrderId").asText();
        handler(WATER)
                .post(ServiceName.DISPATCH, "/work-orders/" + order + "/sign", Map.of(), "FAIR-SIGN")
                .join();
        String request = await().atMost(SOON)
                .ignoreExceptions()
                .until(
                        () -> handler(WATER)
                                .post(
                                        ServiceName.DISPATCH,
                                        "/work-orders/" + order + "/extension-request",
                                        Map.of("workingDays", 2, "reason", "需要更换管道"),
                                        "FAIR-MORE")
                                .join()
                                .text("extensionRequestId"),
                        found -> found != null);
        dispatcher
                .post(
                        ServiceName.DISPATCH,
                        "/extension-requests/" + request + "/decision",
                        Map.of("granted", true, "note", "同意"),
                        "FAIR-GRANT")
                .join();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(agent.get(ServiceName.INTAKE, "/cases/" + caseId)
                                .join()
                                .json()
                                .path("timeline")
                                .toString())
                        .contains("EXTENDED", "因延期，办理期限调整为"));
    }

    private static Answer post(HotlineClient.As by, String path, Map<String, Object> body) {
        return by.post(ServiceName.DISPATCH, path, body, UUID.randomUUID().toString())
                .join();
    }

    /** The problem with which a call is refused. */
    private static ApiException refused(HotlineClient.As by, String path, Map<String, Object> body) {
        return (ApiException) HotlineClient.unwrap(catchThrowable(() -> post(by, path, body)));
    }

    private static String requestReturn(HotlineClient.As by, String order, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("reason", "不属于我单位职责");
        body.put("reasonCode", "NOT_RESPONSIBLE");
        body.putAll(more);
        return post(by, "/work-orders/" + order + "/return-request", body).text("returnRequestId");
    }

    private static List<JsonNode> ordersOf(String caseId) {
        List<JsonNode> orders = new ArrayList<>();
        dispatcher
                .get(ServiceName.DISPATCH, "/work-orders?caseId=" + caseId)
                .join()
                .json()
                .path("items")
                .forEach(orders::add);
        return orders;
    }

    /** The deadline of the order as follow-up said it; missing if it has not. */
    private static JsonNode deadline(String order, String kind) {
        for (JsonNode deadline : dispatcher
                .get(ServiceName.DISPATCH, "/work-orders/" + order)
                .join()
                .json()
                .path("deadlines")) {
            if (deadline.path("kind").asText().equals(kind)) {
                return deadline;
            }
        }
        return MissingNode.getInstance();
    }

    private static Instant due(String order, String kind) {
        return await("deadline " + kind)
                .atMost(SOON)
                .until(
                        () -> {
                            JsonNode deadline = deadline(order, kind);
                            return deadline.isMissingNode()
                                    ? null
                                    : OffsetDateTime.parse(
                                                    deadline.path("dueAt").asText())
                                            .toInstant();
                        },
                        found -> found != null);
    }

    /** In March 2024: two weeks of five working days that anybody can count, the 6th a Wednesday. */
    private static String march(String dayAndTime) {
        return "2024-03-" + dayAndTime + "+08:00";
    }

    private static void awaitDue(String order, String dayAndTime) {
        await("reply due on " + dayAndTime)
                .atMost(SOON)
                .untilAsserted(() -> assertThat(due(order, "REPLY"))
                        .isEqualTo(OffsetDateTime.parse(march(dayAndTime)).toInstant()));
    }

    /**
     * The order of a case of Wednesday morning, signed an hour later. History says itself when something happened, so the edge of
     * a deadline can be stood upon, and nobody waits for a working day.
     */
    private static String ofMarch(String key) {
        String caseId = register(
                        importer,
                        key,
                        Map.of("category", WATER_SUPPLY, "occurredAt", march("06T10:00:00"), "actor", "受理员"))
                .text("caseId");
        String order = orderAt(caseId, WATER).path("workOrderId").asText();
        post(importer, "/work-orders/" + order + "/sign", at("06T11:00:00"));
        awaitDue(order, "13T17:30:00");
        return order;
    }

    private static Map<String, Object> at(String dayAndTime, Object... more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("occurredAt", march(dayAndTime));
        body.put("actor", "承办人");
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    @Test
    void a_refused_return_leaves_the_case_and_its_clock_with_the_unit_that_was_first() {
        String caseId = register("FAIR-REFUSED").text("caseId");
        String order = orderAt(caseId, WATER).path("workOrderId").asText();
        Instant sign = due(order, "SIGN");
        Instant reply = due(order, "REPLY");
        String request = requestReturn(handler(WATER), order, Map.of("suggestedUnit", HOUSING));
        String decision = "/return-requests/" + request + "/decision";

        Answer ruled = post(dispatcher, decision, Map.of("granted", false, "note", "首接负责"));

        assertThat(ruled.json().at("/workOrder/unit").asText()).isEqualTo(WATER);
        assertThat(ruled.json().at("/workOrder/state").asText()).isEqualTo("PENDING_SIGN");
        await().atMost(SOON)
                .until(() -> deadline(order, "RULING").path("state").asText().equals("MET"));
        assertThat(due(order, "SIGN")).isEqualTo(sign);
        assertThat(due(order, "REPLY")).isEqualTo(reply);
        assertThat(refused(dispatcher, decision, Map.of("granted", true, "toUnit", HOUSING, "note", "再想想"))
                        .status())
                .isEqualTo(409);
        assertThat(ordersOf(caseId))
                .singleElement()
                .satisfies(only -> assertThat(only.path("workOrderId").asText()).isEqualTo(order));
        assertThat(post(handler(WATER), "/work-orders/" + order + "/sign", Map.of())
                        .text("state"))
                .isEqualTo("SIGNED");
    }

    @Test
    void a_ruling_that_took_too_long_gives_the_unit_back_what_it_took() {
        String order = ofMarch("FAIR-LATE-RULING");
        String request = requestReturn(importer, order, at("08T17:10:00"));
        // due on Monday the 11th, given on the Wednesday after
        post(
                importer,
                "/return-requests/" + request + "/decision",
                at("13T09:00:00", "granted", false, "note", "首接负责"));

        awaitDue(order, "15T17:30:00");
        JsonNode deadline = deadline(order, "REPLY");
        assertThat(deadline.path("explanation").toString()).contains("退单裁定超过规定时限", "补回 2 个工作日");
        assertThat(deadline.path("extensionsLeft").asInt())
                .as("what is given back is no extension")
                .isEqualTo(2);
        assertThat(deadline(order, "RULING").path("state").asText()).isEqualTo("MISSED");
    }

    @Test
    void more_time_can_be_asked_for_at_the_very_moment_of_the_deadline_and_not_after_it() {
        String order = ofMarch("FAIR-EDGE");
        String path = "/work-orders/" + order + "/extension-request";

        ApiException tooLate = refused(importer, path, at("13T17:30:00.001", "workingDays", 2, "reason", "需要更换管道"));
        String request = post(importer, path, at("13T17:30:00", "workingDays", 2, "reason", "需要更换管道"))
                .text("extensionRequestId");

        assertThat(tooLate.status()).isEqualTo(409);
        assertThat(tooLate.problem()).isEqualTo("extension-too-late");
        // asked for in time, it may be granted later
        post(
                importer,
                "/extension-requests/" + request + "/decision",
                at("14T09:00:00", "granted", true, "note", "同意"));
        awaitDue(order, "15T17:30:00");
        assertThat(deadline(order, "REPLY").path("explanation").toString()).contains("批准延期 2 个工作日");
        assertThat(deadline(order, "REPLY").path("extensionsLeft").asInt()).isEqualTo(1);
    }

    /** How the calls of several dispatchers, sent at the same moment, are answered. */
    private static List<Integer> atOnce(String path, List<Map<String, Object>> decisions) {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (Map<String, Object> decision : decisions) {
            answers.add(client.as(Identity.of("派单员-1" + answers.size(), "dispatcher"))
                    .post(
                            ServiceName.DISPATCH,
                            path,
                            decision,
                            UUID.randomUUID().toString())
                    .handle((answer, failure) -> failure == null
                            ? answer.status()
                            : ((ApiException) HotlineClient.unwrap(failure)).status()));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** What the stream tells of the case once it holds the event. */
    private static List<String> told(String caseId, Class<? extends HotlineEvent> last) {
        return await().atMost(SOON)
                .until(
                        () -> CaseStream.read(SharedSuite.stack().kafkaBootstrap()).stream()
                                .filter(entry -> entry.caseId().equals(caseId))
                                .map(CaseStream.Entry::type)
                                .toList(),
                        types -> types.contains(EventCatalogue.typeOf(last)));
    }

    private static int number(List<String> types, Class<? extends HotlineEvent> event) {
        return Collections.frequency(types, EventCatalogue.typeOf(event));
    }

    @Test
    void of_dispatchers_who_rule_on_a_return_at_once_one_decides_and_the_others_are_told() {
        String caseId = register("FAIR-RACE").text("caseId");
        String request = requestReturn(
                handler(WATER), orderAt(caseId, WATER).path("workOrderId").asText(), Map.of());
        Map<String, Object> grant = Map.of("granted", true, "toUnit", HOUSING, "note", "改派");
        Map<String, Object> refuse = Map.of("granted", false, "note", "首接负责");

        List<Integer> answers =
                atOnce("/return-requests/" + request + "/decision", List.of(grant, refuse, grant, refuse));

        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        boolean granted = answers.get(0) == 200 || answers.get(2) == 200;
        List<JsonNode> orders = ordersOf(caseId);
        assertThat(orders).hasSize(granted ? 2 : 1);
        assertThat(orders.stream().filter(order -> !order.path("state").asText().equals("RETURNED")))
                .singleElement()
                .satisfies(open -> assertThat(open.path("unit").asText()).isEqualTo(granted ? HOUSING : WATER));
        List<String> types = told(caseId, ReturnDecided.class);
        assertThat(number(types, ReturnDecided.class)).isEqualTo(1);
        assertThat(number(types, CaseDispatched.class)).isEqualTo(orders.size());
    }

    @Test
    void of_dispatchers_who_give_a_case_in_triage_away_at_once_one_decides_and_the_others_are_told() {
        String caseId = register(agent, "FAIR-TRIAGE", Map.of("title", "请求解决", "text", "希望尽快给予解决，谢谢"))
                .text("caseId");
        await().atMost(SOON)
                .until(() -> !dispatcher
                        .get(ServiceName.DISPATCH, "/triage?caseId=" + caseId)
                        .join()
                        .json()
                        .path("items")
                        .isEmpty());

        List<Integer> answers = atOnce(
                "/triage/" + caseId + "/decision",
                List.of(
                        Map.of("unit", WATER),
                        Map.of("unit", HOUSING),
                        Map.of("unit", WATER),
                        Map.of("unit", HOUSING)));

        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(ordersOf(caseId))
                .singleElement()
                .satisfies(order -> assertThat(order.path("unit").asText())
                        .isEqualTo(answers.indexOf(200) % 2 == 0 ? WATER : HOUSING));
        assertThat(number(told(caseId, CaseDispatched.class), CaseDispatched.class))
                .isEqualTo(1);
    }
}
