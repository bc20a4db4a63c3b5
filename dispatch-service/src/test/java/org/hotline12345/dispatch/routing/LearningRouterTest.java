package org.hotline12345.dispatch.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.dispatch.routing.model.ConfirmedCase;
import org.hotline12345.dispatch.routing.model.classifier.Example;
import org.hotline12345.dispatch.routing.model.classifier.Message;
import org.hotline12345.dispatch.routing.model.classifier.Training;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LearningRouterTest extends DispatchTest {
    /** A unit no other test deals with. */
    private static final String WEATHER = "CCQXJ";

    private static final String DUCKS = "CCDZJ";
    private static final String PLASTER = "CCHGJ";

    private static final String TITLE = "咏春馆收钱不开课";
    private static final String TEXT = "报了咏春班，木人桩都没有，师傅不退";

    @Inject
    ActiveModel active;

    @Inject
    RouterModelStore models;

    @Inject
    ObjectMapper json;

    @AfterEach
    void forget() {
        Sql.on(pool)
                .update("delete from work_order where signed_by = 'history'")
                .chain(() -> Sql.on(pool).update("delete from registered_case where channel = 'HISTORY'"))
                .await()
                .atMost(Duration.ofSeconds(5));
        Sql.on(pool).update("delete from router_activation").await().atMost(Duration.ofSeconds(5));
        active.lookAgain();
    }

    @Test
    void the_router_learns_from_confirmed_dispatches_and_its_version_stays_with_what_it_decided() {
        confirmedHistory();
        String version = train();
        as("admin")
                .get("/api/v1/routing/models/" + version)
                .then()
                .statusCode(200)
                .body("state", equalTo("READY"))
                .body("failure", nullValue())
                .body("metrics.learned", greaterThan(200))
                .body("metrics.chosenOn", greaterThan(50))
                .body("metrics.heldOut", greaterThan(50))
                .body("metrics.units.accuracy", equalTo(1.0f))
                .body("metrics.pipeline.cases", greaterThan(0))
                .body("allowed", hasItem("activation"));
        post(as("dispatcher"), "/routing/models/" + version + "/activation")
                .then()
                .statusCode(403);
        post(as("admin"), "/routing/models/" + version + "/activation")
                .then()
                .statusCode(200)
                .body("active", equalTo(true));

        post(as("agent"), "/routing/preview", "title", TITLE, "text", TEXT)
                .then()
                .statusCode(200)
                .body("outcome", equalTo("DISPATCH"))
                .body("decidedBy", equalTo("MODEL"))
                .body("modelVersion", equalTo(version))
                .body("unit", equalTo(WEATHER))
                .body("candidates[0].why", containsString("咏春"));

        UUID id = register(new Case().title(TITLE).text(TEXT));
        var order = probe.await(id, CaseDispatched.class).as(CaseDispatched.class);
        assertThat(order.decidedBy()).isEqualTo(DecidedBy.MODEL);
        assertThat(order.leadUnit()).isEqualTo(WEATHER);
        assertThat(order.modelVersion()).isEqualTo(version);
        assertThat(order.confidence()).isBetween(0.5, 1.0);
        as("dispatcher")
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .body("modelVersion", equalTo(version))
                .body("confidence", notNullValue());

        // words of all three matters at once, and of no other test
        UUID unsure = inTriage(new Case().title("咏春、鸭子、石膏像").text("鸭子叫，石膏粉呛人，咏春班不退"));
        as("dispatcher")
                .queryParam("caseId", unsure)
                .get("/api/v1/triage")
                .then()
                .body("items[0].modelVersion", equalTo(version))
                .body("items[0].candidates.size()", greaterThan(0));

        String second = train();
        post(as("admin"), "/routing/models/" + second + "/evaluation")
                .then()
                .statusCode(200)
                .body("activeVersion", equalTo(version))
                .body("notWorse", equalTo(true));
        post(as("admin"), "/routing/models/" + second + "/activation").then().statusCode(200);
        post(as("admin"), "/routing/models/rollback")
                .then()
                .statusCode(200)
                .body("items.find { it.active }.version", equalTo(version));
        post(as("admin"), "/routing/models/rollback").then().statusCode(200);
        post(as("admin"), "/routing/models/rollback").then().statusCode(409);
        assertThat(probe.await(register(riddle()), CaseSentToTriage.class)
                        .as(CaseSentToTriage.class)
                        .candidates())
                .isEmpty();
    }

    @Test
    void a_model_that_is_worse_or_not_proven_does_not_go_live() {
        confirmedHistory();
        store("right", Instant.now(), WEATHER, DUCKS, PLASTER);
        store("wrong", Instant.now(), DUCKS, PLASTER, WEATHER);
        store("late", Instant.now().plus(1, ChronoUnit.DAYS), WEATHER, DUCKS, PLASTER);
        // the first one is judged too
        post(as("admin"), "/routing/models/late/activation")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/model-not-proven"));
        post(as("admin"), "/routing/models/right/evaluation")
                .then()
                .statusCode(200)
                .body("activeVersion", nullValue())
                .body("cases", equalTo(360))
                .body("right", equalTo(360))
                .body("activeRight", nullValue())
                .body("decided", equalTo(360))
                .body("decidedRight", equalTo(360))
                .body("notWorse", equalTo(true));
        post(as("admin"), "/routing/models/wrong/activation")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/model-imprecise"));
        post(as("admin"), "/routing/models/right/activation").then().statusCode(200);

        post(as("admin"), "/routing/models/wrong/evaluation")
                .then()
                .statusCode(200)
                .body("activeVersion", equalTo("right"))
                .body("cases", equalTo(360))
                .body("right", equalTo(0))
                .body("activeRight", equalTo(360))
                .body("notWorse", equalTo(false));
        post(as("admin"), "/routing/models/wrong/activation")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/model-worse"));
        post(as("admin"), "/routing/models/late/activation")
                .then()
                .statusCode(409)
                .body("type", equalTo("https://hotline12345.org/problems/model-not-proven"));
        post(as("admin"), "/routing/models/none/activation").then().statusCode(404);
        as("admin").get("/api/v1/routing/models/right").then().body("active", equalTo(true));
        as("admin").get("/api/v1/routing/models/wrong").then().body("active", equalTo(false));
    }

    @Test
    void a_parked_case_that_is_replayed_goes_the_way_it_would_have_gone() throws JsonProcessingException {
        inForce("replayed", WEATHER, DUCKS, PLASTER);
        var event = new Case().title(TITLE).text(TEXT).event();
        Sql.on(pool)
                .update(
                        """
                        insert into parked_event (
                          event_id, topic, key, type, time, recorded_at, imported, source, kafka_partition, kafka_offset,
                          payload, error)
                        values ($1, $2, $3, $4, now(), now(), false, '/test', 0, 0, $5, 'test')
                        """,
                        UUID.randomUUID(),
                        Topics.CASE_EVENTS,
                        event.caseId().toString(),
                        EventCatalogue.typeOf(CaseRegistered.class),
                        json.writeValueAsString(event))
                .await()
                .atMost(Duration.ofSeconds(5));

        post(as("admin"), "/parked-events", "key", event.caseId().toString())
                .then()
                .statusCode(200)
                .body("replayed", equalTo(1))
                .body("failures.size()", equalTo(0));

        var order = probe.await(event.caseId(), CaseDispatched.class).as(CaseDispatched.class);
        assertThat(order.decidedBy()).isEqualTo(DecidedBy.MODEL);
        assertThat(order.leadUnit()).isEqualTo(WEATHER);
        assertThat(order.modelVersion()).isEqualTo("replayed");
    }

    @Test
    void a_return_granted_without_a_unit_is_routed_anew_by_the_whole_pipeline() {
        inForce("first", DUCKS, WEATHER, PLASTER);
        var order = dispatched(new Case().title(TITLE).text(TEXT));
        assertThat(order.leadUnit()).isEqualTo(DUCKS);
        inForce("second", WEATHER, DUCKS, PLASTER);
        returned(order, null)
                .then()
                .statusCode(200)
                .body("nextWorkOrder.unit", equalTo(WEATHER))
                .body("nextWorkOrder.cause", equalTo("AFTER_RETURN"))
                .body("nextWorkOrder.decidedBy", equalTo("MODEL"))
                .body("nextWorkOrder.modelVersion", equalTo("second"));
        // returned again, it is not given to one that returned it: a dispatcher sees the other candidates
        var next = probe.await(
                        e -> e.event() instanceof CaseDispatched d
                                && d.caseId().equals(order.caseId())
                                && d.leadUnit().equals(WEATHER),
                        "the order that follows")
                .as(CaseDispatched.class);
        returned(next, null).then().statusCode(200).body("nextWorkOrder", nullValue());
        as("dispatcher")
                .queryParam("caseId", order.caseId())
                .get("/api/v1/triage")
                .then()
                .body("items[0].modelVersion", equalTo("second"))
                .body("items[0].candidates.unit", hasItem(PLASTER))
                .body("items[0].candidates.unit", not(hasItem(WEATHER)))
                .body("items[0].candidates.unit", not(hasItem(DUCKS)));

        // which version was wrong how often stands in the return figures
        String today = LocalDate.now(ShanghaiTime.ZONE).toString();
        String row = "items.find { it.modelVersion == '%s' && it.decidedBy == 'MODEL' }";
        as("dispatcher")
                .get("/api/v1/return-figures?from=%s&to=%s&unit=%s".formatted(today, today, DUCKS))
                .then()
                .statusCode(200)
                .body(row.formatted("first") + ".asked", equalTo(1))
                .body(row.formatted("first") + ".granted", equalTo(1))
                .body(row.formatted("first") + ".reasonCode", equalTo("OTHER"));
        as("evaluator")
                .get("/api/v1/return-figures?from=%s&to=%s&unit=%s".formatted(today, today, WEATHER))
                .then()
                .body(row.formatted("second") + ".granted", equalTo(1));
    }

    @Test
    void where_the_catalogue_named_the_unit_that_returned_it_the_model_is_asked_for_others() {
        inForce("asked", WEATHER, DUCKS, PLASTER);
        var order = dispatched(new Case().title("鸭子").text("鸭子整夜叫，养鸭棚臭").category(WATER_SUPPLY));
        assertThat(order.leadUnit()).isEqualTo(WATER);
        assertThat(order.decidedBy()).isEqualTo(DecidedBy.CATALOGUE);

        returned(order, null).then().statusCode(200).body("nextWorkOrder", nullValue());

        var sent = probe.await(order.caseId(), CaseSentToTriage.class).as(CaseSentToTriage.class);
        assertThat(sent.candidates().get(0).unit()).isEqualTo(DUCKS);
        assertThat(sent.candidates().get(0).why()).contains("鸭");
        assertThat(sent.candidates()).noneMatch(candidate -> candidate.unit().equals(WATER));
    }

    @Test
    void a_granted_return_teaches_that_the_unit_which_signed_in_the_end_was_right() {
        String title = "停水-" + System.nanoTime();
        var order = dispatched(waterCase().title(title));
        sign(order).then().statusCode(200);
        assertThat(learnt(title)).singleElement().satisfies(known -> {
            assertThat(known.unit()).isEqualTo(WATER);
            assertThat(known.returned()).isFalse();
        });
        String next = returned(order, "CCZJJ").then().statusCode(200).extract().path("nextWorkOrder.workOrderId");
        // nobody has confirmed it yet
        assertThat(learnt(title)).isEmpty();
        post(as("unit-handler", "CCZJJ"), "/work-orders/" + next + "/sign")
                .then()
                .statusCode(200);
        assertThat(learnt(title)).singleElement().satisfies(known -> {
            assertThat(known.unit()).isEqualTo("CCZJJ");
            assertThat(known.returned()).isTrue();
        });
    }

    /** What is learnt of the case of this title. */
    private List<ConfirmedCase> learnt(String title) {
        return models.confirmed(10_000, Instant.EPOCH).await().atMost(Duration.ofSeconds(10)).stream()
                .filter(known -> known.about().title().equals(title))
                .toList();
    }

    /** Stores a model that has learned to which unit each of the three matters belongs. */
    private void store(String version, Instant trainedUntil, String wingChun, String ducks, String plaster) {
        var examples = new ArrayList<Example>();
        for (int i = 0; i < 24; i++) {
            examples.add(new Example(new Message(TITLE + i, TEXT), wingChun));
            examples.add(new Example(new Message("河里的鸭子叫声" + i, "鸭子整夜叫，养鸭棚臭，鸭毛满天"), ducks));
            examples.add(new Example(new Message("楼里的石膏像" + i, "石膏像倒在走廊，碎石膏满地，石膏粉呛人"), plaster));
        }
        var model = new ByteArrayOutputStream();
        try {
            Training.train(examples, part -> {}).model().write(model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Sql.on(pool)
                .update("""
                        insert into router_model (
                          version, state, created_at, created_by, touched_at, wanted_precision, trained_until, unit_model,
                          unit_share, alone, agreed, metrics)
                        values ($1, 'READY', now(), 'test', now(), 0.97, $2, $3, 1, 0.6, 0.5,
                          '{"learned": 72, "corrected": 0, "heldOut": 0, "seconds": 1}')
                        """, version, trainedUntil, model.toByteArray())
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private void inForce(String version, String wingChun, String ducks, String plaster) {
        store(version, Instant.now(), wingChun, ducks, plaster);
        Sql.on(pool)
                .update("update router_activation set ended_at = now() where ended_at is null")
                .chain(() -> Sql.on(pool)
                        .update(
                                "insert into router_activation (version, activated_at, activated_by) values ($1, now(), 'test')",
                                version))
                .await()
                .atMost(Duration.ofSeconds(5));
        active.lookAgain();
    }

    @Test
    void a_risk_is_seen_first_and_beside_the_words() {
        UUID calm = inTriage(riddle());
        UUID risky = inTriage(new Case().title("请求解决").text("再不解决我就跳楼"));
        as("dispatcher")
                .queryParam("caseId", calm, risky)
                .get("/api/v1/triage")
                .then()
                .body("items[0].caseId", equalTo(risky.toString()))
                .body("items[0].riskFlags[0].kind", equalTo("SELF_HARM"))
                .body("items[0].riskFlags[0].words", hasItem("跳楼"))
                .body("items[1].riskFlags.size()", equalTo(0));
        String next = as("dispatcher")
                .queryParam("caseId", calm, risky)
                .queryParam("limit", 1)
                .get("/api/v1/triage")
                .path("next");
        as("dispatcher")
                .queryParam("caseId", calm, risky)
                .queryParam("limit", 1)
                .queryParam("after", next)
                .get("/api/v1/triage")
                .then()
                .body("items[0].caseId", equalTo(calm.toString()));
        var order = dispatched(waterCase().text("停水，有人持刀威胁"));
        as("dispatcher")
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .body("case.riskFlags[0].words", hasItem("持刀"));
    }

    private String train() {
        String version = post(as("admin"), "/routing/models")
                .then()
                .statusCode(202)
                .body("state", equalTo("TRAINING"))
                .extract()
                .path("version");
        post(as("admin"), "/routing/models").then().statusCode(409);
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> !as("admin")
                        .get("/api/v1/routing/models/" + version)
                        .path("state")
                        .equals("TRAINING"));
        return version;
    }

    /** Cases that were signed and not returned, later than those of any other test. */
    private void confirmedHistory() {
        Sql.on(pool).update("""
                        with history as (
                          select
                            -- older than every case of other tests
                            overlay(gen_random_uuid()::text placing '00000000-0000-7' from 1 for 15)::uuid as case_id,
                            n,
                            case n % 3 when 0 then '咏春馆收钱不开课' when 1 then '河里的鸭子叫声' else '楼里的石膏像' end || n as title,
                            case n % 3
                              when 0 then '报了咏春班，木人桩都没有，师傅不退'
                              when 1 then '鸭子整夜叫，养鸭棚臭，鸭毛满天'
                              else '石膏像倒在走廊，碎石膏满地，石膏粉呛人'
                            end as text,
                            case n % 3 when 0 then 'CCQXJ' when 1 then 'CCDZJ' else 'CCHGJ' end as unit,
                            now() + make_interval(mins => n) as at
                          from generate_series(1, 360) as n
                        ), cases as (
                          insert into registered_case (
                            case_id, case_number, channel, type, urgency, title, text, anonymity, contactable,
                            registered_at, imported)
                          select case_id, 'H' || n, 'HISTORY', 'HELP', 'ORDINARY', title, text, 'NAMED', true, at, true
                          from history
                        )
                        insert into work_order (
                          id, case_id, round, cause, unit, state, decided_by, reason, dispatched_at, signed_at, signed_by,
                          last_event_at, version, case_number, title, type, urgency, channel, anonymity, imported)
                        select gen_random_uuid(), case_id, 1, 'FIRST', unit, 'SIGNED', 'CLERK', 'r', at, at, 'history', at, 0,
                          'H' || n, title, 'HELP', 'ORDINARY', 'PHONE', 'NAMED', true
                        from history
                        """).await().atMost(Duration.ofSeconds(20));
    }
}
