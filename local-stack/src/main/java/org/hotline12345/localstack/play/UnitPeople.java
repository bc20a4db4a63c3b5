package org.hotline12345.localstack.play;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.token.Identity;

/** The people of a unit 承办单位 and the centre's reviewer, who take a work order from its arrival to the reply that is issued. */
public final class UnitPeople {
    private static final int FEED_WAIT_SECONDS = 10;
    private static final Map<String, Object> APPROVED = Map.of("approved", true);

    private final String unit;
    private final HotlineClient.As handler;
    private final HotlineClient.As reviewer;
    private final HotlineClient.As leader;
    private final HotlineClient.As centre;

    UnitPeople(HotlineClient client, String unit) {
        this.unit = unit;
        this.handler = client.as(Identity.of("承办人-" + unit, "unit-handler", unit));
        this.reviewer = client.as(Identity.of("处长-" + unit, "unit-reviewer", unit));
        this.leader = client.as(Identity.of("分管领导-" + unit, "unit-leader", unit));
        this.centre = client.as(Identity.of("审核员-01", "centre-reviewer"));
    }

    /** 承办人. */
    public HotlineClient.As handler() {
        return handler;
    }

    /** 分管领导. */
    public HotlineClient.As leader() {
        return leader;
    }

    /**
     * What is new for the unit behind a position of its feed; waits a while for it.
     *
     * @param orders work orders that came or changed
     * @param positions places in the feed of all that is new, as they were told
     * @param next position to go on from
     */
    public record News(List<String> orders, List<Long> positions, long next) {}

    /** Follows the unit's feed, by long poll. */
    public CompletableFuture<News> feed(long after) {
        String path = HotlineClient.query(
                "/units/" + unit + "/work-orders/feed", "after", after, "wait", FEED_WAIT_SECONDS, "limit", 200);
        return handler.get(ServiceName.DISPATCH, path).thenApply(page -> {
            List<String> orders = new ArrayList<>();
            List<Long> positions = new ArrayList<>();
            for (JsonNode item : page.json().path("items")) {
                positions.add(item.path("position").asLong());
                if (item.path("op").asText().equals("PUT")) {
                    orders.add(item.path("workOrderId").asText());
                }
            }
            return new News(orders, positions, page.json().path("next").asLong(after));
        });
    }

    /** Signs, replies and approves; completes when the reply is issued. */
    public CompletableFuture<Answer> handle(String order, Map<String, ?> reply) {
        return sign(order).thenCompose(signed -> reply(order, reply)).thenCompose(this::approve);
    }

    /** Signs for the order. */
    public CompletableFuture<Answer> sign(String order) {
        return handler.post(ServiceName.DISPATCH, "/work-orders/" + order + "/sign", Map.of(), order + ":sign");
    }

    /** Submits a reply. */
    public CompletableFuture<Answer> reply(String order, Object reply) {
        return handler.post(
                ServiceName.DISPATCH,
                "/work-orders/" + order + "/replies",
                reply,
                UUID.randomUUID().toString());
    }

    /** Goes through the steps that the unit's policy asks for, from the answer to the reply or to one of the steps. */
    public CompletableFuture<Answer> approve(Answer answer) {
        return state(answer).equals("REPLIED")
                ? CompletableFuture.completedFuture(answer)
                : step(answer, APPROVED).thenCompose(this::approve);
    }

    /** The step that the reply waits for, by whom it waits for. */
    public CompletableFuture<Answer> step(Answer answer, Map<String, Object> decision) {
        String state = state(answer);
        return switch (state) {
            case "REPLY_IN_REVIEW" -> step(reviewer, answer, decision);
            case "REPLY_IN_SIGN_OFF" -> step(leader, answer, decision);
            case "REPLY_IN_CENTRE_REVIEW" -> step(centre, answer, decision);
            default -> CompletableFuture.failedFuture(new IllegalStateException("work order in state " + state));
        };
    }

    /** The same by somebody chosen. */
    public static CompletableFuture<Answer> step(HotlineClient.As who, Answer answer, Map<String, Object> decision) {
        return who.post(
                ServiceName.DISPATCH,
                "/replies/" + answer.text("replyId") + "/" + stepOf(answer),
                decision,
                UUID.randomUUID().toString());
    }

    /** What the reply waits for, as it stands in addresses: {@code review}, {@code sign-off}, {@code centre-review}. */
    public static String stepOf(Answer answer) {
        return state(answer).replace("REPLY_IN_", "").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** The state of the work order in the answer to a reply or to a step. */
    public static String state(Answer answer) {
        return answer.json().path("workOrder").path("state").asText();
    }
}
