package org.hotline12345.followup.survey.plan;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;

/** Writes the versions of the callback plan. */
@ApplicationScoped
class SurveyPlanStore {
    private final Transactions transactions;

    SurveyPlanStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Writes the next version, which is in force from now on; answers its number. */
    Uni<Integer> add(String document, Instant at, String by) {
        return transactions.inTransaction(session -> {
            Sql sql = Sql.on(session);
            return sql.first("""
                            update office_state
                            set survey_version = survey_version + 1
                            returning survey_version
                            """)
                    .map(row -> row.getInteger("survey_version"))
                    .call(version -> sql.update("""
                                    insert into survey_plan (version, document, created_at, created_by)
                                    values ($1, $2, $3, $4)
                                    """, version, document, at, by));
        });
    }
}
