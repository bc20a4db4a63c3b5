package org.hotline12345.followup.survey.plan;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.followup.office.OfficeChanges;

/** Writes the versions of the callback plan. */
@ApplicationScoped
class SurveyPlanStore {
    private final Transactions transactions;
    private final OfficeChanges changes;

    SurveyPlanStore(Transactions transactions, OfficeChanges changes) {
        this.transactions = transactions;
        this.changes = changes;
    }

    /** Writes the next version, which is in force from now on; answers its number. */
    Uni<Integer> add(String document, Instant at, String by) {
        return transactions.inTransaction(session ->
                changes.surveys(session).call(version -> Sql.on(session).update("""
                        insert into survey_plan (version, document, created_at, created_by)
                        values ($1, $2, $3, $4)
                        """, version, document, at, by)));
    }
}
