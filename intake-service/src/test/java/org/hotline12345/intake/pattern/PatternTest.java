package org.hotline12345.intake.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.ProblemPatternSet;
import org.hotline12345.intake.IntakeTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PatternTest extends IntakeTest {
    private UUID dispatched(String address) {
        return dispatched(registeredAt(address));
    }

    private static UUID registeredAt(String address) {
        var draft = draft("小区停水" + UUID.randomUUID());
        draft.put("address", address);
        return UUID.fromString(register(draft).path("caseId"));
    }

    private UUID dispatched(UUID id) {
        Instant now = Instant.now();
        probe.produce(
                new CaseDispatched(
                        id,
                        UUID.randomUUID(),
                        1,
                        DispatchCause.FIRST,
                        WATER,
                        List.of(),
                        SUBCATEGORY,
                        STREET,
                        DecidedBy.CATALOGUE,
                        "test",
                        null,
                        null,
                        null,
                        now,
                        List.of(),
                        0),
                now);
        awaitStatus(id, "DISPATCHED");
        return id;
    }

    @Test
    void what_was_corrected_before_dispatch_heard_of_it_is_counted_by_what_is_right() {
        UUID id = registeredAt("又一" + UUID.randomUUID().toString().substring(0, 8) + "小区");
        as("dispatcher")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("area", ELSEWHERE, "reason", "属地错"))
                .post("/api/v1/cases/" + id + "/corrections")
                .then()
                .statusCode(201);

        dispatched(id);

        assertThat(rows("select matter from case_pattern where case_id = $1", id)
                        .get(0)
                        .getString("matter"))
                .startsWith(SUBCATEGORY + "|" + ELSEWHERE + "|");
    }

    @Test
    void a_burst_is_found_told_and_marks_the_cases_that_came_before_it_was_one() {
        String compound = "花园" + UUID.randomUUID().toString().substring(0, 8) + "小区";
        var cases = new ArrayList<UUID>();
        for (int i = 1; i <= 5; i++) {
            cases.add(dispatched(compound + i + "号楼"));
        }

        for (UUID id : cases) {
            var event = probe.await(id, ProblemPatternSet.class).as(ProblemPatternSet.class);
            assertThat(event.pattern()).isEqualTo(ProblemPattern.SUDDEN);
            assertThat(event.derived()).isTrue();
        }
        view(cases.get(0)).then().body("pattern", equalTo("SUDDEN")).body("patternText", equalTo("突发性"));
        as("agent")
                .get("/api/v1/cases/" + cases.get(4) + "/pattern")
                .then()
                .statusCode(200)
                .body("pattern", equalTo("SUDDEN"))
                .body("history[0].derived", equalTo(true))
                .body("history[0].reason", containsString("5件"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> view(cases.get(0)).then().body("timeline.kind", hasItem("PATTERN_SET")));
    }

    @Test
    void somebody_who_knows_better_corrects_it_and_the_history_keeps_both() {
        UUID id = dispatched("另一" + UUID.randomUUID().toString().substring(0, 8) + "小区");

        as("dispatcher")
                .body(Map.of("pattern", "LONG_TERM", "reason", "管网老化，每年多次"))
                .put("/api/v1/cases/" + id + "/pattern")
                .then()
                .statusCode(200)
                .body("pattern", equalTo("LONG_TERM"));
        as("evaluator")
                .body(Map.of("reason", "经核实为个案"))
                .put("/api/v1/cases/" + id + "/pattern")
                .then()
                .statusCode(200)
                .body("pattern", equalTo(null))
                .body("history.pattern", equalTo(java.util.Arrays.asList("LONG_TERM", null)));

        var event = probe.await(
                        e -> e.event() instanceof ProblemPatternSet p
                                && p.caseId().equals(id)
                                && p.pattern() == null,
                        "the pattern taken away")
                .as(ProblemPatternSet.class);
        assertThat(event.derived()).isFalse();
        as("agent")
                .body(Map.of("pattern", "SUDDEN", "reason", "x"))
                .put("/api/v1/cases/" + id + "/pattern")
                .then()
                .statusCode(403);
        as("dispatcher")
                .body(Map.of("pattern", "SUDDEN"))
                .put("/api/v1/cases/" + id + "/pattern")
                .then()
                .statusCode(400);
        as("dispatcher")
                .get("/api/v1/cases/" + UUID.randomUUID() + "/pattern")
                .then()
                .statusCode(404);
    }
}
