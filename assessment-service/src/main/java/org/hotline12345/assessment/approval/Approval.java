package org.hotline12345.assessment.approval;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.appeal.AppealQueries;
import org.hotline12345.assessment.figures.summary.WorkingDays;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Decision;
import org.hotline12345.assessment.journal.Decisions.Kind;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.RuleSetQueries;
import org.hotline12345.assessment.scoring.ScoreQueries;
import org.hotline12345.assessment.scoring.ScoreSheet;
import org.hotline12345.assessment.scoring.ScoreSheet.Step;
import org.hotline12345.assessment.scoring.ScoreSheetQueries;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.decision.Decide;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.ScoreApproved;

/**
 * The way of scores from provisional over open to objection to approved. Opening fixes the version of the rule set; approval fixes
 * everything: the units' sheets, the facts behind every item, and the mark up to which events and decisions count.
 */
@ApplicationScoped
class Approval {
    private static final ProblemType APPEALS_OPEN = new ProblemType("appeals-open", 409);
    private static final ProblemType OBJECTIONS_RUNNING = new ProblemType("objections-running", 409);
    private static final ProblemType OPENED_IT = new ProblemType("approver-opened-it", 403);
    private static final ProblemType PERIOD_RUNS = new ProblemType("period-not-over", 409);

    private final Transactions transactions;
    private final Decide decide;
    private final ScoreSheetQueries sheets;
    private final ApprovedScoreStore store;
    private final ScoreQueries scores;
    private final RuleSetQueries ruleSets;
    private final AppealQueries appeals;
    private final Decisions decisions;
    private final WorkingDays workingDays;
    private final Outbox outbox;

    Approval(
            Transactions transactions,
            Decide decide,
            ScoreSheetQueries sheets,
            ApprovedScoreStore store,
            ScoreQueries scores,
            RuleSetQueries ruleSets,
            AppealQueries appeals,
            Decisions decisions,
            WorkingDays workingDays,
            Outbox outbox) {
        this.transactions = transactions;
        this.decide = decide;
        this.sheets = sheets;
        this.store = store;
        this.scores = scores;
        this.ruleSets = ruleSets;
        this.appeals = appeals;
        this.decisions = decisions;
        this.workingDays = workingDays;
        this.outbox = outbox;
    }

    /**
     * Opens the scores of a period to objection, by the latest version of the rule set.
     *
     * @param until Until when units may object; null: until approval.
     */
    Uni<ScoreSheet> open(Period period, String ruleSet, Instant until, CommandContext command) {
        if (until != null && !until.isAfter(command.at())) {
            throw Problem.invalid("objectionsUntil", "violation.Future");
        }
        refuseWhileItRuns(period, command.at());
        return transactions.inTransaction(session -> ruleSets.find(session, ruleSet, null)
                .onItem()
                .ifNull()
                .failWith(() -> Problem.invalid("ruleSet", "violation.rule-set"))
                .call(() -> sheets.find(session, period.text(), ruleSet)
                        .invoke(present -> ScoreSheet.STEPS.require(Step.OPEN, ScoreSheet.stateOf(present))))
                .chain(stored -> decide.open(
                        session,
                        new ScoreSheet(
                                period.text(),
                                ruleSet,
                                stored.rules().version(),
                                until,
                                command.actor(),
                                command.at())))
                .call(sheet -> note(session, Kind.OPENED, sheet, command)));
    }

    /**
     * Opens approved scores to objection again, to be corrected: a new edition beside the approved one, which stays as it is and counts
     * until somebody else approves the new one. It is by the same rules, of the facts as they are by now.
     *
     * @param reason Why, for the units to read.
     * @param until Until when units may object; null: until approval.
     */
    Uni<ScoreSheet> correct(Period period, String ruleSet, String reason, Instant until, CommandContext command) {
        if (until != null && !until.isAfter(command.at())) {
            throw Problem.invalid("objectionsUntil", "violation.Future");
        }
        return transactions.inTransaction(session -> sheets.find(session, period.text(), ruleSet)
                .invoke(approved -> ScoreSheet.STEPS.require(Step.CORRECT, ScoreSheet.stateOf(approved)))
                .chain(approved ->
                        decide.open(session, approved.corrected(reason, until, command.actor(), command.at())))
                .call(sheet -> note(session, Kind.REOPENED, sheet, command)));
    }

    /** Approves the scores of a period, for ever; who opened them does not. */
    Uni<ScoreSheet> approve(Period period, String ruleSet, CommandContext command) {
        refuseWhileItRuns(period, command.at());
        return workingDays
                .upToDate()
                .chain(() -> transactions.inTransaction(session -> store.fixMoment(session)
                        .chain(() -> sheets.find(session, period.text(), ruleSet))
                        .invoke(sheet -> {
                            ScoreSheet.STEPS.require(Step.APPROVE, ScoreSheet.stateOf(sheet));
                            if (sheet.madeBy().equals(command.actor())) {
                                throw Problem.of(OPENED_IT);
                            }
                            if (sheet.objectionsUntil() != null
                                    && command.at()
                                            .isBefore(sheet.objectionsUntil().toInstant())) {
                                throw Problem.of(OBJECTIONS_RUNNING, sheet.objectionsUntil());
                            }
                        })
                        .call(sheet -> refuseWhileAppealsAreOpen(session, sheet))
                        .call(sheet -> approve(session, period, sheet, command))));
    }

    private Uni<?> approve(Mutiny.Session session, Period period, ScoreSheet sheet, CommandContext command) {
        return ruleSets.find(session, sheet.ruleSet(), sheet.rulesVersion())
                .chain(stored ->
                        scores.toApprove(session, new ScoreQueries.Ground(period, stored.rules(), sheet), command.at()))
                .call(approved -> store.keep(session, sheet.id(), approved.question(), approved.units()))
                .invoke(approved -> sheet.approve(approved.mark().text(), command.actor(), command.at()))
                .chain(() -> note(session, Kind.APPROVED, sheet, command))
                .chain(() -> outbox.add(
                        session,
                        EventDraft.of(
                                        new ScoreApproved(
                                                sheet.period(),
                                                sheet.ruleSet(),
                                                sheet.rulesVersion(),
                                                command.actor(),
                                                command.at(),
                                                sheet.edition(),
                                                sheet.correctionReason()),
                                        command.at())
                                .by(command.actor())));
    }

    /** What still changes by itself is neither objected to nor fixed. */
    private static void refuseWhileItRuns(Period period, Instant now) {
        if (now.isBefore(period.to())) {
            throw Problem.of(PERIOD_RUNS, ShanghaiTime.of(period.to()));
        }
    }

    private Uni<?> refuseWhileAppealsAreOpen(Mutiny.Session session, ScoreSheet sheet) {
        return appeals.undecided(session, sheet.period(), sheet.ruleSet())
                .invoke(open -> {
                    if (open > 0) {
                        throw Problem.of(APPEALS_OPEN, open);
                    }
                })
                .chain(() -> appeals.underWay(session, sheet.period(), sheet.ruleSet()))
                .invoke(underWay -> {
                    if (underWay > 0) {
                        throw Problem.notKnownYet();
                    }
                });
    }

    private Uni<Long> note(Mutiny.Session session, Kind kind, ScoreSheet sheet, CommandContext command) {
        return decisions.add(
                session,
                new Decision(
                        kind,
                        sheet.period(),
                        sheet.ruleSet(),
                        null,
                        "version " + sheet.rulesVersion()
                                + (sheet.correctionReason() == null
                                        ? ""
                                        : " edition " + sheet.edition() + " " + sheet.correctionReason()),
                        command.actor(),
                        command.at()));
    }
}
