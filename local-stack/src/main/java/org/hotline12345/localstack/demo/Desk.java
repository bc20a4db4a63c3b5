package org.hotline12345.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.demo.model.Figure;
import org.hotline12345.localstack.demo.model.Past;
import org.hotline12345.localstack.demo.model.Sample;
import org.hotline12345.localstack.demo.model.Script;
import org.hotline12345.localstack.play.UnitPeople;
import org.hotline12345.localstack.token.Identity;

/**
 * One unit 承办单位: follows its feed by long poll, and for every work order signs, handles, replies, reviews and signs off;
 * then the citizen is told the result.
 */
final class Desk implements Runnable {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int WAIT_SECONDS = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final long opened = System.nanoTime();
    private final Stage stage;
    private final String unit;
    private final UnitPeople people;
    private final HotlineClient.As handler;
    private final Set<String> seen = new HashSet<>();

    Desk(Stage stage, String unit) {
        this.stage = stage;
        this.unit = unit;
        this.people = new UnitPeople(stage.client(), unit);
        this.handler = people.handler();
    }

    @Override
    public void run() {
        try {
            String position = "0";
            while (!stage.over()) {
                Answer page = feed(position);
                for (JsonNode entry : page.json().path("items")) {
                    if (entry.path("op").asText().equals("PUT")) {
                        look(entry.path("workOrderId").asText());
                    }
                }
                position = page.text("next") == null ? position : page.text("next");
            }
        } catch (RuntimeException e) {
            stage.fail(e);
        }
    }

    /** On a new installation the desk may be open before the service has its units at hand. */
    private Answer feed(String position) {
        String path =
                HotlineClient.query("/units/" + unit + "/work-orders/feed", "after", position, "wait", WAIT_SECONDS);
        while (true) {
            try {
                return Stage.unwrapped(handler.get(ServiceName.DISPATCH, path));
            } catch (ApiException e) {
                if (e.status() != 404 || System.nanoTime() - opened > PATIENCE.toNanos() || stage.over()) {
                    throw e;
                }
                Pause.millis(200);
            }
        }
    }

    private void look(String workOrderId) {
        if (!seen.add(workOrderId)) {
            return;
        }
        JsonNode order = stage.join(handler.get(ServiceName.DISPATCH, "/work-orders/" + workOrderId))
                .json();
        // a co-handling unit sees the order too, but the lead unit signs it
        if (!order.path("unit").asText().equals(unit)
                || !order.path("state").asText().equals("PENDING_SIGN")) {
            return;
        }
        String caseId = order.path("caseId").asText();
        Script script = stage.script(caseId);
        if (script == null) {
            return;
        }
        int round = order.path("round").asInt(1);
        if (round == 1) {
            stage.routed(order.path("decidedBy").asText());
        }
        if (script.history()) {
            handled(workOrderId, script);
            stage.end(caseId);
        } else {
            handle(workOrderId, caseId, round, script);
        }
    }

    private void handle(String order, String caseId, int round, Script script) {
        stage.ledger().unit(unit, Figure.DISPATCHED);
        stage.ledger().unit(unit, Figure.DUE);
        if (round > 1) {
            stage.ledger().unit(unit, Figure.REWORKED);
        }
        if (round == 1 && script.instructed()) {
            command(people.leader(), "/work-orders/" + order + "/instructions", Map.of("text", "请当日到现场核实，办理结果报我。"));
        }
        command(handler, "/work-orders/" + order + "/sign", Map.of());
        stage.ledger().unit(unit, Figure.SIGNED);
        String reply = submit(order, round, script);
        if (round == 1 && script.sentBack()) {
            command(reviewerOrLeader(order), step(order, reply), Map.of("approved", false, "comment", "请写明到场时间和依据。"));
            stage.sentBack().incrementAndGet();
            reply = submit(order, round, script);
        }
        approve(order, reply, round, script);
        stage.ledger().unit(unit, Figure.FINISHED);
        stage.ledger().unit(unit, Figure.FINISHED_ON_TIME);
        tell(caseId, round, script);
        if (!script.contactable()) {
            stage.end(caseId);
        }
    }

    /** What was done last week, at the times it was done. */
    private void handled(String order, Script script) {
        Past past = Past.of(script, stage.opened());
        var ledger = stage.ledger();
        ledger.unit(unit, Figure.DISPATCHED);
        ledger.unit(unit, Figure.DUE);
        moveIn("/work-orders/" + order + "/sign", past.signed(), Map.of());
        ledger.unit(unit, Figure.SIGNED);
        Answer submitted = moveIn("/work-orders/" + order + "/replies", past.replied(), reply(script, past.replied()));
        String reply = replyOf(submitted.json());
        for (String state = state(order); !state.equals("REPLIED"); state = state(order)) {
            String step = state.replace("REPLY_IN_", "").replace('_', '-').toLowerCase(Locale.ROOT);
            moveIn("/replies/" + reply + "/" + step, past.replied(), Map.of("approved", true));
        }
        ledger.unit(unit, Figure.FINISHED);
        if (!past.replied().isAfter(past.due())) {
            ledger.unit(unit, Figure.FINISHED_ON_TIME);
        }
    }

