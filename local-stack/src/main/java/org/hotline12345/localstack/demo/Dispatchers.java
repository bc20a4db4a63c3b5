package org.hotline12345.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.demo.model.Past;
import org.hotline12345.localstack.demo.model.Script;

/** A dispatcher 派单员: decides the cases that no rule decides. */
final class Dispatchers implements Runnable {
    /** Takes what nobody else is named for. */
    private static final String FALLBACK_UNIT = "Q-CCXQ";

    private final Stage stage;
    private final Consumer<String> openDesk;
    private final HotlineClient.As dispatcher;

    Dispatchers(Stage stage, Consumer<String> openDesk) {
        this.stage = stage;
        this.openDesk = openDesk;
        this.dispatcher = stage.as("派单员-01", "dispatcher");
    }

    @Override
    public void run() {
        try {
            while (!stage.over()) {
                for (JsonNode entry : dispatcher
                        .get(ServiceName.DISPATCH, HotlineClient.query("/triage", "limit", 200))
                        .join()
                        .json()
                        .path("items")) {
                    decide(entry);
                }
                Pause.millis(200);
            }
        } catch (RuntimeException e) {
            stage.fail(e);
        }
    }

    private void decide(JsonNode entry) {
        String caseId = entry.path("caseId").asText();
        Script script = stage.script(caseId);
        if (script == null) {
            return;
        }
        String proposed = entry.at("/candidates/0/unit").asText("");
        String unit = proposed.isEmpty() ? FALLBACK_UNIT : proposed;
        openDesk.accept(unit);
        Map<String, Object> decision = new HashMap<>(Map.of("unit", unit, "note", "按属地和职责研判派单"));
        if (script.history()) {
            decision.put(
                    "occurredAt", Past.of(script, stage.opened()).registered().toString());
            decision.put("actor", "history:dispatcher");
        }
        stage.join((script.history() ? stage.importer() : dispatcher)
                .post(
                        ServiceName.DISPATCH,
                        "/triage/" + caseId + "/decision",
                        decision,
                        UUID.randomUUID().toString()));
    }
}
