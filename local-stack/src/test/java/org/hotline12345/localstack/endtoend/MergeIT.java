package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.token.Identity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Several citizens with one matter on the whole suite: one handling, everybody answered and called back, who is dissatisfied is
 * heard alone; and a citizen who calls again without anything new.
 */
@ExtendWith(SharedSuite.class)
class MergeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String TEXT = "幸福家园小区从昨天早上开始没有自来水，整个小区四百多户都受影响，自来水公司的电话一直占线，老人和孩子只能靠邻居送水";

    private static HotlineClient client;
    private static HotlineClient.As agent;
    private static HotlineClient.As dispatcher;
    private static HotlineClient.As caller;

    @BeforeAll
    static void start() {
        client = SharedSuite.client();
        agent = client.as(Identity.of("受理员-01", "agent"));
        dispatcher = client.as(Identity.of("派单员-01", "dispatcher"));
        caller = client.as(Identity.of("回访员-01", "callback-agent"));
    }

    private static JsonNode post(HotlineClient.As who, ServiceName service, String path, Object body) {
        return who.post(service, path, body, UUID.randomUUID().toString())
                .join()
                .json();
    }

    private static JsonNode register(String title, String phone, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", "PHONE");
        body.put("type", "COMPLAINT");
        body.put("urgency", "ORDINARY");
        body.put("title", title);
        body.put("text", TEXT);
        body.put("category", "C010216");
        body.put("area", "220173");
        body.put("anonymity", "NAMED");
        body.put("citizen", Map.of("name", "测试人", "phone", phone));
        body.putAll(more);
        var answer = new JsonNode[1];
        // a new installation has to hear of areas and categories first
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            answer[0] = post(agent, ServiceName.INTAKE, "/cases", body);
            return true;
        });
        return answer[0];
    }

    private static String status(String caseId) {
        return agent.get(ServiceName.INTAKE, "/cases/" + caseId).join().text("status");
    }

    private static void awaitStatus(String caseId, String status) {
        await("case " + caseId + " is " + status).atMost(PATIENCE).until(() -> status(caseId), status::equals);
    }

    private static List<JsonNode> orders(String caseId) {
        return StreamSupport.stream(
                        dispatcher
                                .get(ServiceName.DISPATCH, "/work-orders?caseId=" + caseId)
                                .join()
                                .json()
                                .path("items")
                                .spliterator(),
                        false)
                .toList();
    }

    private static JsonNode openOrder(String caseId) {
        var found = new ArrayList<JsonNode>();
        await("an open order of " + caseId).atMost(PATIENCE).until(() -> {
            found.clear();
            orders(caseId).stream()
                    .filter(order -> order.path("state").asText().equals("PENDING_SIGN"))
                    .forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /** The unit's whole way to the issued reply. */
    private static void answer(JsonNode order) {
        String id = order.path("workOrderId").asText();
        String unit = order.path("unit").asText();
        var handler = client.as(Identity.of("承办人", "unit-handler", unit));
        post(handler, ServiceName.DISPATCH, "/work-orders/" + id + "/sign", Map.of());
        String reply = post(
                        handler,
                        ServiceName.DISPATCH,
                        "/work-orders/" + id + "/replies",
                        Map.of("disposition", "RESOLVED", "text", "11月24日供水抢修队更换了加压泵，已恢复供水，联系电话0431-12345678"))
                .path("replyId")
                .asText();
        post(
                client.as(Identity.of("处长", "unit-reviewer", unit)),
                ServiceName.DISPATCH,
                "/replies/" + reply + "/review",
                Map.of("approved", true));
        post(
                client.as(Identity.of("分管领导", "unit-leader", unit)),
                ServiceName.DISPATCH,
                "/replies/" + reply + "/sign-off",
                Map.of("approved", true));
    }

    /** Calls the citizens of these cases back, each with his own answer. */
    private static void callBack(Map<String, Boolean> satisfied) {
        var left = new LinkedHashMap<>(satisfied);
        await("callbacks of all").atMost(PATIENCE).until(() -> {
            post(caller, ServiceName.FOLLOWUP, "/callbacks/claim", Map.of("max", 50, "anyHour", true))
                    .path("items")
                    .forEach(callback -> {
                        Boolean content = left.remove(callback.path("caseId").asText());
                        if (content != null) {
                            Map<String, Object> result = new LinkedHashMap<>();
                            result.put("reached", true);
                            result.put("informed", true);
                            result.put("resolved", content);
                            result.put("satisfaction", content ? "SATISFIED" : "DISSATISFIED");
                            if (!content) {
                                result.put("reason", "高层还是没有水");
                                result.put("objective", false);
                            }
                            post(
                                    caller,
                                    ServiceName.FOLLOWUP,
                                    "/callbacks/" + callback.path("id").asText() + "/result",
                                    result);
                        }
                    });
            return left.isEmpty();
        });
    }

    @Test
    void three_citizens_get_one_handling_three_answers_three_callbacks_and_one_a_rework_of_his_own() {
        String first =
                register("幸福家园小区停水", "19910000001", Map.of()).path("caseId").asText();
        JsonNode order = openOrder(first);
        var candidates = new ArrayList<JsonNode>();
        // alike as soon as the first one has come back in its stream
        JsonNode second = null;
        for (int i = 0; i < 120 && candidates.isEmpty(); i++) {
            Pause.millis(500);
            second = register("家里没有水用" + i, String.format("19910001%03d", i), Map.of());
            second.path("possibleDuplicates").forEach(candidate -> {
                if (candidate.path("caseId").asText().equals(first)) {
                    candidates.add(candidate);
                }
            });
        }
        assertThat(candidates).isNotEmpty();
        assertThat(candidates.get(0).path("offer").asText()).isEqualTo("MERGE");
        String member = second.path("caseId").asText();
        String third =
                register("请求恢复供水", "19910000003", Map.of()).path("caseId").asText();
        openOrder(member);
        openOrder(third);
        assertThat(dispatcher
                        .get(
                                ServiceName.DISPATCH,
                                "/work-orders/" + order.path("workOrderId").asText())
                        .join()
                        .json()
                        .path("mergeCandidates")
                        .findValuesAsText("caseId"))
                .contains(member);

        post(
                dispatcher,
                ServiceName.DISPATCH,
                "/merges",
                Map.of("leadCaseId", first, "caseIds", List.of(member, third)));
        awaitStatus(member, "MERGED");
        awaitStatus(third, "MERGED");
        // undone, and done again
        dispatcher.delete(ServiceName.DISPATCH, "/merges/" + third).join();
        awaitStatus(third, "DISPATCHED");
        openOrder(third);
        post(dispatcher, ServiceName.DISPATCH, "/merges", Map.of("leadCaseId", first, "caseIds", List.of(third)));
        awaitStatus(third, "MERGED");

        answer(order);

        for (String id : List.of(first, member, third)) {
            awaitStatus(id, "REPLIED");
        }
        callBack(Map.of(first, true, member, false, third, true));
        awaitStatus(first, "CLOSED");
        awaitStatus(third, "CLOSED");
        awaitStatus(member, "REWORK");
        JsonNode again = openOrder(member);
        assertThat(again.path("round").asInt()).isEqualTo(2);
        assertThat(again.path("unit").asText()).isEqualTo(order.path("unit").asText());
        assertThat(orders(first)).hasSize(1);

        answer(again);
        callBack(Map.of(member, true));
        awaitStatus(member, "CLOSED");
    }

    @Test
    void who_calls_again_without_anything_new_is_told_that_the_answer_stands() {
        String phone = "19910000009";
        String first = register(
                        "康平街路灯", phone, Map.of("text", "康平街与同志街交汇处的路灯从上周开始不亮，晚上行人看不见路，请派人维修", "category", "C010204"))
                .path("caseId")
                .asText();
        answer(openOrder(first));
        awaitStatus(first, "REPLIED");

        String again = register(
                        "康平街路灯",
                        phone,
                        Map.of(
                                "text",
                                "康平街与同志街交汇处的路灯从上周开始不亮，晚上行人看不见路，请派人维修",
                                "category",
                                "C010204",
                                "linkTo",
                                Map.of("caseId", first, "reason", "与上次相同，路灯已修好，来电人未看到答复")))
                .path("caseId")
                .asText();
        awaitStatus(again, "IN_TRIAGE");
        String link = dispatcher
                .get(ServiceName.INTAKE, "/links?caseId=" + again)
                .join()
                .json()
                .path("items")
                .path(0)
                .path("linkId")
                .asText();
        post(
                dispatcher,
                ServiceName.INTAKE,
                "/links/" + link + "/decision",
                Map.of("accepted", true, "told", "路灯已修复，原答复继续有效，如仍不亮请再次来电"));

        awaitStatus(again, "NOT_ACCEPTED");
        await().atMost(PATIENCE)
                .until(() -> dispatcher
                        .get(ServiceName.DISPATCH, "/triage?caseId=" + again)
                        .join()
                        .json()
                        .path("items")
                        .isEmpty());
        assertThat(orders(again)).isEmpty();
    }
}
