package org.hotline12345.assessment.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.OwnDatabase;
import org.hotline12345.assessment.fact.model.Lives;
import org.hotline12345.assessment.figures.summary.Summary;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.ReceivedEvent;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.EventCatalogue;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.api.Test;

/** What counting a life costs the database: how many statements a batch takes, and which rows each event writes. */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@WithTestResource(TestServers.class)
class FactStatementsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2018-03-12T00:00:00Z");
    private static final int LIVES = 6;

    /** What was written in the transaction, and before it in the same session: the difference counts. */
    private static final String WRITTEN = """
            select
              case when relname like 'journal\\_%' then 'journal' else relname::text end as table_name,
              sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint as rows
            from pg_stat_xact_user_tables
            where relname in ('case_to_group', 'case_fact', 'round_fact', 'survey_fact', 'summary_change')
              or relname like 'journal\\_%'
            group by 1
            """;

    @Inject
    FactConsumer facts;

    @Inject
    Transactions transactions;

    @Inject
    Summary summary;

    @Inject
    MeterRegistry meters;

    /** Of all tests here: what stands at a place of the journal already is not written again. */
    private static long offset;

    @Test
    void a_batch_takes_few_statements_however_many_lives_are_in_it() {
        var fresh = new ArrayList<Double>();
        var known = new ArrayList<Double>();
        for (int i = 0; i < 5; i++) {
            var begun = new ArrayList<ReceivedEvent>();
            var ended = new ArrayList<ReceivedEvent>();
            for (int life = 0; life < LIVES; life++) {
                var events = life();
                begun.addAll(events.subList(0, 4));
                ended.addAll(events.subList(4, events.size()));
            }
            fresh.add(statements(begun));
            known.add(statements(ended));
        }
        // begin, the journal with what waits to be placed, facts read, facts written, commit
        assertThat(fresh).filteredOn(count -> count <= 5).isNotEmpty();
        // rounds are read too
        assertThat(known).filteredOn(count -> count <= 6).isNotEmpty();
    }

    @Test
    void an_event_writes_the_rows_that_it_changes_and_no_others() {
        Awaitility.await().atMost(PATIENCE).until(summary::filled);
        var written = life().stream().map(event -> written(List.of(event))).toList();
        assertThat(written)
                .containsExactly(
                        // registered
                        Map.of("journal", 1L, "case_to_group", 1L, "case_fact", 1L, "summary_change", 1L),
                        // dispatched: what is known of the case, the round, and what is open now
                        Map.of("journal", 1L, "case_fact", 1L, "round_fact", 1L, "summary_change", 5L),
                        // the deadlines of signing and of the reply
                        Map.of("journal", 1L, "round_fact", 1L, "summary_change", 1L),
                        Map.of("journal", 1L, "round_fact", 1L, "summary_change", 2L),
                        // signed, which says of the deadline all that there is to say
                        Map.of("journal", 1L, "round_fact", 1L, "summary_change", 1L),
                        Map.of("journal", 1L),
                        // replied
                        Map.of("journal", 1L, "round_fact", 1L, "summary_change", 3L),
                        Map.of("journal", 1L),
                        // informed, called back, closed
                        Map.of("journal", 1L, "round_fact", 1L, "summary_change", 1L),
                        Map.of("journal", 1L, "case_fact", 1L, "survey_fact", 1L, "summary_change", 1L),
                        Map.of("journal", 1L, "case_fact", 1L));
    }

    @Test
    void a_life_that_comes_at_once_writes_each_row_once() {
        Awaitility.await().atMost(PATIENCE).until(summary::filled);
        assertThat(written(life()))
                .isEqualTo(Map.of(
                        "journal", 11L,
                        "case_to_group", 1L,
                        "case_fact", 1L,
                        "round_fact", 1L,
                        "survey_fact", 1L,
                        "summary_change", 6L));
    }

    private List<ReceivedEvent> life() {
        var id = UuidV7.next();
        var order = UUID.randomUUID();
        var signDue = START.plusSeconds(86_400);
        var due = START.plusSeconds(5 * 86_400);
        List<CaseEvent> events = List.of(
                Lives.registered(id, IntakeOutcome.TO_DISPATCH, START),
                Lives.dispatched(id, order, 1, DispatchCause.FIRST, "S1", START.plusSeconds(60)),
                Lives.deadline(id, order, 1, DeadlineKind.SIGN, signDue),
                Lives.deadline(id, order, 1, DeadlineKind.REPLY, due),
                Lives.signed(id, order, "S1", START.plusSeconds(600)),
                new DeadlineMet(
                        id, UUID.randomUUID(), order, 1, DeadlineKind.SIGN, "S1", signDue, START.plusSeconds(600)),
                Lives.replied(id, order, 1, "S1", START.plusSeconds(86_000)),
                new DeadlineMet(
                        id, UUID.randomUUID(), order, 1, DeadlineKind.REPLY, "S1", due, START.plusSeconds(86_000)),
                Lives.informed(id, order, 1, "S1", NoticeChannel.ROBOT, true, START.plusSeconds(87_000)),
                Lives.calledBack(
                        id, UUID.randomUUID(), order, 1, "S1", Satisfaction.SATISFIED, START.plusSeconds(90_000)),
                new CaseClosed(id, CloseReason.SATISFIED, 1, START.plusSeconds(90_001)));
        return events.stream().map(this::received).toList();
    }

    private ReceivedEvent received(CaseEvent event) {
        return new ReceivedEvent(
                UUID.randomUUID(),
                EventCatalogue.typeOf(event.getClass()),
                event,
                START,
                START,
                false,
                null,
                "/hotline/test",
                "statements-test",
                0,
                offset++,
                "{}");
    }

    /** What the service does by itself meanwhile counts too: of several batches the least is the batch's own. */
    private double statements(List<ReceivedEvent> batch) {
        double before = statements();
        await(transactions.inTransaction(session -> facts.apply(session, batch)));
        return statements() - before;
    }

    private double statements() {
        return meters.find("postgresql.completed").meters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    private Map<String, Long> written(List<ReceivedEvent> batch) {
        return await(transactions.inTransaction(session -> rows(session)
                .chain(before -> facts.apply(session, batch)
                        .chain(() -> rows(session))
                        .map(after -> {
                            var written = new HashMap<String, Long>();
                            after.forEach((table, rows) ->
                                    written.merge(table, rows - before.getOrDefault(table, 0L), Long::sum));
                            written.values().removeIf(rows -> rows == 0);
                            return written;
                        }))));
    }

    private static Uni<Map<String, Long>> rows(Mutiny.Session session) {
        return Sql.on(session).select(WRITTEN).map(found -> {
            var rows = new HashMap<String, Long>();
            found.forEach(row -> rows.put(row.getString("table_name"), row.getLong("rows")));
            return rows;
        });
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
