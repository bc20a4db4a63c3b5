package org.hotline12345.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.Urgency;
import org.hotline12345.testing.TestServers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TestServers.class)
class HiddenCasesTest {
    private static final Instant AT = Instant.parse("2026-11-24T02:00:00Z");

    private final UUID caseId = UUID.randomUUID();
    private final Transactions transactions;
    private final OfficeCopy office;
    private final Pool pool;

    HiddenCasesTest(Transactions transactions, OfficeCopy office, Pool pool) {
        this.transactions = transactions;
        this.office = office;
        this.pool = pool;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whom_a_correction_cleared_is_not_accused_by_a_dispatch_decided_before(boolean oneBatch) {
        hears(oneBatch, dispatched(0, "A"), respondent(1, null), dispatched(0, "A"));

        assertThat(accused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whom_a_correction_accuses_stays_so_whatever_was_dispatched_before(boolean oneBatch) {
        hears(oneBatch, respondent(1, "B"), dispatched(0, "A"), dispatched(1, "B", "C"), dispatched(0, "A"));

        assertThat(accused()).containsExactly("B", "C");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_correction_of_something_else_takes_nothing_from_a_dispatch(boolean oneBatch) {
        hears(oneBatch, respondent(1, "B"), corrected(2, "B", CorrectedFact.TITLE), dispatched(1, "C"));

        assertThat(accused()).containsExactly("B", "C");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void of_two_corrections_the_later_holds_also_when_the_earlier_comes_once_more(boolean oneBatch) {
        hears(oneBatch, respondent(1, "A"), respondent(2, "B"));
        hears(true, respondent(1, "A"), dispatched(1, "A"));

        assertThat(accused()).containsExactly("B");
    }

    private void hears(boolean oneBatch, CaseEvent... events) {
        var all = List.of(events);
        var batches = oneBatch ? List.of(all) : all.stream().map(List::of).toList();
        batches.forEach(batch -> transactions
                .inTransaction(session -> HiddenCases.follow(session, batch, office))
                .await()
                .indefinitely());
    }

    private List<String> accused() {
        return Sql.on(pool)
                .select("select unit from case_hidden_from where case_id = $1 order by unit", caseId)
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString("unit"))
                .toList();
    }

    private CaseCorrected respondent(int number, String unit) {
        return corrected(number, unit, CorrectedFact.RESPONDENT);
    }

    private CaseCorrected corrected(int number, String unit, CorrectedFact fact) {
        return new CaseCorrected(
                caseId,
                UUID.randomUUID(),
                number,
                List.of(new FactCorrection(fact, null, null)),
                "停水",
                null,
                null,
                Urgency.ORDINARY,
                Anonymity.NAMED,
                unit == null ? null : new Respondent(unit, null),
                UUID.randomUUID(),
                true,
                "听错了",
                "agent",
                AT);
    }

    private CaseDispatched dispatched(int corrections, String... accused) {
        return new CaseDispatched(
                caseId,
                UUID.randomUUID(),
                1,
                DispatchCause.FIRST,
                "U",
                List.of(),
                null,
                null,
                DecidedBy.CLERK,
                "r",
                null,
                null,
                null,
                AT,
                List.of(accused),
                corrections);
    }
}
