package org.hotline12345.dispatch.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.DispatchTest;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.DecidedBy;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TriageTest extends DispatchTest {
    @Test
    void what_no_rule_decides_waits_with_the_reason_and_is_decided_by_a_dispatcher() {
        UUID id = inTriage(riddle());
        as("dispatcher")
                .queryParam("caseId", id)
                .get("/api/v1/triage")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].reason", equalTo("未给出事项类别，派单目录的关键词也没有命中"))
                .body("items[0].candidates", empty())
                .body("items[0].allowed", contains("decision", "question"));
        as("supervisor").queryParam("caseId", id).get("/api/v1/triage").then().body("items[0].allowed", empty());

        post(
                        as("dispatcher"),
                        "/triage/" + id + "/decision",
                        "unit",
                        WATER,
                        "category",
                        WATER_SUPPLY,
                        "coUnits",
                        new String[] {"CCSWJ"},
                        "note",
                        "电话核实是停水")
                .then()
                .statusCode(200)
                .body("unit", equalTo(WATER))
                .body("state", equalTo("PENDING_SIGN"))
                .body("decidedBy", equalTo("CLERK"));

        var order = probe.await(id, CaseDispatched.class).as(CaseDispatched.class);
        assertThat(order.decidedBy()).isEqualTo(DecidedBy.CLERK);
        assertThat(order.category()).isEqualTo(WATER_SUPPLY);
        assertThat(order.coUnits()).containsExactly("CCSWJ");
        assertThat(order.reason()).contains("派单员选定", "电话核实是停水");
        as("dispatcher").queryParam("caseId", id).get("/api/v1/triage").then().body("items", empty());
    }

    @Test
    void candidates_with_their_reasons_stand_beside_a_case_that_words_do_not_decide() {
        UUID id = inTriage(new Case().title("停水又停电").text("请解决"));
        var sent = probe.await(id, CaseSentToTriage.class).as(CaseSentToTriage.class);
        assertThat(sent.candidates()).extracting("unit").contains(WATER, "CCGDGS");
        assertThat(sent.candidates()).allMatch(candidate -> candidate.why().contains("关键词"));
    }

    /** L10 */
    @Test
    void a_case_goes_to_the_unit_that_the_agent_chose() {
        var order = dispatched(riddle().proposedUnit("CCZJJ"));
        assertThat(order.leadUnit()).isEqualTo("CCZJJ");
        assertThat(order.decidedBy()).isEqualTo(DecidedBy.CLERK);
        assertThat(order.reason()).startsWith("受理员选定：");
        post(as("agent"), "/routing/preview", "title", "t", "text", "x", "proposedUnit", "CCZJJ")
                .then()
                .statusCode(200)
                .body("unit", equalTo("CCZJJ"))
                .body("decidedBy", equalTo("CLERK"));
        post(as("agent"), "/routing/preview", "title", "t", "text", "x", "proposedUnit", "NOBODY")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("proposedUnit"));
    }

    /** L10: the accused unit is not, though it was chosen; the dispatcher reads why. */
    @Test
    void a_case_does_not_go_to_the_unit_that_it_accuses() {
        UUID id = inTriage(riddle().respondent("CCZJJ").proposedUnit("CCZJJ"));
        assertThat(probe.await(id, CaseSentToTriage.class)
                        .as(CaseSentToTriage.class)
                        .reason())
                .startsWith("受理员选定的")
                .contains("应回避");
    }

    @Test
    void of_two_dispatchers_deciding_at_once_one_is_told_so() {
        UUID id = inTriage(riddle());
        var answers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(
                                as("dispatcher"), "/triage/" + id + "/decision", "unit", i % 2 == 0 ? WATER : "CCZJJ")
                        .statusCode()))
                .toList();
        assertThat(answers.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(count("select count(*) from work_order where case_id = $1", id))
                .isEqualTo(1);
    }

    @Test
    void a_decision_is_checked() {
        UUID id = inTriage(riddle().respondent(WATER));
        post(as("dispatcher"), "/triage/" + id + "/decision", "unit", WATER)
                .then()
                .statusCode(400)
                .body("violations[0].message", equalTo("单位 CCSWJT 是被举报单位或其下属，应当回避"));
        post(as("dispatcher"), "/triage/" + id + "/decision", "unit", "NOBODY", "category", "NONE")
                .then()
                .statusCode(400)
                .body("violations.field", contains("unit", "category"));
        post(as("dispatcher"), "/triage/" + id + "/decision").then().statusCode(400);
        post(as("unit-handler", WATER), "/triage/" + id + "/decision", "unit", WATER)
                .then()
                .statusCode(403);
        post(as("dispatcher"), "/triage/" + UuidV7.next() + "/decision", "unit", WATER)
                .then()
                .statusCode(404)
                .header("Retry-After", "1")
                .body("type", equalTo("https://hotline12345.org/problems/not-known-yet"));
    }

    @Test
    void a_dispatched_case_is_not_decided_again() {
        var order = dispatched(waterCase());
        post(as("dispatcher"), "/triage/" + order.caseId() + "/decision", "unit", "CCZJJ")
                .then()
                .statusCode(409)
                .body("state", equalTo("PENDING_SIGN"));
    }
}
