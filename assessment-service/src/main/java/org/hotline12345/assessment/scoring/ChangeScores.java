package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.assessment.scoring.ScoreChangeStore.Kept;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;

/**
 * The one way of every decision of the office that changes scores beside the facts: made with its reason and taken back with one, both
 * written down in the journal of decisions; possible until approval, which somebody else gives.
 */
@ApplicationScoped
class ChangeScores {
    private final Transactions transactions;
    private final ScoreSheetQueries sheets;
    private final RuleSetQueries ruleSets;
    private final ScoreChangeStore store;
    private final Decisions decisions;

    ChangeScores(
            Transactions transactions,
            ScoreSheetQueries sheets,
            RuleSetQueries ruleSets,
            ScoreChangeStore store,
            Decisions decisions) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.ruleSets = ruleSets;
        this.store = store;
        this.decisions = decisions;
    }

    /** Which scores it is about. */
    record OfScores(String period, String ruleSet) {}

    /**
     * A decision to be written down.
     *
     * @param unit Whose score it is about; null: those of all who had to do with it.
     * @param what Values of the columns that only decisions of its kind have.
     * @param decided The decision as it is shown.
     */
    record Change<D>(UUID id, String unit, String reason, List<?> what, D decided) {}

    /** What is decided, in the light of the rules by which the scores are counted. */
    @FunctionalInterface
    interface Deciding<D> {
        Uni<Change<D>> decide(Mutiny.Session session, RuleSet rules);
    }

    /** Makes a decision. */
    <D> Uni<D> make(Kept kept, OfScores scores, CommandContext command, Deciding<D> deciding) {
        return transactions.inTransaction(session -> notApproved(session, scores)
                .chain(sheet -> ruleSets.find(session, scores.ruleSet(), sheet == null ? null : sheet.rulesVersion()))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.invalid("ruleSet", "violation.rule-set"))
                .chain(stored -> deciding.decide(session, stored.rules()))
                .call(change -> journal(
                                session,
                                kept.made(),
                                scores,
                                change.unit(),
                                change.id() + " " + change.reason(),
                                command)
                        .chain(decision -> store.add(session, kept, scores, change, decision, command)))
                .map(Change::decided));
    }

    /** Takes a decision back; 404 if none of this id stands. */
    Uni<Void> withdraw(Kept kept, OfScores scores, UUID id, String reason, CommandContext command) {
        return transactions.inTransaction(session -> notApproved(session, scores)
                .chain(() -> store.hold(session, kept, scores, id))
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(held -> journal(session, kept.withdrawn(), scores, held.unit(), id + " " + reason, command))
                .chain(decision -> store.withdraw(session, kept, id, decision, reason, command))
                .replaceWithVoid());
    }

    private Uni<ScoreSheet> notApproved(Mutiny.Session session, OfScores scores) {
        return sheets.hold(session, scores.period(), scores.ruleSet()).invoke(ScoreSheet::refuseIfApproved);
    }

    private Uni<Long> journal(
            Mutiny.Session session,
            Decisions.Kind kind,
            OfScores scores,
            String unit,
            String detail,
            CommandContext command) {
        return decisions.add(
                session,
                new Decision(kind, scores.period(), scores.ruleSet(), unit, detail, command.actor(), command.at()));
    }
}
