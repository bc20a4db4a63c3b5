package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.Decisions.Kind;
import org.hotline12345.assessment.scoring.ChangeScores.Change;
import org.hotline12345.assessment.scoring.ChangeScores.OfScores;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.rest.CommandContext;

/**
 * Where decisions that change scores are kept, each kind in a table of its own. Of which scores, why, by whom and when it was decided
 * and taken back stands in the same columns of every table; beside them stands what was decided.
 */
@ApplicationScoped
class ScoreChangeStore {
    /** Every decision there is. */
    static final long UNTIL_NOW = Long.MAX_VALUE;

    /** The tables, each with its key and its columns of its own. */
    enum Kept {
        DEDUCTIONS(Kind.DEDUCTED, Kind.DEDUCTION_WITHDRAWN, "hand_deduction", "deduction_id", "unit, points", """
                insert into hand_deduction (
                  deduction_id, decision_id, period, rule_set, reason, made_by, made_at, unit, points)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """),
        EXCLUSIONS(Kind.EXCLUDED, Kind.EXCLUSION_WITHDRAWN, "score_exclusion", "exclusion_id", "item, cases", """
                insert into score_exclusion (
                  exclusion_id, decision_id, period, rule_set, reason, made_by, made_at, item, cases)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """);

        private final Kind made;
        private final Kind withdrawn;
        private final String add;
        private final String standing;
        private final String hold;
        private final String withdraw;

        Kept(Kind made, Kind withdrawn, String table, String id, String what, String add) {
            this.made = made;
            this.withdrawn = withdrawn;
            this.add = add;
            standing = """
                    select
                      %2$s as id, %3$s, reason, made_by, made_at
                    from %1$s
                    where period = $1
                      and rule_set = $2
                      and decision_id <= $3
                      and (withdrawal_id is null or withdrawal_id > $3)
                    order by decision_id
                    """.formatted(table, id, what);
            hold = """
                    select decision.unit
                    from %1$s kept
                    join decision on decision.id = kept.decision_id
                    where kept.%2$s = $1
                      and kept.period = $2
                      and kept.rule_set = $3
                      and kept.withdrawal_id is null
                    for update of kept
                    """.formatted(table, id);
            withdraw = """
                    update %1$s
                    set withdrawal_id = $2,
                        withdrawn_by = $3,
                        withdrawn_at = $4,
                        withdrawal_reason = $5
                    where %2$s = $1
                    """.formatted(table, id);
        }

        /** What the journal says when one is made. */
        Kind made() {
            return made;
        }

        /** What it says when one is taken back. */
        Kind withdrawn() {
            return withdrawn;
        }
    }

    /** Writes one down. */
    Uni<Integer> add(
            Mutiny.Session session,
            Kept kept,
            OfScores scores,
            Change<?> change,
            long decision,
            CommandContext command) {
        var values = new ArrayList<Object>(List.of(
                change.id(),
                decision,
                scores.period(),
                scores.ruleSet(),
                change.reason(),
                command.actor(),
                command.at()));
        values.addAll(change.what());
        return Sql.on(session).update(kept.add, values.toArray());
    }

    /** Those that stood after a decision, in the order in which they were made. */
    Uni<List<Row>> standing(Sql sql, Kept kept, OfScores scores, long lastDecision) {
        return sql.select(kept.standing, scores.period(), scores.ruleSet(), lastDecision);
    }

    /**
     * One that stands.
     *
     * @param unit Whose score it is about; null: those of all who had to do with it.
     */
    record Held(String unit) {}

    /** Locks one that stands; the item is null if there is none. */
    Uni<Held> hold(Mutiny.Session session, Kept kept, OfScores scores, UUID id) {
        return Sql.on(session)
                .first(kept.hold, id, scores.period(), scores.ruleSet())
                .map(row -> row == null ? null : new Held(row.getString("unit")));
    }

    Uni<Integer> withdraw(
            Mutiny.Session session, Kept kept, UUID id, long decision, String reason, CommandContext command) {
        return Sql.on(session).update(kept.withdraw, id, decision, command.actor(), command.at(), reason);
    }
}
