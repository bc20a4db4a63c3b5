package org.hotline12345.followup.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.followup.TestOffice.at;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.Phase;
import org.hotline12345.followup.cases.model.SupervisionState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is open stands on a list that somebody works through, with the moment by which it is to be done (事事有着落，件件有回音). A new
 * state does not compile here until it is said where those who are in it stand.
 */
@QuarkusTest
class NobodyIsForgottenTest extends FollowupTest {
    private static final String DISSATISFIED =
            "{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"reason\": \"没有解决\"}";

    /**
     * Where something that is open stands.
     *
     * @param list Address of the list.
     * @param clock Field of its items that says until when.
     */
    private record Place(String list, Map<String, String> query, String clock) {
        Place(String list, String clock) {
            this(list, Map.of(), clock);
        }
    }

    private final CaseEvents events = new CaseEvents();

    @BeforeEach
    void today() {
        MovableClock.set("2008-03-12T10:00");
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void every_phase_of_a_case_is_on_a_list_with_its_clock_or_nothing_is_owed(Phase phase) {
        List<Place> places = switch (phase) {
            // dispatch has them: what it cannot decide is in triage, and the citizen's clock runs
            case REGISTERED -> {
                stage.happens(events.registered("2008-03-12T08:00"), at("2008-03-12T08:00"));
                yield List.of();
            }
            case AWAITING_DISPATCH -> {
                answered();
                answers(DISSATISFIED);
                stage.await(events, ReworkOrdered.class);
                yield List.of();
            }
            case HANDLING -> {
                dispatched();
                yield List.of(new Place("/api/v1/deadlines", Map.of("kind", "REPLY", "state", "OPEN"), "dueAt"));
            }
            case CALLBACK -> {
                dispatched();
                stage.happens(events.reply("2008-03-12T09:30"), at("2008-03-12T09:30"));
                stage.awaitCallback(events);
                yield List.of(
                        new Place("/api/v1/callbacks", "nextAttemptAt"),
                        new Place("/api/v1/informing", "dueAt"),
                        new Place("/api/v1/deadlines", Map.of("kind", "INFORM", "state", "OPEN"), "dueAt"));
            }
            case AWAITING_DECISION -> {
                dissatisfiedTwice();
                yield List.of(new Place("/api/v1/supervisions", "dueAt"));
            }
            case AWAITING_EXPLANATION -> {
                answered();
                answers("{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"reasons\": [\"POLICY\"]}");
                yield List.of(new Place("/api/v1/explanations", "dueAt"));
            }
            // nothing more is owed, but for a matter that was planned
            case CLOSED -> {
                dispatched();
                stage.happens(
                        events.reply(
                                "2008-03-12T09:30",
                                Disposition.PLANNED,
                                "2008-03-12T09:20",
                                LocalDate.parse("2008-06-02")),
                        at("2008-03-12T09:30"));
                stage.awaitCallback(events);
                answers("{\"reached\": true, \"satisfaction\": \"SATISFIED\"}");
                stage.await(events, CaseClosed.class);
                yield List.of(new Place("/api/v1/planned-reviews", Map.of("until", "2008-06-02"), "dueAt"));
            }
            case MERGED -> {
                dispatched();
                stage.happens(
                        new CaseMerged(events.caseId, UUID.randomUUID(), events.order, "d", at("2008-03-12T09:00")),
                        at("2008-03-12T09:00"));
                yield List.of();
            }
            case ENDED -> {
                dispatched();
                stage.happens(new CaseWithdrawn(events.caseId, "不必", at("2008-03-12T09:00")), at("2008-03-12T09:00"));
                yield List.of();
            }
        };
        places.forEach(place -> stands(place, "caseId", events.caseId));
        if (places.isEmpty() && phase != Phase.REGISTERED) {
            await("nothing runs any more")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(as("supervisor")
                                    .get("/api/v1/cases/" + events.caseId + "/deadlines")
                                    .then()
                                    .statusCode(200)
                                    .extract()
                                    .<List<String>>path("items.state"))
                            .doesNotContain("OPEN", "YELLOW", "RED"));
        }
    }

