package org.hotline12345.assessment.reading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Urgency;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.hotline12345.testing.TestTokens;
import org.junit.jupiter.api.Test;

/** U3: the case behind a figure is read by the office, and each reading is written down. */
@QuarkusTest
@WithTestResource(TestServers.class)
class ReadCaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant AT = Instant.parse("2021-06-01T02:00:00Z");

    @Inject
    Pool pool;

    @Inject
    OfficeCopy office;

    @Test
    void the_office_reads_the_case_and_every_reading_is_written_down() {
        var id = UUID.randomUUID();
        var order = UUID.randomUUID();
        try (var kafka = KafkaProbe.open()) {
            kafka.produce(Lives.unit("READ-WATER", "阅读水务局", null, "市直部门"), Instant.now());
            kafka.produce(Lives.registered(id, IntakeOutcome.TO_DISPATCH, AT), AT);
            kafka.produce(Lives.dispatched(id, order, 1, DispatchCause.FIRST, "READ-WATER", AT), AT);
            kafka.produce(Lives.replied(id, order, 1, "READ-WATER", AT.plusSeconds(3_600)), AT);
        }
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(office.unit("READ-WATER")).isPresent();
            assertThat(read("evaluator", "reader-1", null, id)
                            .extract()
                            .jsonPath()
                            .getList("course"))
                    .hasSize(3);
        });

        read("evaluator", "reader-1", null, id)
                .statusCode(200)
                .body("title", equalTo("停水"))
                .body("text", equalTo("小区停水三天"))
                .body("typeName", equalTo("求助"))
                .body("answers.text", contains("已于当日恢复供水"))
                .body("answers.unitName", contains("阅读水务局"))
                .body("course.what", contains("登记", "派单（第1轮）", "答复（已解决）"))
                .body("$", not(hasItem("citizenRef")));
        read("office-leader", "reader-2", null, id).statusCode(200);
        read("unit-leader", "reader-3", "READ-WATER", id).statusCode(403);
        read("auditor", "reader-4", null, id).statusCode(403);
        read("evaluator", "reader-1", null, UUID.randomUUID()).statusCode(404);

        given().header("Authorization", "Bearer " + token("auditor", "auditor-1", null))
                .get("/api/v1/reading-log?subject=reader-2&caseId=" + id)
                .then()
                .statusCode(200)
                .body("items.subject", contains("reader-2"))
                .body("items[0].roles", contains("office-leader"));
        given().header("Authorization", "Bearer " + token("auditor", "auditor-1", null))
                .get("/api/v1/reading-log?caseId=" + id)
                .then()
                .body("items.subject", not(hasItem("reader-3")));
        assertThatThrownBy(() ->
                        pool.query("delete from reading_log").execute().await().atMost(PATIENCE))
                .hasMessageContaining("never changed");
    }

    @Test
    void whom_a_report_accuses_does_not_read_it_whatever_else_he_does() {
        var id = UUID.randomUUID();
        var byName = UUID.randomUUID();
        var together = UUID.randomUUID();
        try (var kafka = KafkaProbe.open()) {
            kafka.produce(Lives.unit("READ-ACCUSED", "被阅读局", null, "市直部门"), Instant.now());
            kafka.produce(Lives.unit("READ-BELOW", "被阅读局一所", "READ-ACCUSED", "基层单位"), Instant.now());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> office.unit("READ-BELOW").isPresent());
            kafka.produce(report(id, new Respondent("READ-ACCUSED", null)), AT);
            kafka.produce(report(byName, new Respondent(null, "被阅读局的王科长")), AT);
            kafka.produce(report(together, null), AT);
            kafka.produce(new CaseMerged(id, together, null, "派单员-01", AT), AT);
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> read("evaluator", "lent", "READ-BELOW", together).statusCode(404));

        for (UUID hidden : List.of(id, byName, together)) {
            read("evaluator", "judge", null, hidden).statusCode(200);
            read("evaluator", "other", "READ-WATER", hidden).statusCode(200);
            read("evaluator", "lent", "READ-BELOW", hidden).statusCode(404);
            read("evaluator", "lent", "READ-ACCUSED", hidden).statusCode(404);
        }
        read("evaluator", "judge", null, id).body("respondent", containsString("被阅读局"));
        assertThat(given().header("Authorization", "Bearer " + token("auditor", "auditor-1", null))
                        .get("/api/v1/reading-log?subject=lent&caseId=" + id)
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void nor_is_such_a_case_named_in_what_the_office_decided_about_it() {
        var id = UUID.randomUUID();
        accuse("READ-NAMED", "被列举局", id);
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> read("evaluator", "judge", null, id).statusCode(200));
        String number = "220173-" + id.toString().substring(0, 8);

        exclude("READ-NAMED", "caseIds", id.toString()).statusCode(404);
        exclude("READ-NAMED", "caseNumbers", number).statusCode(400);
        exclude(null, "caseNumbers", number).statusCode(201);
        exclusions(null).body("items.cases.flatten()", hasItem(id.toString()));
        exclusions("READ-NAMED").body("items.cases.flatten()", not(hasItem(id.toString())));
    }

    @Test
    void an_auditor_of_the_accused_unit_finds_all_readings_but_those_of_its_case() {
        var hidden = UUID.randomUUID();
        var other = UUID.randomUUID();
        accuse("READ-LOGGED", "被审计局", hidden);
        try (var kafka = KafkaProbe.open()) {
            kafka.produce(report(other, null), AT);
        }
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            read("evaluator", "judge-1", null, hidden).statusCode(200);
            read("evaluator", "judge-1", "READ-LOGGED", hidden).statusCode(404);
            read("evaluator", "judge-2", null, other).statusCode(200);
        });

        assertThat(readers(null, hidden)).contains("judge-1");
        assertThat(readers("READ-LOGGED", hidden)).isEmpty();
        assertThat(readers("READ-LOGGED", other)).contains("judge-2");
    }

    /** A report of a unit that has come to be known. */
    private void accuse(String unit, String name, UUID id) {
        try (var kafka = KafkaProbe.open()) {
            kafka.produce(Lives.unit(unit, name, null, "市直部门"), Instant.now());
            Awaitility.await().atMost(PATIENCE).until(() -> office.unit(unit).isPresent());
            kafka.produce(report(id, new Respondent(unit, null)), AT);
        }
    }

    private static List<String> readers(String unit, UUID id) {
        return given().header("Authorization", "Bearer " + token("auditor", "auditor-1", unit))
                .get("/api/v1/reading-log?caseId=" + id)
                .then()
                .statusCode(200)
                .extract()
                .path("items.subject");
    }

    private static ValidatableResponse exclude(String unit, String by, String which) {
        return given().header("Authorization", "Bearer " + token("evaluator", "scorer", unit))
                .contentType("application/json")
                .body(Map.of(by, List.of(which), "reason", "台风期间"))
                .post("/api/v1/scores/2021-06/exclusions")
                .then();
    }

    private static ValidatableResponse exclusions(String unit) {
        return given().header("Authorization", "Bearer " + token("evaluator", "scorer", unit))
                .get("/api/v1/scores/2021-06/exclusions")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse read(String role, String subject, String unit, UUID id) {
        return given().header("Authorization", "Bearer " + token(role, subject, unit))
                .get("/api/v1/cases/" + id)
                .then();
    }

    private static String token(String role, String subject, String unit) {
        var token = TestTokens.role(role).subject(subject);
        return (unit == null ? token : token.unit(unit)).build();
    }

    private static CaseRegistered report(UUID id, Respondent respondent) {
        return new CaseRegistered(
                id,
                "220173-" + id.toString().substring(0, 8),
                IntakeOutcome.TO_DISPATCH,
                "PHONE",
                null,
                CaseType.REPORT,
                Urgency.ORDINARY,
                "举报推诿",
                "某局推诿扯皮",
                null,
                null,
                null,
                null,
                UUID.randomUUID(),
                Anonymity.HIDDEN_FROM_UNIT,
                true,
                respondent,
                null,
                null,
                AT,
                null,
                null,
                null,
                null);
    }
}
