package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.scoring.model.Exclusions.Exclusion;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.rest.CommandContext;

/** Keeps which cases were left out of scores. */
@ApplicationScoped
class ExclusionStore {
    private static final String ADD = """
            insert into score_exclusion (
              exclusion_id, decision_id, period, rule_set, item, cases, reason, made_by, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    private static final String WITHDRAW = """
            update score_exclusion
            set withdrawal_id = $4,
                withdrawn_by = $5,
                withdrawn_at = $6,
                withdrawal_reason = $7
            where exclusion_id = $1
              and period = $2
              and rule_set = $3
              and withdrawal_id is null
            """;

    Uni<Integer> add(Mutiny.Session session, Exclusion exclusion, long decision, String period, String ruleSet) {
        return Sql.on(session)
                .update(
                        ADD,
                        exclusion.id(),
                        decision,
                        period,
                        ruleSet,
                        exclusion.item(),
                        exclusion.cases().toArray(UUID[]::new),
                        exclusion.reason(),
                        exclusion.by(),
                        exclusion.at());
    }

    /** Answers how many stood: one or none. */
    Uni<Integer> withdraw(
            Mutiny.Session session,
            UUID id,
            ExcludeCases.OfScores scores,
            long decision,
            String reason,
            CommandContext command) {
        return Sql.on(session)
                .update(
                        WITHDRAW,
                        id,
                        scores.period(),
                        scores.ruleSet(),
                        decision,
                        command.actor(),
                        command.at(),
                        reason);
    }
}
