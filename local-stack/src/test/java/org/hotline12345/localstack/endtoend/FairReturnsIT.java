package org.hotline12345.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.Identity;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.stack.Stack;
import org.hotline12345.localstack.stack.StackOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two units play ping-pong with a case, and one gets more time, on the whole suite. */
class FairReturnsIT {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String WATER = "CCSWJT";
    private static final String HOUSING = "CCZJJ";

    @TempDir
    static Path home;

    private static Stack stack;
    private static HotlineClient client;
    private static HotlineClient.As agent;
    private static HotlineClient.As dispatcher;

    @BeforeAll
    static void start() {
        stack = Stack.start(home, StackOptions.defaults().withFreePorts().withQuickStart());
        client = stack.client();
        agent = client.as(Identity.of("受理员-01", "agent"));
        dispatcher = client.as(Identity.of("派单员-01", "dispatcher"));
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> register("FAIR-0").text("caseId") != null);
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    private static Answer register(String key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", "PHONE");
        body.put("type", "COMPLAINT");
        body.put("urgency", "ORDINARY");
        body.put("title", "小区停水 " + key);
        body.put("text", "小区自来水停水两天，请尽快维修。" + key);
        body.put("category", "C010216");
        body.put("anonymity", "NAMED");
        body.put("externalId", key);
        return agent.post(ServiceName.INTAKE, "/cases", body, key).join();
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
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> giveBack(caseId, HOUSING, WATER, false)))
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
}
