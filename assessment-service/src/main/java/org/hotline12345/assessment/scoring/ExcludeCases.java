package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.fact.CaseNumberQueries;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.assessment.journal.Decisions.Kind;
import org.hotline12345.assessment.scoring.model.Exclusions.Exclusion;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * Cases left out of scores by a decision of the office (剔除), each with its reason, written down in the journal of decisions;
 * possible until approval, which somebody else gives.
 */
@ApplicationScoped
class ExcludeCases {
    private final Transactions transactions;
    private final ScoreSheetQueries sheets;
    private final RuleSetQueries ruleSets;
    private final ExclusionStore store;
    private final Decisions decisions;

    ExcludeCases(
            Transactions transactions,
            ScoreSheetQueries sheets,
            RuleSetQueries ruleSets,
            ExclusionStore store,
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
     * Leaves cases out.
     *
     * @param ids The cases. May be null.
     * @param numbers The same by their numbers. May be null.
     * @param item From which item, by its id or what it rests on; null: from all.
     */
    Uni<Exclusion> exclude(
            OfScores scores,
            Collection<UUID> ids,
            Collection<String> numbers,
            String item,
            String reason,
            CommandContext command) {
        return transactions.inTransaction(session -> sheets.hold(session, scores.period(), scores.ruleSet())
                .invoke(ScoreSheet::refuseIfApproved)
                .chain(sheet -> ruleSets.find(session, scores.ruleSet(), sheet == null ? null : sheet.rulesVersion()))
                .onItem()
                .ifNull()
                .failWith(() -> Problem.invalid("ruleSet", "violation.rule-set"))
                .chain(stored -> CaseNumberQueries.cases(session, ids, numbers, "caseNumbers")
                        .invoke(cases -> {
                            if (cases.isEmpty()) {
                                throw Problem.invalid("caseNumbers", "violation.required");
                            }
                        })
                        .map(cases -> new Exclusion(
                                UuidV7.next(),
                                item == null ? null : itemOf(stored.rules(), item),
                                List.copyOf(cases),
                                reason,
                                command.actor(),
                                ShanghaiTime.of(command.at()))))
                .call(exclusion -> decide(session, Kind.EXCLUDED, scores, exclusion.id() + " " + reason, command)
                        .chain(decision ->
                                store.add(session, exclusion, decision, scores.period(), scores.ruleSet()))));
    }

    private static String itemOf(RuleSet rules, String item) {
        return rules.meantBy(item)
                .orElseThrow(() -> Problem.invalid("item", "violation.item"))
                .item();
    }

    /** Takes a decision back. */
    Uni<Void> withdraw(OfScores scores, UUID id, String reason, CommandContext command) {
        return transactions.inTransaction(session -> sheets.hold(session, scores.period(), scores.ruleSet())
                .invoke(ScoreSheet::refuseIfApproved)
                .chain(() -> decide(session, Kind.EXCLUSION_WITHDRAWN, scores, id + " " + reason, command))
                .chain(decision -> store.withdraw(session, id, scores, decision, reason, command))
                .invoke(withdrawn -> {
                    if (withdrawn == 0) {
                        throw Problem.notFound();
                    }
                })
                .replaceWithVoid());
    }

    private Uni<Long> decide(
            Mutiny.Session session, Kind kind, OfScores scores, String detail, CommandContext command) {
        return decisions.add(
                session,
                new Decision(kind, scores.period(), scores.ruleSet(), null, detail, command.actor(), command.at()));
    }
}
