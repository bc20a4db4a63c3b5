package org.hotline12345.localstack.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.api.Answer;
import org.hotline12345.localstack.api.ApiException;
import org.hotline12345.localstack.api.HotlineClient;
import org.hotline12345.localstack.api.ServiceName;
import org.hotline12345.localstack.demo.model.Figure;
import org.hotline12345.localstack.demo.model.Past;
import org.hotline12345.localstack.demo.model.Sample;
import org.hotline12345.localstack.demo.model.Script;
import org.hotline12345.localstack.demo.model.Script.Course;

/** Hotline agents 受理员: register what citizens say, answer on the spot, refuse with the right way told. */
final class Agents implements Runnable {
    private static final String[] CHANNELS = {"PHONE", "PHONE", "PHONE", "WECHAT", "APP", "WEB"};
    private static final String[] NAMES = {"王晓东", "李淑琴", "张立国", "刘洋", "陈秀英", "赵鹏", "孙丽华", "周建军"};

    private final Stage stage;
    private final List<Script> scripts;
    private final AtomicInteger next;
    private final String name;
    private final HotlineClient.As agent;

    Agents(Stage stage, List<Script> scripts, AtomicInteger next, String name) {
        this.stage = stage;
        this.scripts = scripts;
        this.next = next;
        this.name = name;
        this.agent = stage.as(name, "agent");
    }

    @Override
    public void run() {
        try {
            int number;
            while (!stage.over() && (number = next.getAndIncrement()) < scripts.size()) {
                register(scripts.get(number));
            }
        } catch (RuntimeException e) {
            stage.fail(e);
        }
    }

    private void register(Script script) {
        Answer registered = registerWhenCodesAreKnown(script);
        String caseId = registered.text("caseId");
        stage.ledger().office(Figure.RECEIVED);
        switch (script.course()) {
            case REFUSED -> stage.ledger().office(Figure.NOT_ACCEPTED);
            case ANSWERED -> {
                stage.ledger().office(Figure.ACCEPTED);
                stage.ledger().office(Figure.ANSWERED_DIRECTLY);
                stage.ledger().office(Figure.TO_BE_INFORMED);
                stage.ledger().office(Figure.INFORMED);
            }
            case HANDLED -> stage.ledger().office(Figure.ACCEPTED);
        }
        stage.begin(caseId, script);
        if (script.course() != Course.HANDLED) {
            stage.end(caseId);
        } else if (script.supplemented()) {
            stage.join(agent.post(
                    ServiceName.INTAKE,
                    "/cases/" + caseId + "/supplements",
                    Map.of("text", "补充：下午两点以后家里有人，可以上门。"),
                    UUID.randomUUID().toString()));
            askHowItStands(registered);
        }
    }

    /** On a new installation intake learns areas and categories from dispatch while the first citizens call already. */
    private Answer registerWhenCodesAreKnown(Script script) {
        String key = UUID.randomUUID().toString();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            try {
                return stage.join((script.history() ? stage.importer() : agent)
                        .post(ServiceName.INTAKE, "/cases", body(script), key));
            } catch (ApiException e) {
                if (e.status() != 422 && e.status() != 400 || System.nanoTime() > end) {
                    throw e;
                }
                Pause.millis(200);
            }
        }
    }

    /** The citizen looks up the case with number and query code, as anybody can. */
    private void askHowItStands(Answer registered) {
        stage.join(stage.citizen()
                .get(
                        ServiceName.INTAKE,
                        HotlineClient.query(
                                "/public/cases/" + HotlineClient.encode(registered.text("caseNumber")),
                                "code",
                                registered.text("queryCode"))));
    }

    private Map<String, Object> body(Script script) {
        Sample sample = script.sample();
        String phone = "1990000" + String.format("%04d", script.number() % 10_000);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("channel", CHANNELS[script.number() % CHANNELS.length]);
        body.put("type", sample.type());
        body.put("urgency", sample.urgency());
        body.put("title", sample.title());
        body.put("text", sample.text().replace("<phone>", phone));
        body.put("category", sample.category());
        body.put("area", sample.area());
        body.put("address", "北湖大街" + (100 + script.number() % 900) + "号");
        body.put("citizen", Map.of("name", NAMES[script.number() % NAMES.length], "phone", phone));
        body.put("anonymity", script.anonymity());
        if (script.course() == Course.ANSWERED) {
            body.put("directAnswer", Map.of("text", sample.answer(), "by", "AGENT"));
        } else if (script.course() == Course.REFUSED) {
            body.put("nonAcceptance", Map.of("reason", sample.reason(), "told", sample.told()));
        }
        if (script.history()) {
            Past past = Past.of(script, stage.opened());
            body.put("externalId", "demo-" + stage.opened().toEpochMilli() + "-" + script.number());
            body.put("occurredAt", past.registered().toString());
            body.put("replyDueAt", past.due().toString());
            body.put("actor", "history:agent");
            // nobody is called any more: without a telephone nobody is owed a call either
            body.put("citizen", Map.of("name", NAMES[script.number() % NAMES.length]));
        }
        body.values().removeIf(java.util.Objects::isNull);
        return body;
    }

    @Override
    public String toString() {
        return name;
    }
}