    @Test
    void what_the_dispatch_office_owes_is_on_its_list() {
        dispatched();
        stage.happens(events.returnRequested("2008-03-12T09:00"), at("2008-03-12T09:00"));
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.RULING);
        stands(new Place("/api/v1/rulings", "dueAt"), "caseId", events.caseId);
    }

    @Test
    void whom_the_centre_has_to_tell_is_on_its_list_and_counted_when_it_is_late() {
        stage.happens(
                events.registered(
                        "2008-03-12T08:00",
                        Anonymity.HIDDEN_FROM_UNIT,
                        true,
                        null,
                        null,
                        IntakeOutcome.TO_DISPATCH,
                        events.citizen),
                at("2008-03-12T08:00"));
        stage.happens(events.dispatched("2008-03-12T08:10"), at("2008-03-12T08:10"));
        stage.happens(events.reply("2008-03-12T09:30"), at("2008-03-12T09:30"));
        DeadlineSet set = stage.await(events, DeadlineSet.class, one -> one.kind() == DeadlineKind.INFORM);
        assertThat(set.unit()).isNull();
        stands(new Place("/api/v1/informing", "dueAt"), "caseId", events.caseId);
        stands(
                new Place("/api/v1/deadlines", Map.of("kind", "INFORM", "state", "OPEN"), "dueAt"),
                "caseId",
                events.caseId);
        int before = lateTellings();
        MovableClock.set("2008-03-13T18:00");
        assertThat(lateTellings()).isGreaterThan(before);
    }

    @ParameterizedTest
    @EnumSource(CallbackState.class)
    void every_callback_is_on_a_list_with_its_clock_or_has_ended(CallbackState state) {
        answered();
        String id = callback("OPEN");
        Place place = switch (state) {
            case OPEN -> new Place("/api/v1/callbacks", "nextAttemptAt");
            case CLAIMED -> {
                claim();
                yield new Place("/api/v1/callbacks", Map.of("state", "CLAIMED"), "claimedUntil");
            }
            case ANSWERED -> {
                answers("{\"reached\": true, \"satisfaction\": \"SATISFIED\"}");
                yield ended(state);
            }
            case NO_ANSWER -> {
                for (String hour : List.of("2008-03-12T10:00", "2008-03-12T14:00", "2008-03-12T18:00")) {
                    MovableClock.set(hour);
                    answers("{\"reached\": false}");
                }
                yield ended(state);
            }
            case CANCELLED -> {
                stage.happens(new CaseWithdrawn(events.caseId, "不必", at("2008-03-12T09:40")), at("2008-03-12T09:40"));
                yield ended(state);
            }
        };
        stands(place, "id", UUID.fromString(id));
    }

    @ParameterizedTest
    @EnumSource(SupervisionState.class)
    void every_supervision_is_on_a_list_with_its_clock_or_has_its_finding(SupervisionState state) {
        dispatched();
        String id = as("supervisor")
                .body("{\"workOrderId\": \"%s\", \"order\": \"请报告\", \"dueWorkingDays\": 2}".formatted(events.order))
                .post("/api/v1/supervisions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String path = "/api/v1/supervisions/" + id;
        String clock = switch (state) {
            case OPEN -> "dueAt";
            case REPORTED -> {
                ofUnit("unit-leader", CaseEvents.UNIT)
                        .body("{\"text\": \"已办理\"}")
                        .post(path + "/feedback")
                        .then()
                        .statusCode(200);
                yield "judgeBy";
            }
            case CLOSED -> {
                as("supervisor")
                        .body("{\"finding\": \"已核实\"}")
                        .post(path + "/close")
                        .then()
                        .statusCode(200);
                yield "closedAt";
            }
        };
        stands(new Place("/api/v1/supervisions", Map.of("state", state.name()), clock), "id", UUID.fromString(id));
    }

    @Test
    void who_was_left_dissatisfied_by_an_answer_on_the_spot_is_on_a_list() {
        stage.happens(
                events.registered(
                        "2008-03-12T09:00", Anonymity.NAMED, true, null, null, IntakeOutcome.ANSWERED, events.citizen),
                at("2008-03-12T09:00"));
        stage.happens(
                new CaseAnsweredDirectly(events.caseId, "请到大厅办理", AnsweredBy.AGENT, null, at("2008-03-12T09:00")),
                at("2008-03-12T09:00"));
        await("the callback").atMost(Duration.ofSeconds(30)).until(() -> claim("ON_THE_SPOT") != null);
        result(callback("CLAIMED", "ON_THE_SPOT"), DISSATISFIED);
        stage.await(events, CallbackCompleted.class);
        stands(new Place("/api/v1/on-the-spot-reviews", "dueAt"), "caseId", events.caseId);
    }

    private static int lateTellings() {
        return as("supervisor")
                .get("/api/v1/supervision-today")
                .then()
                .statusCode(200)
                .extract()
                .path("lateTellings");
    }

    private static Place ended(CallbackState state) {
        return new Place("/api/v1/callbacks", Map.of("state", state.name()), "endedAt");
    }

    private static void stands(Place place, String by, UUID id) {
        await(place.list()).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var found = as("supervisor")
                    .queryParam("limit", 200)
                    .queryParams(place.query())
                    .get(place.list())
                    .then()
                    .statusCode(200)
                    .extract();
            assertThat(found.<Object>path("items.find { it.%s == '%s' }.%s".formatted(by, id, place.clock())))
                    .as("%s of %s on %s", place.clock(), id, place.list())
                    .isNotNull();
        });
    }

    private void dispatched() {
        stage.happens(events.registered("2008-03-12T08:00"), at("2008-03-12T08:00"));
        stage.happens(events.dispatched("2008-03-12T08:10"), at("2008-03-12T08:10"));
        stage.await(events, DeadlineSet.class, set -> set.kind() == DeadlineKind.REPLY);
    }

    private void answered() {
        dispatched();
        replied("2008-03-12T09:30");
    }

    private void replied(String when) {
        stage.happens(events.reply(when, when), at(when));
        stage.awaitCallback(events);
    }

    private void dissatisfiedTwice() {
        answered();
        answers(DISSATISFIED);
        stage.await(events, ReworkOrdered.class);
        stage.happens(events.dispatchedAgain("2008-03-12T09:40", DispatchCause.REWORK), at("2008-03-12T09:40"));
        replied("2008-03-12T09:50");
        answers(DISSATISFIED);
        stage.await(events, SupervisionOpened.class);
    }

    private void answers(String result) {
        result(claim(), result);
    }

    private static void result(String id, String result) {
        as("callback-agent")
                .body(result)
                .post("/api/v1/callbacks/" + id + "/result")
                .then()
                .statusCode(200);
    }

    private String claim() {
        String id = claim("REPLY");
        assertThat(id).as("claimed").isNotNull();
        return id;
    }

    private String claim(String origin) {
        return as("callback-agent")
                .body("{\"max\": 200, \"origin\": \"%s\"}".formatted(origin))
                .post("/api/v1/callbacks/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.caseId == '%s' }.id".formatted(events.caseId));
    }

    private String callback(String state) {
        return callback(state, "REPLY");
    }

    private String callback(String state, String origin) {
        return as("supervisor")
                .queryParam("limit", 200)
                .queryParam("state", state)
                .queryParam("origin", origin)
                .get("/api/v1/callbacks")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.caseId == '%s' }.id".formatted(events.caseId));
    }
}
