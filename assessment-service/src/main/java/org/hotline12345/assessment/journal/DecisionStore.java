package org.hotline12345.assessment.journal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;

/** The journal of what people decided about scores: append-only. */
@ApplicationScoped
public class DecisionStore {
    private static final String ADD = """
            insert into decision (kind, period, rule_set, unit, detail, decided_by, decided_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            returning id
            """;

    /** What was decided. */
    public enum Kind {
        /** A version of a rule set was stored. */
        RULE_SET_STORED,
        /** Points were taken off by hand. */
        DEDUCTED,
        /** Such a deduction was taken back. */
        DEDUCTION_WITHDRAWN,
        /** Scores were opened to objection. */
        OPENED,
        /** Scores were approved. */
        APPROVED,
        /** A unit objected. */
        APPEALED,
        /** An objection was decided. */
        APPEAL_DECIDED,
        /** An order to put something right was given, reported on, verified or opened again. */
        RECTIFICATION_STEP,
        /** Something was found in a sample. */
        FOUND
    }

    /**
     * A decision.
     *
     * @param kind What was decided.
     * @param period Of which period. May be null.
     * @param ruleSet By which rule set. May be null.
     * @param unit About which unit. May be null.
     * @param detail The id of what it is about, and why.
     */
    public record Decision(
            Kind kind, String period, String ruleSet, String unit, String detail, String by, Instant at) {}

    /** Writes a decision down; answers its id. */
    public Uni<Long> add(Mutiny.Session session, Decision decision) {
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
