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
        this.people = stage.player().unit(unit);
        this.handler = people.handler();
    }

    @Override
    public void run() {
        try {
            long position = 0;
            while (!stage.over()) {
                UnitPeople.News news = news(position);
                news.orders().forEach(this::look);
                position = news.next();
            }
        } catch (RuntimeException e) {
            stage.fail(e);
        }
    }

    /** On a new installation the desk may be open before the service has its units at hand. */
    private UnitPeople.News news(long position) {
        while (true) {
            try {
                return Stage.unwrapped(people.feed(position));
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
            stage.count(order.path("decidedBy").asText());
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
        stage.join(people.sign(order));
        stage.ledger().unit(unit, Figure.SIGNED);
        Answer submitted = submit(order, round, script);
        if (round == 1 && script.sentBack()) {
            stage.join(people.step(submitted, Map.of("approved", false, "comment", "请写明到场时间和依据。")));
            stage.count(Stage.SENT_BACK);
            submitted = submit(order, round, script);
        }
        approve(submitted, round, script);
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
        Answer answer = moveIn("/work-orders/" + order + "/replies", past.replied(), reply(script, past.replied()));
        while (!UnitPeople.state(answer).equals("REPLIED")) {
            answer = stage.join(UnitPeople.step(
                    stage.importer(),
                    answer,
                    dated(UnitPeople.stepOf(answer), past.replied(), Map.of("approved", true))));
        }
        ledger.unit(unit, Figure.FINISHED);
        if (!past.replied().isAfter(past.due())) {
            ledger.unit(unit, Figure.FINISHED_ON_TIME);
        }
    }

    private Answer moveIn(String path, Instant at, Map<String, Object> body) {
        return command(stage.importer(), path, dated(path.substring(path.lastIndexOf('/') + 1), at, body));
    }

    private Map<String, Object> dated(String who, Instant at, Map<String, Object> body) {
        Map<String, Object> dated = new LinkedHashMap<>(body);
        dated.put("occurredAt", at.toString());
        dated.put("actor", "history:" + unit + ":" + who);
        return dated;
    }

    private Answer submit(String order, int round, Script script) {
        Map<String, Object> body = reply(script, Instant.now());
        body.computeIfPresent("text", (field, text) -> (round > 1 ? "经再次到现场办理：" : "") + text);
        return stage.join(people.reply(order, body));
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

    /** Goes through the steps that the policy of the unit asks for, until the reply is issued. */
    private void approve(Answer submitted, int round, Script script) {
        Answer answer = submitted;
        for (String state = UnitPeople.state(answer); !state.equals("REPLIED"); state = UnitPeople.state(answer)) {
            if (round == 1 && script.authorSigns() && state.equals("REPLY_IN_SIGN_OFF")) {
                authorTriesToSign(answer);
            }
            answer = stage.join(people.step(answer, Map.of("approved", true)));
        }
    }

    /** Whoever wrote the reply may not sign it off, even with the leader's role. */
    private void authorTriesToSign(Answer answer) {
        var author = stage.as(new Identity("承办人-" + unit, Set.of("unit-handler", "unit-leader"), unit));
        try {
            stage.join(UnitPeople.step(author, answer, Map.of("approved", true)));
        } catch (ApiException refused) {
            if (refused.status() == 403 || refused.status() == 409 || refused.status() == 422) {
                stage.count(Stage.AUTHOR_REFUSED);
                return;
            }
            throw refused;
        }
        throw new IllegalStateException("the author of reply " + answer.text("replyId") + " could sign it off");
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

    private Answer command(HotlineClient.As who, String path, Object body) {
        return stage.join(
                who.post(ServiceName.DISPATCH, path, body, UUID.randomUUID().toString()));
    }
}
