package org.hotline12345.followup.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hotline12345.followup.Stage.as;
import static org.hotline12345.followup.Stage.ofUnit;
import static org.hotline12345.followup.TestOffice.at;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.OfficeUrged;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.followup.CaseEvents;
import org.hotline12345.followup.FollowupTest;
import org.hotline12345.followup.MovableClock;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.Phase;
import org.hotline12345.followup.cases.model.SupervisionState;
import org.hotline12345.followup.channel.model.RequestState;
import org.hotline12345.followup.channel.model.TextReplyState;
import org.hotline12345.followup.survey.social.model.SurveyCallState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final Instant NOW = at("2008-03-12T10:00");

    @Inject
    TakeUpDuties duties;

    @Inject
    Pool pool;

    private final CaseEvents events = new CaseEvents();

    @BeforeEach
    void today() {
        MovableClock.set("2008-03-12T10:00");
    }

    @AfterEach
    void nothing_is_left_to_channels_and_runs() {
        sql("delete from survey_request where channel = 'nobody'");
        sql("delete from text_reply where channel = 'nobody'");
        sql("delete from survey_channel where code = 'nobody'");
        sql("delete from recalculation where because = '试'");
        sql("delete from social_survey_sample where survey_id in (select id from social_survey where title = '试')");
        sql("delete from social_survey where title = '试'");
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
    void what_dispatchers_and_agents_owe_before_a_unit_has_the_case_is_on_a_list_and_counted_when_it_is_late() {
        stage.happens(events.registered("2008-03-12T08:00"), at("2008-03-12T08:00"));
        stage.happens(events.sentToTriage("2008-03-12T08:10"), at("2008-03-12T08:10"));
        stands(new Place("/api/v1/triage-clocks", Map.of("kind", "TRIAGE"), "dueAt"), "caseId", events.caseId);
        int triage = today("lateTriage");
        stage.happens(events.askedBack(UUID.randomUUID(), "2008-03-12T08:20"), at("2008-03-12T08:20"));
        stands(new Place("/api/v1/triage-clocks", Map.of("kind", "ASK_BACK"), "dueAt"), "caseId", events.caseId);
        int answers = today("lateAnswers");
        MovableClock.set("2008-03-14T10:00");
        assertThat(today("lateAnswers")).isGreaterThan(answers);
        UUID answered = UUID.fromString(as("supervisor")
                .get("/api/v1/triage-clocks?kind=ASK_BACK&late=true&limit=200")
                .then()
                .extract()
                .path("items.find { it.caseId == '%s' }.deadlineId".formatted(events.caseId)));
        stage.happens(events.answeredBack(answered, "2008-03-12T09:00"), at("2008-03-12T09:00"));
        await("the dispatchers' clock runs again")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(today("lateTriage")).isGreaterThan(triage));
    }

    @Test
    void a_supervisor_urges_dispatchers_about_a_case_in_triage() {
        stage.happens(events.registered("2008-03-12T08:00"), at("2008-03-12T08:00"));
        stage.happens(events.sentToTriage("2008-03-12T08:10"), at("2008-03-12T08:10"));
        UUID deadline = stage.await(events, DeadlineSet.class).deadlineId();
        as("dispatcher")
                .body("{\"note\": \"请尽快派单\"}")
                .post("/api/v1/triage-clocks/" + deadline + "/urges")
                .then()
                .statusCode(403);
        as("supervisor")
                .body("{\"note\": \"请尽快派单\"}")
                .post("/api/v1/triage-clocks/" + deadline + "/urges")
                .then()
                .statusCode(201);
        OfficeUrged urged = stage.await(events, OfficeUrged.class);
        assertThat(urged.note()).isEqualTo("请尽快派单");
        assertThat(urged.deadlineId()).isEqualTo(deadline);
        as("supervisor")
                .body("{\"note\": \" \"}")
                .post("/api/v1/triage-clocks/" + deadline + "/urges")
                .then()
                .statusCode(400);
        as("supervisor")
                .body("{\"note\": \"快\"}")
                .post("/api/v1/triage-clocks/" + UUID.randomUUID() + "/urges")
                .then()
                .statusCode(404);
    }

    @Test
    void what_was_in_triage_before_there_were_clocks_gets_one() throws IOException {
        stage.happens(events.registered("2008-03-12T08:00"), at("2008-03-12T08:00"));
        stage.happens(events.sentToTriage("2008-03-12T08:10"), at("2008-03-12T08:10"));
        stage.await(events, DeadlineSet.class);
        sql("delete from deadline where case_id = $1", events.caseId);
        upgrade("V412__triage_clocks.sql");
        stands(new Place("/api/v1/triage-clocks", "dueAt"), "caseId", events.caseId);
    }

    @Test
    void whom_the_centre_has_to_tell_is_on_its_list_and_counted_when_it_is_late() {
        hiddenFromItsUnit();
        DeadlineSet set = stage.await(events, DeadlineSet.class, one -> one.kind() == DeadlineKind.INFORM);
        assertThat(set.unit()).isNull();
        stands(new Place("/api/v1/informing", "dueAt"), "caseId", events.caseId);
        stands(
                new Place("/api/v1/deadlines", Map.of("kind", "INFORM", "state", "OPEN"), "dueAt"),
                "caseId",
                events.caseId);
        int before = today("lateTellings");
        MovableClock.set("2008-03-13T18:00");
        assertThat(today("lateTellings")).isGreaterThan(before);
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
    @EnumSource(SurveyCallState.class)
    void every_call_for_a_survey_is_on_a_list_with_its_clock_or_has_ended(SurveyCallState state) {
        answered();
        as("evaluator").body("""
                        {"title": "试", "surveyor": "热线", "from": "2008-03-12", "to": "2008-03-12", "size": 5000, "byAgents": true}""").post("/api/v1/social-surveys").then().statusCode(201);
        String clock = switch (state) {
            case OPEN -> "nextAttemptAt";
            case CLAIMED -> {
                surveyCall();
                yield "claimedUntil";
            }
            case ENDED -> {
                as("callback-agent")
                        .body("{\"reached\": true, \"satisfaction\": \"SATISFIED\"}")
                        .post("/api/v1/survey-calls/" + surveyCall() + "/result")
                        .then()
                        .statusCode(200);
                yield "endedAt";
            }
        };
        stands(new Place("/api/v1/survey-calls", Map.of("state", state.name()), clock), "caseId", events.caseId);
    }

    private String surveyCall() {
        return as("callback-agent")
                .body("{\"max\": 200}")
                .post("/api/v1/survey-calls/claim")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.caseId == '%s' }.id".formatted(events.caseId));
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

    @Test
    void a_notice_that_waits_for_the_morning_is_on_a_list_and_counted_when_the_morning_is_over() {
        dispatched();
        MovableClock.set("2008-03-12T22:30");
        String id = as("supervisor")
                .body("{\"note\": \"请抓紧办理\"}")
                .post("/api/v1/work-orders/" + events.order + "/urges")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        stands(new Place("/api/v1/urges", Map.of("waiting", "true"), "deliverAt"), "id", UUID.fromString(id));
        ofUnit("unit-leader", CaseEvents.UNIT)
                .get("/api/v1/urges?waiting=true")
                .then()
                .statusCode(403);
        int before = today("lateUrges");
        MovableClock.set("2008-03-13T12:00");
        assertThat(today("lateUrges")).isGreaterThan(before);
        sql("update unit_urge set deliver_at = $2, late_since = deliver_at where id = $1", id, at("2008-03-14T12:00"));
        assertThat(today("lateUrges"))
                .as("one that could not be delivered is late though it is tried again")
                .isGreaterThan(before);
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void every_asking_by_a_machine_is_on_a_list_and_its_citizen_is_an_agents_unless_there_is_an_answer(
            RequestState state) {
        answered();
        String callback = callback("OPEN");
        sql("""
                insert into survey_channel (code, version, title, transport, medium, position, active, changed_at, changed_by)
                values ('nobody', 1, '短信', 'CSV', 'SMS', 0, true, now(), 'test')
                """);
        UUID id = UUID.randomUUID();
        boolean waits = state == RequestState.WAITING;
        boolean runs = waits || state == RequestState.SENT || state == RequestState.DELIVERED;
        sql("""
                insert into survey_request (
                  id, callback_id, channel, attempt, state, next_try_at, created_at, sent_at, ended_at)
                values ($1, $2, 'nobody', 1, $3, $4, $5, $6, $7)
                """, id, callback, state, waits ? NOW : null, NOW, waits ? null : NOW, runs ? null : NOW);
        String clock = waits ? "nextTryAt" : runs ? "sentAt" : "endedAt";
        stands(new Place("/api/v1/channels/nobody/requests", Map.of("state", state.name()), clock), "id", id);
        stands(new Place("/api/v1/callbacks", "nextAttemptAt"), "id", UUID.fromString(callback));
        int before = today("lateAskings");
        MovableClock.set("2008-03-12T10:06");
        assertThat(today("lateAskings") - before)
                .as("nobody fetched or sent it")
                .isEqualTo(waits ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(TextReplyState.class)
    void every_text_reply_is_on_a_list_with_its_clock_or_was_handled(TextReplyState state) {
        sql("""
                insert into survey_channel (code, version, title, transport, medium, position, active, changed_at, changed_by)
                values ('nobody', 1, '短信', 'CSV', 'SMS', 0, true, now(), 'test')
                """);
        UUID id = UUID.randomUUID();
        boolean waits = state == TextReplyState.WAITING;
        boolean handled = state == TextReplyState.HANDLED;
        int open = today("openTextReplies");
        int late = today("lateTextReplies");
        sql(
                """
                insert into text_reply (
                  id, channel, mark, sealed_phone, phone, text, said_at, received_at, state, next_try_at, outcome, handled_by, handled_at,
                  due_at)
                values ($1, 'nobody', 'm', $2, '186****87', '门牌号说错了', $3, $3, $4, $5, $6, $7, $8, $9)
                """,
                id,
                waits ? new byte[1] : null,
                NOW,
                state,
                waits ? NOW : null,
                handled ? "NO_MATTER" : null,
                handled ? "test" : null,
                handled ? NOW : null,
                waits ? null : NOW.plusSeconds(60));
        // what waits is looked up every few seconds, and by nobody
        String clock = waits ? "receivedAt" : handled ? "handledAt" : "dueAt";
        stands(new Place("/api/v1/text-replies", Map.of("state", state.name()), clock), "id", id);
        int one = state == TextReplyState.OPEN ? 1 : 0;
        assertThat(today("openTextReplies")).isEqualTo(open + one);
        assertThat(today("lateTextReplies")).isEqualTo(late);
        MovableClock.set("2008-03-12T10:02");
        assertThat(today("lateTextReplies")).as("nobody handled it").isEqualTo(late + one);
    }

    @Test
    void a_recomputing_of_deadlines_is_on_a_list_with_the_time_of_its_next_step_and_counted_when_it_is_stuck() {
        UUID id = UUID.randomUUID();
        sql("""
                insert into recalculation (id, because, because_en, calendar_revision, changed_days, total, started_at)
                values ($1, '试', 'test', 0, '[]', 7, $2)
                """, id, NOW);
        var open = Map.of("open", "true");
        stands(new Place("/api/v1/recalculations", open, "nextStepBy"), "id", id);
        assertThat(run(id, "stuck")).isEqualTo(false);
        int before = today("stuckRecalculations");
        sql("update recalculation set touched_at = clock_timestamp() - interval '6 minutes' where id = $1", id);
        assertThat(run(id, "stuck")).isEqualTo(true);
        assertThat(today("stuckRecalculations")).isEqualTo(before + 1);
        sql("update recalculation set finished_at = $2 where id = $1", id, NOW);
        assertThat(run(id, "nextStepBy")).isNull();
        assertThat(today("stuckRecalculations")).isEqualTo(before);
    }

    @Test
    void a_telling_of_before_the_centre_had_a_deadline_for_it_gets_one() throws IOException {
        hiddenFromItsUnit();
        stage.await(events, DeadlineSet.class, one -> one.kind() == DeadlineKind.INFORM);
        sql("delete from deadline where case_id = $1 and kind = 'INFORM'", events.caseId);
        MovableClock.set("2008-04-12T10:00");
        upgrade();
        stands(
                new Place("/api/v1/deadlines", Map.of("kind", "INFORM", "state", "OPEN"), "dueAt"),
                "caseId",
                events.caseId);
        assertThat(today("lateTellings"))
                .as("the citizen has waited all the time")
                .isPositive();
    }

    @Test
    void a_case_whose_supervision_was_closed_without_the_decision_it_waits_for_is_under_supervision_again()
            throws IOException {
        dissatisfiedTwice();
        sql("""
                update supervision
                set state = 'CLOSED',
                    finding = '已核实',
                    closed_by = 'test',
                    closed_at = opened_at
                where case_id = $1
                """, events.caseId);
        sql("update case_file set open_supervisions = 0 where case_id = $1", events.caseId);
        upgrade();
        stands(new Place("/api/v1/supervisions", Map.of("state", "OPEN"), "dueAt"), "caseId", events.caseId);
    }

    @Test
    void an_explanation_of_before_it_had_a_time_gets_one() throws IOException {
        answered();
        answers("{\"reached\": true, \"satisfaction\": \"DISSATISFIED\", \"reasons\": [\"POLICY\"]}");
        sql("update callback set review_due_at = null where case_id = $1", events.caseId);
        upgrade();
        stands(new Place("/api/v1/explanations", "dueAt"), "caseId", events.caseId);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_an_import_left_open_is_on_a_list_until_it_goes_live(boolean withUnit) {
        int before = today("openHistory");
        stage.imported(events.registered("2008-03-10T08:00"), at("2008-03-10T08:00"));
        if (withUnit) {
            stage.imported(events.dispatched("2008-03-10T08:10"), at("2008-03-10T08:10"));
        }
        stands(new Place("/api/v1/open-history", "dueAt"), "caseId", events.caseId);
        assertThat(today("openHistory")).isEqualTo(before + 1);
        stage.happens(new CaseWentLive(events.caseId, at("2008-03-12T10:00")), at("2008-03-12T10:00"));
        await("it has a clock now")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(today("openHistory")).isEqualTo(before));
    }

    private void hiddenFromItsUnit() {
        stage.happens(events.registered("2008-03-12T08:00", Anonymity.HIDDEN_FROM_UNIT), at("2008-03-12T08:00"));
        stage.happens(events.dispatched("2008-03-12T08:10"), at("2008-03-12T08:10"));
        stage.happens(events.reply("2008-03-12T09:30"), at("2008-03-12T09:30"));
    }

    /** What the migration finds in what was there before it, and what the service does about it when it starts. */
    private void upgrade() throws IOException {
        upgrade("V351__what_is_open_has_a_time.sql");
    }

    private void upgrade(String migration) throws IOException {
        String script = Files.readString(Path.of("src/main/resources/db/migration/" + migration));
        Arrays.stream(script.replaceAll("(?m)^--.*$", "").split(";"))
                .map(String::strip)
                .filter(statement -> statement.startsWith("insert") || statement.startsWith("update"))
                .forEach(this::sql);
        duties.takeUp().await().atMost(Duration.ofSeconds(30));
    }

    private void sql(String statement, Object... args) {
        Sql.on(pool).update(statement, args).await().atMost(Duration.ofSeconds(30));
    }

    private static Object run(UUID id, String field) {
        return as("supervisor")
                .get("/api/v1/recalculations/" + id)
                .then()
                .statusCode(200)
                .extract()
                .path(field);
    }

    private static int today(String count) {
        return as("supervisor")
                .get("/api/v1/supervision-today")
                .then()
                .statusCode(200)
                .extract()
                .path(count);
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
