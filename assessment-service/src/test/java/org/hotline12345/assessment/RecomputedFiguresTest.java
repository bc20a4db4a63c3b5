package org.hotline12345.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hotline12345.assessment.Asking.as;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.definition.model.Definition;
import org.hotline12345.assessment.definition.model.Definitions;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.embedded.PostgresServer;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CalendarChanged;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.RecomputedFigures;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every figure against its recomputation from the journal, for cases that everything befalls that can befall one. */
@QuarkusTest
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecomputedFiguresTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant START = Instant.parse("2016-03-14T01:00:00Z");
    private static final List<String> UNITS = List.of("RECOMPUTED-1", "RECOMPUTED-2", "RECOMPUTED-3");
    private static final List<String> MONTHS = List.of("2016-03", "2016-04", "2016-05");
    private static final int LIVES = 250;
    private static final String RULES = """
            id: recomputed
            name: {zh: 重算规则, en: Recomputed}
            source: {zh: 自拟, en: own}
            items:
              - item: composite
                name: {zh: 综合评价满意率, en: Composite satisfaction}
                sum:
                  - {rate: satisfactionAutomaticRate, weight: 3}
                  - {rate: satisfactionSocialRate, weight: 1}
                points: {kind: weight, max: 100}
            """;
    private static final Map<String, Integer> WEIGHTS =
            Map.of("satisfactionAutomaticRate", 3, "satisfactionSocialRate", 1);

    private final List<CaseEvent> events = new ArrayList<>();
    private final Random random = new Random(20160314);
    private KafkaProbe kafka;
    private int ids;

    @BeforeAll
    void live() {
        kafka = KafkaProbe.open();
        kafka.produce(
                new CalendarChanged(
                        2016,
                        "test",
                        false,
                        1,
                        List.of(
                                new CalendarDay(LocalDate.of(2016, 4, 4), "清明节", false, null),
                                new CalendarDay(LocalDate.of(2016, 3, 20), "调休上班", true, null)),
                        Instant.now()),
                Instant.now());
        for (int i = 0; i < LIVES; i++) {
            drawn(START.plusSeconds(random.nextInt(20 * 86_400)));
        }
        for (int i = 0; i < UNITS.size(); i++) {
            everythingElse(UNITS.get(i), START.plus(Duration.ofDays(10L * i)));
        }
        kafka.together(() -> events.forEach(event -> kafka.produce(event, Instant.now())));
    }

    @AfterAll
    void close() {
        kafka.close();
    }

    @Test
    void every_figure_is_what_the_journal_gives_by_the_words_of_its_definition() throws SQLException {
        storeRules();
        try (var database = database();
                var inhabitants = database.createStatement()) {
            // the import takes units of the office only
            inhabitants.execute("""
                    insert into inhabitants (kind, code, year, inhabitants, source, stored_at, stored_by)
                    values
                      ('UNIT', 'RECOMPUTED-2', 2015, 39000, '测试', now(), 'a-test'),
                      ('UNIT', 'RECOMPUTED-2', 2017, 1, '测试', now(), 'a-test')
                    """);
            Awaitility.await().atMost(PATIENCE).until(() -> journalled(database) == events.size());
            var last = new AtomicReference<RecomputedFigures>();
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                var recomputed = RecomputedFigures.of(database);
                last.set(recomputed);
                var differences = new ArrayList<String>();
                for (String month : MONTHS) {
                    differences.addAll(recomputed.differences(
                            month, rows(month, "unit"), rows(month, "none").get("all"), WEIGHTS));
                }
                // cases of other tests on this database wait or are open in these months too
                differences.removeIf(
                        text -> !text.contains("RECOMPUTED") && text.matches(".* (openNow|overdueNow|carried\\w+):.*"));
                assertThat(differences).isEmpty();
            });
            var recomputed = last.get();
            var notNought = recomputed.notNought(MONTHS);
            var codes = Definitions.all().stream().map(Definition::code).collect(Collectors.toCollection(TreeSet::new));
            assertThat(codes).containsAll(recomputed.codes());
            codes.removeAll(recomputed.codes());
            assertThat(codes).containsExactly(Definitions.COMPOSITE);
            assertThat(recomputed.codes())
                    .as("nothing is compared as nought to nought only")
                    .containsAll(notNought)
                    .allMatch(code -> notNought.contains(code)
                            || Set.of(
                                            Definitions.AVERAGE,
                                            Definitions.P90,
                                            Definitions.PER_DAY,
                                            Definitions.SHARE,
                                            Definitions.PER_10K,
                                            // of months that are over
                                            "notYetDue")
                                    .contains(code));
        }
    }

    private static void storeRules() {
        as("admin")
                .contentType("application/yaml")
                .body(RULES)
                .put("/api/v1/rule-sets/recomputed")
                .then()
                .statusCode(200);
    }

    /** A life drawn at random, told as it happens. */
    private void drawn(Instant at) {
        var id = id();
        tell(Lives.registered(
                id,
                IntakeOutcome.TO_DISPATCH,
                at,
                "PHONE",
                CaseType.HELP,
                "C0101",
                "220173",
                chance(85) ? Anonymity.NAMED : Anonymity.NO_CONTACT,
                chance(95)));
        Instant now = at;
        for (int round = 1; round <= 3; round++) {
            now = now.plusSeconds(600 + random.nextInt(90_000));
            var cause = round == 1 ? DispatchCause.FIRST : DispatchCause.REWORK;
            var kept = dispatched(id, round, cause, now);
            if (chance(20)) {
                boolean granted = chance(60);
                now = now.plusSeconds(10_000);
                tell(
                        Lives.returnRequested(id, kept.order, kept.unit, now.minusSeconds(4_000)),
                        Lives.returnDecided(id, kept.order, kept.unit, granted, now));
                if (granted) {
                    kept = dispatched(id, round, DispatchCause.AFTER_RETURN, now);
                }
            }
            if (chance(10)) {
                now = now.plusSeconds(10_000);
                tell(Lives.recalled(id, kept.order, kept.unit, now));
                kept = dispatched(id, round, DispatchCause.AFTER_RECALL, now);
            }
            Instant replied = handled(id, round, kept, now);
            if (replied == null) {
                return;
            }
            if (!sentBack(id, round, kept, replied)) {
                tell(new CaseClosed(id, CloseReason.SATISFIED, round, replied.plusSeconds(90_000)));
                return;
            }
            now = replied.plusSeconds(90_000);
        }
    }

    private record Kept(UUID order, String unit) {}

    private Kept dispatched(UUID id, int round, DispatchCause cause, Instant at) {
        var kept = new Kept(id(), UNITS.get(random.nextInt(UNITS.size())));
        tell(
                Lives.dispatched(id, kept.order, round, cause, kept.unit, at),
                Lives.deadline(id, kept.order, round, DeadlineKind.SIGN, at.plusSeconds(28_800)),
                Lives.deadline(id, kept.order, round, DeadlineKind.REPLY, at.plusSeconds(432_000)));
        return kept;
    }

    /** Until the reply; null if there is none. */
    private Instant handled(UUID id, int round, Kept kept, Instant at) {
        if (chance(10)) {
            if (chance(50)) {
                tell(new CaseWithdrawn(id, "已自行解决", at.plusSeconds(random.nextInt(60_000))));
            }
            return null;
        }
        tell(Lives.signed(id, kept.order, kept.unit, at.plusSeconds(random.nextInt(40_000))));
        if (chance(20)) {
            tell(
                    new ExtensionDecided(
                            id, kept.order, id(), kept.unit, chance(70), 3, "同意", "d", at.plusSeconds(50_000)),
                    Lives.deadline(id, kept.order, round, DeadlineKind.REPLY, at.plusSeconds(600_000)));
        }
        if (chance(20)) {
            var urge = id();
            tell(new UnitUrged(
                    id, urge, kept.order, kept.unit, UrgeOrigin.SYSTEM, "已超期", at.plusSeconds(60_000), null));
            if (chance(40)) {
                tell(new UnitUrgeRevoked(id, urge, kept.order, kept.unit, at.plusSeconds(61_000)));
            }
        }
        if (chance(10)) {
            tell(new SupervisionOpened(
                    id,
                    id(),
                    kept.order,
                    kept.unit,
                    SupervisionCause.OVERDUE,
                    "限期办结",
                    1,
                    at.plusSeconds(90_000),
                    at.plusSeconds(70_000)));
        }
        boolean withdrawn = chance(6);
        boolean replies = !withdrawn && chance(85);
        Instant end = at.plusSeconds(80_000 + random.nextInt(600_000));
        if (chance(30)) {
            opinion(id, round, kept, at, withdrawn || replies ? end : null);
        }
        if (withdrawn) {
            tell(new CaseWithdrawn(id, "已自行解决", end));
        }
        if (!replies) {
            return null;
        }
        tell(Lives.replied(id, kept.order, round, kept.unit, end));
        return end;
    }

    /** Asked of another unit: answered in time, late, or not before the lead's round ended. */
    private void opinion(UUID id, int round, Kept kept, Instant at, Instant end) {
        var question = id();
        String asked = UNITS.get(random.nextInt(UNITS.size()));
        tell(
                new CoHandlingRequested(
                        id, kept.order, question, kept.unit, asked, "设施归谁", "h", at.plusSeconds(50_000)),
                Lives.opinionDue(id, question, kept.order, round, asked, at, at.plusSeconds(259_200)));
        Instant answered = at.plusSeconds(60_000 + random.nextInt(400_000));
        if (end == null ? chance(60) : answered.isBefore(end)) {
            tell(new CoHandlingAnswered(id, kept.order, question, asked, "归住建", "h", answered));
        } else if (end != null) {
            tell(new DeadlineCancelled(
                    id, question, kept.order, DeadlineKind.CO_HANDLING, asked, DeadlineCancelReason.CLOSED, end));
        }
    }

    /** Told, asked, and sent back if the citizen is not content. */
    private boolean sentBack(UUID id, int round, Kept kept, Instant at) {
        if (chance(80)) {
            var by = NoticeChannel.values()[random.nextInt(NoticeChannel.values().length)];
            tell(Lives.informed(id, kept.order, round, kept.unit, by, chance(80), at.plusSeconds(3_000)));
        }
        if (chance(30)) {
            return false;
        }
        var grade = chance(15) ? null : Satisfaction.values()[random.nextInt(Satisfaction.values().length)];
        tell(Lives.calledBack(
                id,
                id(),
                kept.order,
                round,
                kept.unit,
                grade,
                chance(50) ? null : (Boolean) chance(70),
                false,
                at.plusSeconds(40_000)));
        if (grade != Satisfaction.DISSATISFIED && grade != Satisfaction.VERY_DISSATISFIED || round == 3) {
            return false;
        }
        tell(new ReworkOrdered(
                id,
                id(),
                kept.order,
                round,
                kept.unit,
                ReworkCause.DISSATISFIED,
                "未解决",
                "system",
                at.plusSeconds(41_000),
                null));
        return true;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void everythingElse(String unit, Instant at) {
        tell(Lives.registered(id(), IntakeOutcome.ANSWERED, at));
        tell(Lives.registered(id(), IntakeOutcome.NOT_ACCEPTED, at));
        var answered = id();
        tell(
                Lives.registered(answered, IntakeOutcome.ANSWERED, at),
                Lives.answeredDirectly(answered, at.plusSeconds(60)),
                word(answered, id(), null, null, SurveyInstrument.AUTOMATIC, Satisfaction.SATISFIED, false, at));
        var refused = registered(at);
        tell(new CaseNotAccepted(refused, NonAcceptanceReason.LEGAL_ROUTE, "请通过诉讼解决", at.plusSeconds(60), null));
        tell(new CaseWithdrawn(registered(at), "已自行解决", at.plusSeconds(60)));
        tell(new CaseMerged(registered(at), id(), null, "d", at.plusSeconds(60)));
        // waits over the end of the month, and for ever
        var late = registered(at);
        var afterwards = at.plus(Duration.ofDays(25));
        tell(Lives.dispatched(late, id(), 1, DispatchCause.FIRST, unit, afterwards));
        registered(at);
        var intakeWon = given(unit, at);
        tell(Lives.answeredDirectly(intakeWon.id, at.plusSeconds(7_200)));
        var unitWon = given(unit, at);
        tell(
                Lives.signed(unitWon.id, unitWon.order, unit, at.plusSeconds(4_000)),
                Lives.answeredDirectly(unitWon.id, at.plusSeconds(7_200)),
                Lives.replied(unitWon.id, unitWon.order, 1, unit, at.plusSeconds(90_000)),
                Lives.replied(unitWon.id, unitWon.order, 1, unit, at.plusSeconds(95_000)));
        merges(unit, at);
        asked(unit, at);
    }

    /** Merged before and behind the time to sign, with and without signature, answered with the lead or taken out again. */
    private void merges(String unit, Instant at) {
        for (long mergedAfter : List.of(7_200L, 40_000L, 500_000L)) {
            var unsigned = given(unit, at);
            tell(
                    new CaseMerged(unsigned.id, id(), unsigned.order, "d", at.plusSeconds(mergedAfter)),
                    Lives.replied(unsigned.id, unsigned.order, 1, UNITS.get(0), at.plusSeconds(600_000)));
            var signed = given(unit, at);
            tell(
                    Lives.signed(signed.id, signed.order, unit, at.plusSeconds(5_000)),
                    new CaseMerged(signed.id, id(), signed.order, "d", at.plusSeconds(mergedAfter)));
            tell(new CaseMerged(given(unit, at).id, id(), null, "d", at.plusSeconds(mergedAfter)));
        }
        var apart = given(unit, at);
        var again = id();
        tell(
                new CaseMerged(apart.id, id(), apart.order, "d", at.plusSeconds(7_200)),
                new CaseUnmerged(apart.id, id(), "d", at.plusSeconds(9_000)),
                Lives.dispatched(apart.id, again, 1, DispatchCause.UNMERGED, unit, at.plusSeconds(9_000)),
                Lives.replied(apart.id, apart.order, 1, unit, at.plusSeconds(9_500)),
                Lives.signed(apart.id, again, unit, at.plusSeconds(10_000)),
                Lives.replied(apart.id, again, 1, unit, at.plusSeconds(20_000)));
    }

    /** By every instrument, corrected by the same and by another, denied, reached at the second call. */
    private void asked(String unit, Instant at) {
        for (SurveyInstrument first : SurveyInstrument.values()) {
            for (SurveyInstrument second : SurveyInstrument.values()) {
                for (boolean answered : List.of(true, false)) {
                    var life = given(unit, at);
                    var callback = id();
                    tell(
                            Lives.signed(life.id, life.order, unit, at.plusSeconds(5_000)),
                            Lives.replied(life.id, life.order, 1, unit, at.plusSeconds(20_000)),
                            Lives.informed(
                                    life.id,
                                    life.order,
                                    1,
                                    unit,
                                    answered ? NoticeChannel.ROBOT : NoticeChannel.UNIT_CALL,
                                    true,
                                    at.plusSeconds(21_000)),
                            word(
                                    life.id,
                                    callback,
                                    life.order,
                                    unit,
                                    first,
                                    answered ? Satisfaction.DISSATISFIED : null,
                                    false,
                                    at.plusSeconds(30_000)),
                            word(
                                    life.id,
                                    callback,
                                    life.order,
                                    unit,
                                    second,
                                    Satisfaction.SATISFIED,
                                    answered,
                                    at.plusSeconds(40_000)));
                }
            }
        }
    }

    private static CallbackCompleted word(
            UUID id,
            UUID callback,
            UUID order,
            String unit,
            SurveyInstrument instrument,
            Satisfaction grade,
            boolean correction,
            Instant at) {
        return new CallbackCompleted(
                id,
                callback,
                order,
                order == null ? 0 : 1,
                unit,
                instrument,
                grade == null ? CallbackOutcome.NO_ANSWER : CallbackOutcome.ANSWERED,
                grade == null || instrument == SurveyInstrument.SOCIAL_SURVEY ? null : grade == Satisfaction.SATISFIED,
                grade == null ? null : grade == Satisfaction.SATISFIED,
                grade,
                null,
                null,
                null,
                correction,
                at);
    }

    private record Given(UUID id, UUID order) {}

    /** A case with a unit: eight hours to sign, five days to answer. */
    private Given given(String unit, Instant at) {
        var id = registered(at);
        var order = id();
        tell(
                Lives.dispatched(id, order, 1, DispatchCause.FIRST, unit, at.plusSeconds(600)),
                Lives.deadline(id, order, 1, DeadlineKind.SIGN, at.plusSeconds(28_800)),
                Lives.deadline(id, order, 1, DeadlineKind.REPLY, at.plusSeconds(432_000)));
        return new Given(id, order);
    }

    private UUID registered(Instant at) {
        var id = id();
        tell(Lives.registered(
                id, IntakeOutcome.TO_DISPATCH, at, "PHONE", CaseType.HELP, "C0101", "220173", Anonymity.NAMED, true));
        return id;
    }

    private UUID id() {
        return new UUID(20160314, ++ids);
    }

    private void tell(CaseEvent... told) {
        events.addAll(List.of(told));
    }

    private long journalled(Connection database) throws SQLException {
        try (var count = database.prepareStatement("select count(*) from journal where case_id = any(?)")) {
            count.setArray(
                    1,
                    database.createArrayOf(
                            "uuid",
                            events.stream().map(CaseEvent::caseId).distinct().toArray()));
            try (var rows = count.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static Map<String, Map<String, Object>> rows(String month, String by) {
        var rows = new HashMap<String, Map<String, Object>>();
        JsonPath answer = as("evaluator")
                .get("/api/v1/indicators?p90=true&ruleSet=recomputed&period=" + month + "&by=" + by)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        for (Map<String, Object> row : answer.<Map<String, Object>>getList("items")) {
            rows.put(String.valueOf(row.get("key")), row);
        }
        return rows;
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(
                System.getProperty(TestServers.JDBC_PROPERTY), PostgresServer.SUPERUSER, "not-asked-for");
    }
}