    private Answer moveIn(String path, Instant at, Map<String, Object> body) {
        Map<String, Object> dated = new LinkedHashMap<>(body);
        dated.put("occurredAt", at.toString());
        dated.put(
                "actor",
                "history:" + unit + path.substring(path.lastIndexOf('/')).replace('/', ':'));
        return command(stage.importer(), path, dated);
    }

    private String submit(String order, int round, Script script) {
        Map<String, Object> body = reply(script, Instant.now());
        body.computeIfPresent("text", (field, text) -> (round > 1 ? "经再次到现场办理：" : "") + text);
        Answer answer = command(handler, "/work-orders/" + order + "/replies", body);
        return replyOf(answer.json());
    }

    private static Map<String, Object> reply(Script script, Instant at) {
        Sample sample = script.sample();
        LocalDate day = LocalDate.ofInstant(at, SHANGHAI);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("disposition", sample.disposition());
        body.put("text", sample.reply().replace("<date>", day.format(DateTimeFormatter.ofPattern("M月d日"))));
        body.put("basis", sample.basis());
        if (sample.disposition().equals("PLANNED")) {
            body.put("reviewDate", day.plusMonths(3).toString());
        }
        return body;
    }

    private static String replyOf(JsonNode json) {
        JsonNode replies = json.path("replies");
        return replies.isArray() && !replies.isEmpty()
                ? Stage.text(replies.get(replies.size() - 1), "replyId", "id")
                : Stage.text(json, "replyId", "id");
    }

    /** Goes through the steps that the policy of the unit asks for, until the reply is issued. */
    private void approve(String order, String reply, int round, Script script) {
        for (int step = 0; step < 4; step++) {
            String state = state(order);
            switch (state) {
                case "REPLY_IN_REVIEW" ->
                    command(people.reviewer(), "/replies/" + reply + "/review", Map.of("approved", true));
                case "REPLY_IN_SIGN_OFF" -> {
                    if (round == 1 && script.authorSigns()) {
                        authorTriesToSign(reply);
                    }
                    command(people.leader(), "/replies/" + reply + "/sign-off", Map.of("approved", true));
                }
                case "REPLY_IN_CENTRE_REVIEW" ->
                    command(
                            stage.as("审核员-01", "centre-reviewer"),
                            "/replies/" + reply + "/centre-review",
                            Map.of("approved", true));
                case "REPLIED" -> {
                    return;
                }
                default -> throw new IllegalStateException("work order " + order + " is in state " + state);
            }
        }
        throw new IllegalStateException("the reply to work order " + order + " was not issued after four steps");
    }

    /** Whoever wrote the reply may not sign it off, even with the leader's role. */
    private void authorTriesToSign(String reply) {
        var author = stage.as(new Identity("承办人-" + unit, Set.of("unit-handler", "unit-leader"), unit));
        try {
            command(author, "/replies/" + reply + "/sign-off", Map.of("approved", true));
        } catch (ApiException refused) {
            if (refused.status() == 403 || refused.status() == 409 || refused.status() == 422) {
                stage.authorsRefused().incrementAndGet();
                return;
            }
            throw refused;
        }
        throw new IllegalStateException("the author of reply " + reply + " could sign it off");
    }

    private void tell(String caseId, int round, Script script) {
        if (!script.contactable()) {
            return;
        }
        stage.ledger().unit(unit, Figure.TO_BE_INFORMED);
        var teller = script.visibleToUnit() ? handler : stage.as("回访员-01", "callback-agent");
        Map<String, Object> notice = Map.of(
                "by",
                script.visibleToUnit() ? "UNIT_CALL" : "ROBOT",
                "reached",
                true,
                "at",
                OffsetDateTime.now(SHANGHAI).toString());
        stage.joinWhenReady(() -> teller.post(
                ServiceName.FOLLOWUP,
                "/cases/" + caseId + "/result-notices",
                notice,
                UUID.randomUUID().toString()));
        stage.ledger().unit(unit, Figure.INFORMED);
        stage.told(caseId, round);
    }

    private HotlineClient.As reviewerOrLeader(String order) {
        return state(order).equals("REPLY_IN_REVIEW") ? people.reviewer() : people.leader();
    }

    private String step(String order, String reply) {
        return "/replies/" + reply + (state(order).equals("REPLY_IN_REVIEW") ? "/review" : "/sign-off");
    }

    private String state(String order) {
        return stage.join(handler.get(ServiceName.DISPATCH, "/work-orders/" + order))
                .json()
                .path("state")
                .asText();
    }

    private Answer command(HotlineClient.As who, String path, Object body) {
        return stage.join(
                who.post(ServiceName.DISPATCH, path, body, UUID.randomUUID().toString()));
    }
}
