package org.hotline12345.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.demo.model.Figure;
import org.hotline12345.localstack.demo.model.Script;
import org.hotline12345.localstack.demo.model.Script.Opinion;
import org.hotline12345.localstack.play.CasePlayer;

/** A callback agent 回访员, the citizens who are asked, and the supervisor who decides after the second dissatisfaction. */
final class CallbackRoom implements Runnable {
    private static final int CLAIM = 10;

    private final Stage stage;
    private final Survey survey;
    private final CasePlayer.Caller agent;

    CallbackRoom(Stage stage, String name) {
        this.stage = stage;
        this.agent = stage.player().caller(name);
        this.survey = new Survey();
    }

    @Override
    public void run() {
        try {
            while (!stage.over()) {
                JsonNode items = agent.claim(CLAIM).join();
                if (items.isEmpty()) {
                    Pause.millis(100);
                }
                for (JsonNode callback : items) {
                    call(callback);
                }
            }
        } catch (RuntimeException e) {
            stage.fail(e);
        }
    }

    private void call(JsonNode callback) {
        String caseId = callback.path("caseId").asText();
        Script script = stage.script(caseId);
        if (script == null) {
            return;
        }
        String id = callback.path("id").asText();
        String unit = callback.path("unit").asText();
        int round = callback.path("round").asInt(1);
        stage.awaitTold(caseId, round);
        Opinion opinion = script.answer(round);
        boolean informed = !(round == 1 && script.deniesNotice());
        if (round == 1 && script.survey()) {
            survey.answer(callback.path("surveyUrl").asText(), informed, opinion);
            stage.count(Stage.SURVEY);
            stage.step();
        } else {
            stage.join(agent.result(id, result(informed, opinion)));
        }
        count(unit, script, round, informed, opinion);
        follow(caseId, script, round);
    }

    private static Map<String, Object> result(boolean informed, Opinion opinion) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("reached", true);
        result.put("informed", informed);
        result.put("resolved", opinion.satisfied());
        result.put("satisfaction", opinion.name());
        if (!opinion.satisfied()) {
            result.put("reason", "只处理了一半，过两天又和原来一样");
            result.put("objective", false);
        }
        return result;
    }

    private void count(String unit, Script script, int round, boolean informed, Opinion opinion) {
        var ledger = stage.ledger();
        ledger.unit(unit, Figure.CALLED_BACK);
        ledger.unit(unit, Figure.ANSWERED);
        if (opinion.satisfied()) {
            ledger.unit(unit, Figure.SATISFIED);
            ledger.unit(unit, Figure.SOLVED);
        } else {
            stage.count(Stage.DISSATISFIED);
        }
        if (!informed) {
            // somebody noted that the citizen was told; the citizen denies it
            ledger.takeBack(unit, Figure.INFORMED);
        }
        if (round == 2 && script.supervised()) {
            ledger.unit(unit, Figure.SUPERVISED);
        }
    }

    private void follow(String caseId, Script script, int round) {
        if (round == script.rounds()) {
            stage.end(caseId);
        } else if (round == 2) {
            stage.joinWhenReady(() -> stage.as("督办员-01", "supervisor")
                    .post(
                            ServiceName.FOLLOWUP,
                            "/cases/" + caseId + "/rework-decision",
                            Map.of("rework", true, "reason", "问题没有根本解决，责成再次办理并报告"),
                            UUID.randomUUID().toString()));
        }
    }
}
