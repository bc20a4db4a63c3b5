package org.hotline12345.localstack.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.play.CasePlayer;
import org.hotline12345.localstack.token.Identity;

/** The people of a case, each at the desk: who takes it in, dispatches, handles, calls back. */
final class Desks {
    static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Map<String, Object> DISSATISFIED = Map.of(
            "reached", true,
            "informed", true,
            "resolved", false,
            "satisfaction", "DISSATISFIED",
            "reason", "高层还是没有水",
            "objective", false);

    private final HotlineClient client;
    private final HotlineClient.As agent;
    private final HotlineClient.As dispatcher;
    private final CasePlayer.Caller caller;

    Desks(HotlineClient client) {
        this.client = client;
        agent = client.as(Identity.of("受理员-01", "agent"));
        dispatcher = client.as(Identity.of("派单员-01", "dispatcher"));
        caller = new CasePlayer(client).caller("回访员-01");
    }

    HotlineClient.As agent() {
        return agent;
    }

    HotlineClient.As dispatcher() {
        return dispatcher;
    }

    /** Somebody of the unit that has the order. */
    HotlineClient.As unit(JsonNode order, String role) {
        return client.as(Identity.of(role, role, order.path("unit").asText()));
    }

    static JsonNode post(HotlineClient.As who, ServiceName service, String path, Object body) {
        return who.post(service, path, body, UUID.randomUUID().toString())
                .join()
                .json();
    }

    JsonNode register(String title, String text, String category, String phone, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", "PHONE");
        body.put("type", "COMPLAINT");
        body.put("urgency", "ORDINARY");
        body.put("title", title);
        body.put("text", text);
        body.put("category", category);
        body.put("area", "220173");
        body.put("anonymity", "NAMED");
        body.put("citizen", Map.of("name", "测试人", "phone", phone));
        body.putAll(more);
        var answer = new JsonNode[1];
        // a new installation has to hear of areas and categories first
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            answer[0] = post(agent, ServiceName.INTAKE, "/cases", body);
            return true;
        });
        return answer[0];
    }

    /** The number of the case that carries this number of another system. */
    String numberOf(String externalId) {
        return agent.get(ServiceName.INTAKE, HotlineClient.query("/cases", "externalId", externalId))
                .join()
                .json()
                .at("/items/0/caseNumber")
                .asText();
    }

    String status(String caseId) {
        return agent.get(ServiceName.INTAKE, "/cases/" + caseId).join().text("status");
    }

    void awaitStatus(String caseId, String status) {
        await("case " + caseId + " is " + status).atMost(PATIENCE).until(() -> status(caseId), status::equals);
    }

    List<JsonNode> orders(String caseId) {
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

    /** The order that its unit is to sign. */
    JsonNode openOrder(String caseId) {
        return await("an open order of " + caseId)
                .atMost(PATIENCE)
                .until(
                        () -> orders(caseId).stream()
                                .filter(order -> order.path("state").asText().equals("PENDING_SIGN"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    void sign(JsonNode order) {
        post(unit(order, "unit-handler"), ServiceName.DISPATCH, path(order) + "/sign", Map.of());
    }

    /** The unit's way from the reply to its issue. */
    void reply(JsonNode order) {
        String reply = post(
                        unit(order, "unit-handler"),
                        ServiceName.DISPATCH,
                        path(order) + "/replies",
                        Map.of(
                                "disposition",
                                "RESOLVED",
                                "text",
                                "11月24日供水抢修队更换了加压泵，已恢复供水，联系电话0431-12345678",
                                "contactedAt",
                                Instant.now().toString()))
                .path("replyId")
                .asText();
        post(
                unit(order, "unit-reviewer"),
                ServiceName.DISPATCH,
                "/replies/" + reply + "/review",
                Map.of("approved", true));
        post(
                unit(order, "unit-leader"),
                ServiceName.DISPATCH,
                "/replies/" + reply + "/sign-off",
                Map.of("approved", true));
    }

    /** The unit's whole way to the issued reply. */
    void answer(JsonNode order) {
        sign(order);
        reply(order);
    }

    static String path(JsonNode order) {
        return "/work-orders/" + order.path("workOrderId").asText();
    }

    /** The centre tells the citizen of a merged case: the unit spoke with the one of the lead case only. */
    void tell(String caseId) {
        await("the reply to be told to " + caseId)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> post(
                                client.as(Identity.of("回访员-01", "callback-agent")),
                                ServiceName.FOLLOWUP,
                                "/cases/" + caseId + "/result-notices",
                                Map.of("by", "ROBOT", "reached", true))
                        .hasNonNull("id"));
    }

    /** Calls the citizens of these cases back, each with his own answer. */
    void callBack(Map<String, Boolean> satisfied) {
        var left = new LinkedHashMap<>(satisfied);
        await("callbacks of all").atMost(PATIENCE).until(() -> {
            caller.claim(50).join().forEach(callback -> {
                Boolean content = left.remove(callback.path("caseId").asText());
                if (content != null) {
                    caller.result(callback.path("id").asText(), content ? CasePlayer.SATISFIED : DISSATISFIED)
                            .join();
                }
            });
            return left.isEmpty();
        });
    }
}
