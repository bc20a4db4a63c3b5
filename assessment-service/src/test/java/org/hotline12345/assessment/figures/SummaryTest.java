package org.hotline12345.assessment.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hotline12345.assessment.OwnDatabase;
import org.hotline12345.assessment.definition.model.AnswerRule;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.fact.FactConsumer;
import org.hotline12345.assessment.fact.model.GeneratedLives;
import org.hotline12345.assessment.figures.summary.Summary;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.CalendarChanged;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.testing.KafkaProbe;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever happened to cases, and in whatever order, repeated and late, it was told: the summary gives the figures that the facts
 * give when they are counted.
 */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(TestServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SummaryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> UNITS = List.of("S1", "S2", "S3", "S4");
    private static final String TOPIC = "summary-test";
    private static final Instant START = Instant.parse("2019-03-10T00:00:00Z");

    @Inject
    Pool pool;

    @Inject
    Transactions transactions;

    @Inject
    FactConsumer facts;

    @Inject
    FigureQueries reader;

    @Inject
    Summary summary;

    @Inject
    OfficeCopy office;

    private final Map<Integer, Long> offsets = new HashMap<>();

    @AfterAll
    void takeAway() {
        removeFacts();
    }

    @Test
    void the_summary_gives_the_figures_of_the_facts() {
        awaitFilled();
        var random = new Random(20190310);
        List<ReceivedEvent> stream = stream(random, 150);
        int at = 0;
        while (at < stream.size()) {
            int from = random.nextInt(4) == 0 ? Math.max(0, at - random.nextInt(30)) : at;
            int to = Math.min(stream.size(), from + 1 + random.nextInt(120));
            deliver(stream.subList(from, to));
            at = Math.max(at, to);
            compare(random);
        }
        for (Selection.Key key : Selection.Key.values()) {
            for (Period period :
                    List.of(Period.year(2019), Period.month(YearMonth.of(2019, 3)), Period.week(2019, 12))) {
                if (key != Selection.Key.PERIOD && key != Selection.Key.UNIT_AND_CASE) {
                    compare(Selection.of(period, key, null, EnumSet.allOf(Count.class), START.plusSeconds(900_000)));
                }
            }
        }
        assertThat(dispatched()).isPositive();
    }

    @Test
    void the_summary_is_filled_anew_beside_new_facts_when_a_definition_changed() {
        awaitFilled();
        var random = new Random(2);
        List<ReceivedEvent> stream = stream(random, 80);
        int half = stream.size() / 2;
        deliver(stream.subList(0, half));
        update("update summary_state set fingerprint = 'other definitions'");
        assertThat(await(reader.readSummary(Sql.on(pool), any(random)))).isNull();
        int at = half;
        while (at < stream.size()) {
            int to = Math.min(stream.size(), at + 25);
            deliver(stream.subList(at, to));
            at = to;
        }
        awaitFilled();
        for (int i = 0; i < 20; i++) {
            compare(random);
        }
    }

    @Test
    void a_new_calendar_changes_the_working_days_of_the_summary() {
        awaitFilled();
        var random = new Random(3);
        deliver(stream(random, 60));
        var year = Selection.of(
                Period.year(2019), Selection.Key.NONE, null, EnumSet.of(Count.WORKING_DAYS, Count.DUE), START);
        long before = await(reader.readSummary(Sql.on(pool), year)).get("").count(Count.WORKING_DAYS);

        try (var kafka = KafkaProbe.open()) {
            kafka.produce(
                    new CalendarChanged(
                            2019,
                            "test",
                            false,
                            3,
                            List.of(
                                    new CalendarDay(LocalDate.of(2019, 3, 13), "假日", false, null),
                                    new CalendarDay(LocalDate.of(2019, 3, 14), "假日", false, null)),
                            Instant.now()),
                    Instant.now());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> office.calendar().years().containsKey(2019));
        }
        await(reader.read(year));

        long after = await(reader.readSummary(Sql.on(pool), year)).get("").count(Count.WORKING_DAYS);
        assertThat(after).isLessThan(before);
        for (int i = 0; i < 10; i++) {
            compare(random);
        }
    }

    @Test
    void what_facts_gave_goes_with_them() {
        awaitFilled();
        var random = new Random(4);
        deliver(stream(random, 20));
        assertThat(dispatched()).isPositive();

        removeFacts();

        assertThat(dispatched()).isZero();
        compare(random);
    }

    @Test
    void figures_of_few_cases_or_by_rules_of_their_own_come_from_the_facts() {
        var filter = new FactFilter(Set.of("PHONE"), null, null);
        var march = Period.month(YearMonth.of(2019, 3));
        var first = new AnswerRule(AnswerRule.Counted.FIRST, null, null, null);
        var counts = EnumSet.of(Count.ANSWERED, Count.SATISFIED);

        assertThat(FigureStatement.ofSummary(Selection.of(
                        new Counting(march, null, counts, filter, AnswerRule.DEFAULT, START),
                        Selection.Key.UNIT,
                        null)))
                .isEmpty();
        assertThat(FigureStatement.ofSummary(Selection.of(
                        new Counting(march, null, counts, FactFilter.NONE, first, START), Selection.Key.UNIT, null)))
                .isEmpty();
        assertThat(FigureStatement.ofSummary(Selection.of(march, Selection.Key.AREA, List.of("S1"), counts, START)))
                .isEmpty();
    }

    private void compare(Random random) {
        for (int i = 0; i < 3; i++) {
            compare(any(random));
        }
    }

    private void compare(Selection selection) {
        var sql = Sql.on(pool);
        Map<String, Map<Count, Long>> counted = plain(await(reader.readFacts(sql, selection)));
        Map<String, Figures> summed = await(reader.readSummary(sql, selection));
        if (summed != null) {
            assertThat(plain(summed)).as("%s", selection).isEqualTo(counted);
        } else {
            assertThat(FigureStatement.ofSummary(selection)).as("%s", selection).isEmpty();
        }
    }

    private static Map<String, Map<Count, Long>> plain(Map<String, Figures> figures) {
        var plain = new HashMap<String, Map<Count, Long>>();
        figures.forEach((key, ofKey) -> {
            var counts = new HashMap<Count, Long>();
            for (Count count : Count.values()) {
                if (ofKey.count(count) != 0) {
                    counts.put(count, ofKey.count(count));
                }
            }
            plain.put(key, counts);
        });
        return plain;
    }

    /** A question drawn at random: any breakdown, any days, any units, any counts, any present moment. */
    private static Selection any(Random random) {
        var keys = List.of(Selection.Key.values());
        var key = keys.get(random.nextInt(keys.size()));
        Set<Count> counts = EnumSet.allOf(Count.class);
        if (random.nextBoolean()) {
            counts.removeIf(count -> random.nextBoolean());
            counts.add(Count.OVERDUE);
        }
        List<String> units = random.nextInt(3) == 0 ? List.of("S1", "S3", "nobody") : null;
        Instant now = START.plusSeconds(random.nextInt(60 * 86_400));
        if (key == Selection.Key.PERIOD) {
            var first = YearMonth.of(2019, 1 + random.nextInt(3));
            var months = new ArrayList<Period>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                months.add(Period.month(first.plusMonths(i)));
            }
            return Selection.of(months, units, counts, FactFilter.NONE, now);
        }
        if (random.nextBoolean()) {
            Period whole = random.nextInt(3) == 0
                    ? Period.year(2019)
                    : random.nextBoolean()
                            ? Period.month(YearMonth.of(2019, 2 + random.nextInt(4)))
                            : Period.week(2019, 10 + random.nextInt(10));
            return Selection.of(whole, key, units, counts, now);
        }
        LocalDate from = LocalDate.of(2018, 12, 1).plusDays(random.nextInt(150));
        return Selection.of(Period.range(from, from.plusDays(random.nextInt(500))), key, units, counts, now);
    }

    /** Events of generated lives, mixed, each case in its order; some stand there twice, as a producer may repeat them. */
    private List<ReceivedEvent> stream(Random random, int cases) {
        var lives = new GeneratedLives(random.nextLong(), UNITS, START);
        var waiting = new ArrayList<List<CaseEvent>>();
        for (int i = 0; i < cases; i++) {
            waiting.add(new ArrayList<>(lives.life()));
        }
        var stream = new ArrayList<ReceivedEvent>();
        while (!waiting.isEmpty()) {
            int which = random.nextInt(waiting.size());
            CaseEvent event = waiting.get(which).remove(0);
            if (waiting.get(which).isEmpty()) {
                waiting.remove(which);
            }
            var id = UUID.randomUUID();
            for (int i = 0; i < (random.nextInt(10) == 0 ? 2 : 1); i++) {
                stream.add(received(id, event));
            }
        }
        return stream;
    }

    private ReceivedEvent received(UUID id, CaseEvent event) {
        int partition = Math.floorMod(event.caseId().hashCode(), 3);
        return new ReceivedEvent(
                id,
                EventCatalogue.typeOf(event.getClass()),
                event,
                START,
                START,
                false,
                null,
                "/hotline/test",
                TOPIC,
                partition,
                offsets.merge(partition, 1L, Long::sum),
                "{}");
    }

    private void deliver(List<ReceivedEvent> events) {
        await(transactions.inTransaction(session -> facts.apply(session, events)));
    }

    private long dispatched() {
        var year = Selection.of(Period.year(2019), Selection.Key.UNIT, UNITS, EnumSet.of(Count.DISPATCHED), START);
        return await(reader.readSummary(Sql.on(pool), year)).values().stream()
                .mapToLong(figures -> figures.count(Count.DISPATCHED))
                .sum();
    }

    private void removeFacts() {
        String mine = " where case_id in (select case_id from journal where topic = '" + TOPIC + "')";
        for (String table : List.of("case_fact", "round_fact", "survey_fact", "co_handling_fact", "appeal_fact")) {
            update("delete from " + table + mine);
        }
    }

    private void awaitFilled() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> summary.filled()
                        && await(reader.readSummary(
                                        Sql.on(pool),
                                        Selection.of(
                                                Period.year(2019),
                                                Selection.Key.NONE,
                                                null,
                                                EnumSet.of(Count.RECEIVED),
                                                START)))
                                != null);
    }

    private void update(String sql) {
        await(Sql.on(pool).update(sql));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
