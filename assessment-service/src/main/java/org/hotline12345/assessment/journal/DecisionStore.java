package org.hotline12345.assessment.journal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.chassis.database.Sql;

/** What people decided, in the database. */
@ApplicationScoped
class DecisionStore {
    private static final String ADD = """
            insert into decision (kind, period, rule_set, unit, detail, decided_by, decided_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            returning id
            """;

    /** Writes a decision down; answers its id. */
    Uni<Long> add(Mutiny.Session session, Decision decision) {
        return Sql.on(session)
                .first(
                        ADD,
                        decision.kind(),
                        decision.period(),
                        decision.ruleSet(),
                        decision.unit(),
                        decision.detail(),
                        decision.by(),
                        decision.at())
                .map(row -> row.getLong("id"));
    }
}
