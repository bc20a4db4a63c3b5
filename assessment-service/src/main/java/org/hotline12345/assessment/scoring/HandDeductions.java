package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.assessment.journal.Decisions.Kind;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;

/** Points taken off by hand, each with its reason, written down in the journal of decisions; possible until approval. */
@ApplicationScoped
class HandDeductions {
    private final Transactions transactions;
    private final ScoreSheetQueries sheets;
    private final RuleSetQueries ruleSets;
    private final DeductionStore store;
    private final Decisions decisions;
    private final OfficeCopy office;

    HandDeductions(
            Transactions transactions,
            ScoreSheetQueries sheets,
            RuleSetQueries ruleSets,
            DeductionStore store,
            Decisions decisions,
            OfficeCopy office) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.ruleSets = ruleSets;
        this.store = store;
        this.decisions = decisions;
        this.office = office;
    }

    /** Whose score it is about, of which period and by which rule set. */
    record OfUnit(String period, String ruleSet, String unit) {}

    /** Takes points off. */
    Uni<UnitSheet.Deducted> deduct(OfUnit concerned, BigDecimal points, String reason, CommandContext command) {
        if (office.unit(concerned.unit()).isEmpty()) {
            throw Problem.invalid("unit", "violation.unit");
        }
        var deducted = new UnitSheet.Deducted(
                UuidV7.next(), UnitSheet.Deducted.Kind.BY_HAND, points, reason, command.actor(), command.at());
        return transactions.inTransaction(session -> sheets.hold(session, concerned.period(), concerned.ruleSet())
                .invoke(ScoreSheet::refuseIfApproved)
                .chain(sheet ->
                        ruleSets.find(session, concerned.ruleSet(), sheet == null ? null : sheet.rulesVersion()))
                .invoke(stored -> {
                    if (stored == null) {
                        throw Problem.invalid("ruleSet", "violation.rule-set");
                    }
                    if (stored.rules().deductions() == null) {
                        throw Problem.invalid("ruleSet", "violation.rule-set.no-deductions");
                    }
                })
                .chain(() -> decide(session, Kind.DEDUCTED, concerned, deducted.id() + " " + reason, command))
                .chain(decision -> store.add(session, deducted, decision, concerned))
                .replaceWith(deducted));
    }

    /** Takes a deduction back. */
    Uni<Void> withdraw(String period, String ruleSet, UUID id, String reason, CommandContext command) {
        return transactions.inTransaction(session -> sheets.hold(session, period, ruleSet)
                .invoke(ScoreSheet::refuseIfApproved)
                .chain(() -> store.unitOf(session, id, period, ruleSet))
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(unit -> decide(
                        session,
                        Kind.DEDUCTION_WITHDRAWN,
                        new OfUnit(period, ruleSet, unit),
                        id + " " + reason,
                        command))
                .chain(decision -> store.withdraw(session, id, decision, reason, command))
                .replaceWithVoid());
    }

    private Uni<Long> decide(
            Mutiny.Session session, Kind kind, OfUnit concerned, String detail, CommandContext command) {
        return decisions.add(
                session,
                new Decision(
                        kind,
                        concerned.period(),
                        concerned.ruleSet(),
                        concerned.unit(),
                        detail,
                        command.actor(),
                        command.at()));
    }
}
