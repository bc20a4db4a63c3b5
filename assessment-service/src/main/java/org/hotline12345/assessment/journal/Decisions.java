package org.hotline12345.assessment.journal;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** The journal of what people decided about scores: append-only. */
@ApplicationScoped
public class Decisions {
    private final DecisionStore store;

    Decisions(DecisionStore store) {
        this.store = store;
    }

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
        FOUND,
        /** Cases were left out of scores. */
        EXCLUDED,
        /** Such a decision was taken back. */
        EXCLUSION_WITHDRAWN,
        /** Approved scores were opened again, to be corrected. */
        REOPENED
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
        return store.add(session, decision);
    }
}
