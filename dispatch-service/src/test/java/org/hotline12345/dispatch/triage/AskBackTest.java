package org.hotline12345.dispatch.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.OfficeUrged;
import org.hotline12345.events.TriageQuestionAnswered;
import org.hotline12345.events.TriageQuestionAsked;
import org.hotline12345.events.UrgeOrigin;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AskBackTest extends DispatchTest {
    private static String ask(UUID caseId) {
        return post(as("dispatcher", null, "d7"), "/triage/" + caseId + "/question", "question", "哪个小区、几号楼？")
                .then()
                .statusCode(201)
                .extract()
                .path("questionId");
    }

    private static ValidatableResponse waiting(UUID caseId) {
        return as("dispatcher")
                .queryParam("caseId", caseId)
                .get("/api/v1/triage")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse open() {
        return as("agent").get("/api/v1/triage-questions?limit=200").then().statusCode(200);
    }

    private UUID clock(UUID caseId, DeadlineKind kind, UUID id, Instant dueAt) {
        Instant now = Instant.now();
        probe.produce(
                new DeadlineSet(
                        caseId, id, null, 0, kind, null, now, dueAt, null, null, false, 1, "test", 1, 0, 0, null,
                        List.of(), now, null, null),
                now);
        awaitRow("select from deadline_mirror where deadline_id = $1", id);
        return id;
    }

    @Test
    void the_case_leaves_the_queue_and_comes_back_with_what_the_agent_learnt() {
        UUID id = inTriage(riddle());
        String sentAt = waiting(id).extract().path("items[0].sentAt");
        String question = ask(id);

        waiting(id).body("items", empty());
        as("dispatcher")
                .queryParam("caseId", id)
                .queryParam("askedBack", true)
                .get("/api/v1/triage")
                .then()
                .body("items", hasSize(1));
        open().body("items.questionId", hasItem(question))
                .body("items.find { it.questionId == '%s' }.question".formatted(question), equalTo("哪个小区、几号楼？"))
                .body("items.find { it.questionId == '%s' }.askedBy".formatted(question), equalTo("d7"))
                .body("items.find { it.questionId == '%s' }.allowed".formatted(question), contains("answer"));
        assertThat(probe.await(id, TriageQuestionAsked.class)
                        .as(TriageQuestionAsked.class)
                        .questionId())
                .hasToString(question);

        post(
                        as("agent", null, "a3"),
                        "/triage-questions/" + question + "/answer",
                        "learnt",
                        true,
                        "answer",
                        "长德小区12号楼，电话13843112345")
                .then()
                .statusCode(200)
                .body("learnt", equalTo(true))
                .body("answer", not(equalTo("长德小区12号楼，电话13843112345")));

        waiting(id)
                .body("items", hasSize(1))
                .body("items[0].sentAt", equalTo(sentAt))
                .body("items[0].askedBack.question", equalTo("哪个小区、几号楼？"))
                .body("items[0].askedBack.answeredBy", equalTo("a3"));
        open().body("items.questionId", not(hasItem(question)));
        var answered = probe.await(id, TriageQuestionAnswered.class).as(TriageQuestionAnswered.class);
        assertThat(answered.learnt()).isTrue();
        assertThat(answered.answer()).startsWith("长德小区12号楼").doesNotContain("13843112345");
        post(as("dispatcher"), "/triage/" + id + "/decision", "unit", WATER)
                .then()
                .statusCode(200);
        var order = probe.await(id, CaseDispatched.class).as(CaseDispatched.class);
        as("unit-handler", WATER)
                .get("/api/v1/work-orders/" + order.workOrderId())
                .then()
                .body("notes.text", contains(answered.answer()));
    }

    @Test
    void that_it_cannot_be_learnt_is_an_answer_and_no_word_of_the_citizen() {
        UUID id = inTriage(riddle());
        String question = ask(id);
        post(as("agent"), "/triage-questions/" + question + "/answer", "learnt", false, "answer", "三次联系均无人接听")
                .then()
                .statusCode(200);
        waiting(id)
                .body("items[0].askedBack.learnt", equalTo(false))
                .body("items[0].askedBack.answer", equalTo("三次联系均无人接听"));
        assertThat(count("select count(*) from case_note where case_id = $1", id))
                .isZero();
    }

    @Test
    void nobody_asks_twice_or_answers_twice() {
        UUID id = inTriage(riddle());
        String question = ask(id);
        post(as("dispatcher"), "/triage/" + id + "/question", "question", "几号楼？")
                .then()
                .statusCode(409)
                .body("state", equalTo("ASKED_BACK"));
        Object[] answer = {"learnt", false, "answer", "联系不上"};
        post(as("agent"), "/triage-questions/" + question + "/answer", answer)
                .then()
                .statusCode(200);
        post(as("agent"), "/triage-questions/" + question + "/answer", answer)
                .then()
                .statusCode(409)
                .body("state", equalTo("ANSWERED_BACK"));
        String again = ask(id);
        assertThat(again).isNotEqualTo(question);
    }

    @Test
    void a_case_decided_meanwhile_needs_no_answer() {
        UUID id = inTriage(riddle());
        String question = ask(id);
        post(as("dispatcher"), "/triage/" + id + "/decision", "unit", WATER)
                .then()
                .statusCode(200);
        open().body("items.questionId", not(hasItem(question)));
        post(as("agent"), "/triage-questions/" + question + "/answer", "learnt", true, "answer", "长德小区")
                .then()
                .statusCode(409);
    }

    @Test
    void only_dispatchers_ask_and_only_agents_answer_what_they_may_see() {
        UUID id = inTriage(riddle().respondent(WATER));
        post(as("agent"), "/triage/" + id + "/question", "question", "几号楼？")
                .then()
                .statusCode(403);
        String question = ask(id);
        post(as("dispatcher"), "/triage-questions/" + question + "/answer", "learnt", false, "answer", "不详")
                .then()
                .statusCode(403);
        post(as("agent", WATER), "/triage-questions/" + question + "/answer", "learnt", false, "answer", "不详")
                .then()
                .statusCode(403);
        as("agent", WATER).get("/api/v1/triage-questions?limit=200").then().statusCode(403);
        post(as("agent"), "/triage-questions/" + UUID.randomUUID() + "/answer", "learnt", false, "answer", "不详")
                .then()
                .statusCode(404);
        post(as("agent"), "/triage-questions/" + question + "/answer", "answer", " ")
                .then()
                .statusCode(400)
                .body("violations.field", contains("learnt", "answer"));
    }

    @Test
    void who_belongs_to_the_accused_unit_neither_asks_nor_decides() {
        UUID id = inTriage(riddle().respondent(WATER));
        post(as("dispatcher", WATER), "/triage/" + id + "/question", "question", "谁举报的？")
                .then()
                .statusCode(404);
        post(as("dispatcher", WATER), "/triage/" + id + "/decision", "unit", NANGUAN)
                .then()
                .statusCode(404);
        waiting(id).body("items", hasSize(1));
    }

    @Test
    void a_case_shows_its_clock_with_mark_and_urge_and_the_first_due_comes_first() {
        UUID later = inTriage(riddle());
        UUID first = inTriage(riddle());
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        clock(later, DeadlineKind.TRIAGE, UUID.randomUUID(), now.plusSeconds(7200));
        UUID deadline = clock(first, DeadlineKind.TRIAGE, UUID.randomUUID(), now.plusSeconds(60));
        probe.produce(
                new DeadlineMarked(
                        first,
                        deadline,
                        null,
                        DeadlineKind.TRIAGE,
                        null,
                        DeadlineMark.YELLOW,
                        now.plusSeconds(60),
                        now),
                now);
        probe.produce(
                new OfficeUrged(
                        first,
                        UUID.randomUUID(),
                        deadline,
                        DeadlineKind.TRIAGE,
                        UrgeOrigin.SUPERVISOR,
                        "请尽快派单",
                        "s1",
                        now),
                now);
        awaitRow("select from office_urge where deadline_id = $1", deadline);
        as("dispatcher")
                .queryParam("caseId", later, first)
                .get("/api/v1/triage")
                .then()
                .statusCode(200)
                .body("items.caseId", contains(first.toString(), later.toString()))
                .body("items[0].clock.state", equalTo("YELLOW"))
                .body("items[0].clock.urges", equalTo(1))
                .body("items[0].clock.urge", equalTo("请尽快派单"))
                .body("items[1].clock.urges", equalTo(0));
        String next = as("dispatcher")
                .queryParam("caseId", later, first)
                .get("/api/v1/triage?limit=1")
                .then()
                .body("items.caseId", contains(first.toString()))
                .extract()
                .path("next");
        as("dispatcher")
                .queryParam("caseId", later, first)
                .queryParam("after", next)
                .get("/api/v1/triage?limit=1")
                .then()
                .statusCode(200)
                .body("items.caseId", contains(later.toString()))
                .body("next", nullValue());
    }

    @Test
    void what_each_dispatcher_did_is_counted() {
        String who = "d-" + UUID.randomUUID();
        UUID right = inTriage(riddle());
        UUID wrong = inTriage(riddle());
        post(as("dispatcher", null, who), "/triage/" + right + "/question", "question", "几号楼？")
                .then()
                .statusCode(201);
        for (UUID id : List.of(right, wrong)) {
            post(as("dispatcher", null, who), "/triage/" + id + "/decision", "unit", WATER)
                    .then()
                    .statusCode(200);
        }
        var order = probe.await(wrong, CaseDispatched.class).as(CaseDispatched.class);
        post(as("dispatcher", null, who), "/work-orders/" + order.workOrderId() + "/recall", "reason", "误派")
                .then()
                .statusCode(200);
        String today = ShanghaiTime.day(Instant.now()).toString();
        String mine = "items.find { it.dispatcher == '%s' }.".formatted(who);
        as("supervisor")
                .get("/api/v1/dispatcher-workload?from=" + today + "&to=" + today)
                .then()
                .statusCode(200)
                .body(mine + "dispatched", equalTo(2))
                .body(mine + "recalled", equalTo(1))
                .body(mine + "returned", equalTo(0))
                .body(mine + "askedBack", equalTo(1))
                .body(mine + "recalls", equalTo(1))
                .body(mine + "medianMinutes", equalTo(0));
        as("supervisor").get("/api/v1/dispatcher-workload?from=" + today).then().statusCode(400);
        for (String figures : new String[] {"dispatcher-workload", "return-figures"}) {
            as("supervisor")
                    .queryParam("from", "+999999999-12-31")
                    .queryParam("to", "+999999999-12-31")
                    .get("/api/v1/" + figures)
                    .then()
                    .statusCode(400)
                    .body("violations.field", containsInAnyOrder("from", "to"));
        }
        as("agent")
                .get("/api/v1/dispatcher-workload?from=" + today + "&to=" + today)
                .then()
                .statusCode(403);
    }
}
