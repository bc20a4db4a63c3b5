package org.hotline12345.localstack.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.token.Identity;

/**
 * The people of a unit 承办单位 and the centre's reviewer, who take a work order from its arrival to the reply that is issued. Asynchronous, so
 * that one thread plays thousands of cases; each command carries a key of its order, so that it can be repeated.
 */
public final class UnitPeople {
    private final HotlineClient.As handler;
    private final HotlineClient.As reviewer;
    private final HotlineClient.As leader;
    private final HotlineClient.As centre;

    public UnitPeople(HotlineClient client, String unit) {
        this.handler = client.as(Identity.of("承办人-" + unit, "unit-handler", unit));
        this.reviewer = client.as(Identity.of("处长-" + unit, "unit-reviewer", unit));
        this.leader = client.as(Identity.of("分管领导-" + unit, "unit-leader", unit));
        this.centre = client.as(Identity.of("审核员-01", "centre-reviewer"));
    }

    /** 承办人. */
    public HotlineClient.As handler() {
        return handler;
    }

    /** 处长. */
    public HotlineClient.As reviewer() {
        return reviewer;
    }

    /** 分管领导. */
    public HotlineClient.As leader() {
        return leader;
    }

    /** Signs, replies and approves; completes when the reply is issued. */
    public CompletableFuture<Answer> handle(String order, Map<String, ?> reply) {
        return sign(order).thenCompose(signed -> reply(order, reply)).thenCompose(this::approve);
    }

    /** Signs for the order. */
    public CompletableFuture<Answer> sign(String order) {
        return handler.post(ServiceName.DISPATCH, "/work-orders/" + order + "/sign", Map.of(), order + ":sign");
    }

    /** Submits the reply. */
    public CompletableFuture<Answer> reply(String order, Object reply) {
        return handler.post(ServiceName.DISPATCH, "/work-orders/" + order + "/replies", reply, order + ":reply");
    }

    /** Goes through the steps that the unit's policy asks for, from the answer to the reply or to one of the steps. */
    public CompletableFuture<Answer> approve(Answer answer) {
        JsonNode order = answer.json().path("workOrder");
        String state = order.path("state").asText();
        return switch (state) {
            case "REPLY_IN_REVIEW" -> step(reviewer, "review", answer);
            case "REPLY_IN_SIGN_OFF" -> step(leader, "sign-off", answer);
            case "REPLY_IN_CENTRE_REVIEW" -> step(centre, "centre-review", answer);
            case "REPLIED" -> CompletableFuture.completedFuture(answer);
            default -> CompletableFuture.failedFuture(new IllegalStateException("work order in state " + state));
        };
    }

    private CompletableFuture<Answer> step(HotlineClient.As who, String step, Answer answer) {
        String reply = answer.text("replyId");
        return who.post(
                        ServiceName.DISPATCH,
                        "/replies/" + reply + "/" + step,
                        Map.of("approved", true),
                        reply + ":" + step)
                .thenCompose(this::approve);
    }
}
