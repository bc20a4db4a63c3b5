package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.rest.CommandContext;

/** Keeps points that were taken off by hand. */
@ApplicationScoped
class DeductionStore {
    private static final String ADD = """
            insert into hand_deduction (
              deduction_id, decision_id, period, rule_set, unit, points, reason, made_by, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    private static final String OPEN_ONE = """
            select unit
            from hand_deduction
            where deduction_id = $1
              and period = $2
              and rule_set = $3
              and withdrawal_id is null
            for update
            """;

    private static final String WITHDRAW = """
            update hand_deduction
            set withdrawal_id = $2,
                withdrawn_by = $3,
                withdrawn_at = $4,
                withdrawal_reason = $5
            where deduction_id = $1
            """;

    /** Writes one down. */
    Uni<Integer> add(
            Mutiny.Session session, UnitSheet.Deducted deducted, long decision, HandDeductions.OfUnit concerned) {
        return Sql.on(session)
                .update(
                        ADD,
                        deducted.id(),
                        decision,
                        concerned.period(),
                        concerned.ruleSet(),
                        concerned.unit(),
                        deducted.points(),
                        deducted.reason(),
                        deducted.by(),
                        deducted.at());
    }

    /** The unit of one that stands, locked; the item is null if there is none. */
    Uni<String> unitOf(Mutiny.Session session, UUID id, String period, String ruleSet) {
        return Sql.on(session)
                .first(OPEN_ONE, id, period, ruleSet)
                .map(row -> row == null ? null : row.getString("unit"));
    }

    Uni<Integer> withdraw(Mutiny.Session session, UUID id, long decision, String reason, CommandContext command) {
        return Sql.on(session).update(WITHDRAW, id, decision, command.actor(), command.at(), reason);
    }
}
