package org.hotline12345.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.demo.model.Sample;
import org.hotline12345.localstack.play.CasePlayer;
import org.hotline12345.localstack.play.UnitPeople;
import org.hotline12345.localstack.token.Identity;

/**
 * What is left undone when the demo ends, so that each desk has something on it: matters in every state at one unit, cases that wait for a
 * dispatcher, an agent, the centre's reviewer, a callback. It comes after the figures, which count none of it.
 */
final class OpenMatters {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Map<String, Object> APPROVED = Map.of("approved", true);
    private static final List<Integer> NOT_HEARD_YET = List.of(404, 409);

    private final CasePlayer player;
    private final HotlineClient.As dispatcher;
    private final HotlineClient.As admin;
    private final List<Sample> samples = new ArrayList<>();
    private final Sample undecided;
    private final UnitPeople people;
    private final String unit;
    private int cases;

    OpenMatters(HotlineClient client) {
        this.player = new CasePlayer(client);
        this.dispatcher = client.as(Identity.of("派单员-01", "dispatcher"));
        this.admin = client.as(Identity.of("管理员-01", "admin"));
        List<Sample> handled = Samples.load().handled();
        this.undecided = handled.get(handled.size() - 1);
        Map<String, List<Sample>> byUnit = new LinkedHashMap<>();
        handled.forEach(sample -> {
            String goesTo = goesTo(sample);
            if (goesTo != null) {
                byUnit.computeIfAbsent(goesTo, code -> new ArrayList<>()).add(sample);
            }
        });
        var most = byUnit.entrySet().stream()
                .max(Comparator.comparingInt(goes -> goes.getValue().size()))
                .orElseThrow();
        this.unit = most.getKey();
        this.samples.addAll(most.getValue());
        this.people = player.unit(unit);
    }

    /** The unit that has most of it. */
    String unit() {
        return unit;
    }

    /** The centre looks through this unit's replies from now on; units hear of it a moment later, so it comes before the play. */
    void letCentreReview() {
        Answer found = join(admin.get(ServiceName.DISPATCH, "/units/" + unit));
        if (!found.json().path("centreReview").asBoolean()) {
            ObjectNode changed = found.json().deepCopy();
            changed.put("centreReview", true);
            join(admin.call("PUT", ServiceName.DISPATCH, "/units/" + unit, changed, Map.of("If-Match", found.etag())));
        }
    }

    void leave() {
        order("NAMED");
        order("NAMED");
        sign(order("NAMED"));
        ask(order("NAMED"), "return-request", Map.of("reasonCode", "OTHER_LEAD", "reason", "经现场核实，该处由其他单位管养，建议改派。"));
        ask(order("NAMED"), "extension-request", Map.of("workingDays", 2, "reason", "所需配件明日到货，申请延期。"));
        reply(order("NAMED"));
        Answer sentBack = reply(order("NAMED"));
        join(people.step(sentBack, Map.of("approved", false, "comment", "请写明到场时间，并附现场照片。")));
        reviewed(reply(order("NAMED")), "REPLY_IN_SIGN_OFF");
        reviewed(reply(order("NAMED")), "REPLY_IN_CENTRE_REVIEW");
        join(people.approve(reply(order("NAMED"))));
        join(people.approve(reply(order("HIDDEN_FROM_UNIT"))));
        Order called = order("NAMED");
        join(people.approve(reply(called)));
        told(called.caseId());
        register(undecided, "NAMED", null);
        String asked = register(undecided, "NAMED", null);
        whenHeard(() -> dispatcher.post(
                ServiceName.DISPATCH,
                "/triage/" + asked + "/question",
                Map.of("question", "请向诉求人核实具体位置和门牌号，以便确定承办单位。"),
                key()));
    }

    private String goesTo(Sample sample) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("title", sample.title());
        asked.put("text", sample.text());
        asked.put("category", sample.category());
        asked.put("area", sample.area());
        asked.values().removeIf(Objects::isNull);
        return join(dispatcher.post(ServiceName.DISPATCH, "/routing/preview", asked))
                .text("unit");
    }

    private String register(Sample sample, String anonymity, String proposedUnit) {
        cases++;
        String phone = "1990009" + String.format("%04d", cases);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", "PHONE");
        body.put("type", sample.type());
        body.put("urgency", "ORDINARY");
        body.put("title", sample.title());
        body.put("text", sample.text().replace("<phone>", phone));
        body.put("category", sample.category());
        body.put("area", sample.area());
        body.put("address", "盛北大街" + (10 + cases) + "号");
        body.put("citizen", Map.of("name", "吴桂芝", "phone", phone));
        body.put("anonymity", anonymity);
        body.put("proposedUnit", proposedUnit);
        body.values().removeIf(Objects::isNull);
        return join(player.register(body, key())).text("caseId");
    }

    /** An order of the unit that waits to be signed. */
    private Order order(String anonymity) {
        Sample sample = samples.get(cases % samples.size());
        String caseId = register(sample, anonymity, unit);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode items = join(dispatcher.get(ServiceName.DISPATCH, "/work-orders?caseId=" + caseId))
                    .json()
                    .path("items");
            if (items.path(0).path("unit").asText().equals(unit)) {
                return new Order(items.path(0).path("workOrderId").asText(), caseId, sample);
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("case " + caseId + " did not come to " + unit);
            }
            Pause.millis(50);
        }
    }

    private record Order(String id, String caseId, Sample sample) {}

    private void sign(Order order) {
        join(people.sign(order.id()));
    }

    private void ask(Order order, String command, Map<String, Object> body) {
        sign(order);
        whenHeard(() ->
                people.handler().post(ServiceName.DISPATCH, "/work-orders/" + order.id() + "/" + command, body, key()));
    }

    private Answer reply(Order order) {
        sign(order);
        Map<String, Object> body = new LinkedHashMap<>();
        OffsetDateTime now = OffsetDateTime.now(SHANGHAI);
        body.put("disposition", order.sample().disposition());
        body.put(
                "text",
                order.sample().reply().replace("<date>", now.getMonthValue() + "月" + now.getDayOfMonth() + "日"));
        body.put("basis", order.sample().basis());
        if (order.sample().disposition().equals("PLANNED")) {
            body.put("reviewDate", now.toLocalDate().plusMonths(3).toString());
        }
        return join(people.reply(order.id(), body));
    }

    /** Approved until it waits for this step, or is issued in a unit that has not got the step. */
    private void reviewed(Answer submitted, String until) {
        Answer answer = submitted;
        while (!List.of(until, "REPLIED").contains(UnitPeople.state(answer))) {
            answer = join(people.step(answer, APPROVED));
        }
    }

    private void told(String caseId) {
        whenHeard(() -> people.handler()
                .post(
                        ServiceName.FOLLOWUP,
                        "/cases/" + caseId + "/result-notices",
                        Map.of(
                                "by",
                                "UNIT_CALL",
                                "reached",
                                true,
                                "at",
                                OffsetDateTime.now(SHANGHAI).toString()),
                        key()));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static <T> T join(CompletableFuture<T> answer) {
        return Stage.unwrapped(answer);
    }

    /** Asks again as long as the service has not heard of the case. */
    private static void whenHeard(Supplier<CompletableFuture<Answer>> call) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                join(call.get());
                return;
            } catch (ApiException e) {
                if (!NOT_HEARD_YET.contains(e.status()) || System.nanoTime() > end) {
                    throw e;
                }
                Pause.millis(100);
            }
        }
    }
}
