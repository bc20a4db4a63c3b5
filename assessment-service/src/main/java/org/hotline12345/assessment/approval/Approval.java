package org.hotline12345.assessment.approval;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.appeal.Appeals;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.fact.FactStore;
import org.hotline12345.assessment.fact.model.CaseMove;
import org.hotline12345.assessment.figures.summary.WorkingDayStore;
import org.hotline12345.assessment.journal.DecisionStore;
import org.hotline12345.assessment.journal.DecisionStore.Decision;
import org.hotline12345.assessment.journal.DecisionStore.Kind;
import org.hotline12345.assessment.journal.JournalStore;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.RuleSets;
import org.hotline12345.assessment.scoring.ScoreSheets;
import org.hotline12345.assessment.scoring.ScoreSheets.Sheet;
import org.hotline12345.assessment.scoring.ScoreSheets.State;
import org.hotline12345.assessment.scoring.ScoreUnits;
import org.hotline12345.assessment.scoring.StandingDeductions;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.ScoreApproved;

/**
 * The way of scores from provisional over open to objection to approved. Opening fixes the version of the rule set; approval fixes
 * everything: the units' sheets, the facts behind every item, and the mark up to which events and decisions count.
 */
@ApplicationScoped
public class Approval {
    private static final ProblemType APPEALS_OPEN = new ProblemType("appeals-open", 409);

    private static final ProblemType OBJECTIONS_RUNNING = new ProblemType("objections-running", 409);

    private static final ProblemType PERIOD_RUNS = new ProblemType("period-not-over", 409);

    /** Approval sees one moment of everything: facts, journal, appeals and deductions. */
    private static final String ONE_MOMENT = "set transaction isolation level repeatable read";

    /** Taken before the moment is fixed, so that no appeal, deduction or step of an order is under way when it is. */
    private static final String NOTHING_UNDER_WAY =
            "lock table hand_deduction, appeal, rectification_step in share row exclusive mode";

    private final Transactions transactions;
    private final ScoreSheets sheets;
    private final ScoreUnits units;
    private final RuleSets ruleSets;
    private final StandingDeductions deductions;
    private final Appeals appeals;
    private final FactStore facts;
    private final JournalStore journal;
    private final DecisionStore decisions;
    private final WorkingDayStore workingDays;
    private final Outbox outbox;
    private final Clock clock;

    public Approval(
            Transactions transactions,
            ScoreSheets sheets,
            ScoreUnits units,
            RuleSets ruleSets,
            StandingDeductions deductions,
            Appeals appeals,
            FactStore facts,
            JournalStore journal,
            DecisionStore decisions,
            WorkingDayStore workingDays,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.units = units;
        this.ruleSets = ruleSets;
        this.deductions = deductions;
        this.appeals = appeals;
        this.facts = facts;
        this.journal = journal;
        this.decisions = decisions;
        this.workingDays = workingDays;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Opens the scores of a period to objection, by the latest version of the rule set.
     *
     * @param until Until when units may object; null: until approval.
     */
    public Uni<Sheet> open(Period period, String ruleSet, Instant until, String by) {
        Instant now = clock.instant();
        if (until != null && !until.isAfter(now)) {
            throw Problem.invalid("objectionsUntil", "violation.Future");
        }
        refuseWhileItRuns(period, now);
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return ruleSets.find(sql, ruleSet, null)
                    .map(stored -> {
                        if (stored == null) {
                            throw Problem.invalid("ruleSet", "violation.rule-set");
                        }
                        return new Sheet(
                                UuidV7.next(),
                                period.text(),
                                ruleSet,
                                stored.rules().version(),
                                State.OPEN_TO_OBJECTION,
                                now,
                                by,
                                until,
                                null,
                                null,
                                null);
                    })
                    .call(sheet -> sheets.open(sql, sheet)
                            .chain(opened -> opened
                                    ? Uni.createFrom().voidItem()
                                    : sheets.find(sql, period.text(), ruleSet).invoke(Approval::refuse)))
                    .call(sheet -> decide(session, Kind.OPENED, sheet, by, now));
        });
    }

    /** Approves the scores of a period, for ever. */
    public Uni<Sheet> approve(Period period, String ruleSet, String by) {
        refuseWhileItRuns(period, clock.instant());
        return workingDays
                .upToDate()
                .chain(() -> transactions.inTransaction(session -> {
                    var sql = Sql.on(session);
                    return sql.update(ONE_MOMENT)
                            .chain(() -> sql.update(NOTHING_UNDER_WAY))
                            .chain(() -> sheets.find(sql, period.text(), ruleSet))
                            .invoke(sheet -> {
                                if (sheet == null || sheet.approved()) {
                                    refuse(sheet);
                                }
                                if (sheet.objectionsUntil() != null
                                        && clock.instant().isBefore(sheet.objectionsUntil())) {
                                    throw Problem.of(OBJECTIONS_RUNNING, ShanghaiTime.of(sheet.objectionsUntil()));
                                }
                            })
                            .call(sheet -> refuseWhileAppealsAreOpen(sql, sheet))
                            .chain(sheet -> ruleSets.find(sql, ruleSet, sheet.version())
                                    .chain(stored -> approve(session, period, sheet, stored.rules(), by)));
                }));
    }

    private Uni<Sheet> approve(Mutiny.Session session, Period period, Sheet sheet, RuleSet rules, String by) {
        var sql = Sql.on(session);
        Instant now = clock.instant();
        return journal.mark(sql)
                .chain(mark -> facts.moves(sql, sheet.period(), sheet.ruleSet())
                        .chain(moves -> deductions
                                .of(sql, period, rules, now, StandingDeductions.UNTIL_NOW)
                                .map(deducted -> new ScoreUnits.Question(period, rules, null, now, moves, deducted)))
                        .chain(question ->
                                units.of(sql, question).chain(scored -> keep(sql, sheet, question, scored, mark, by))))
                .chain(() -> decide(session, Kind.APPROVED, sheet, by, now))
                .chain(() -> outbox.add(
                        session,
                        EventDraft.of(new ScoreApproved(sheet.period(), sheet.ruleSet(), sheet.version(), by, now), now)
                                .by(by)))
                .chain(() -> sheets.find(sql, sheet.period(), sheet.ruleSet()));
    }

    private Uni<Void> keep(
            Sql sql, Sheet sheet, ScoreUnits.Question question, List<UnitSheet> scored, Mark mark, String by) {
        Uni<Void> kept = sheets.approve(sql, sheet.id(), question.asOf(), by, mark.text())
                .chain(() -> sheets.keep(sql, sheet.id(), scored));
        List<String> codes = scored.stream().map(UnitSheet::unit).toList();
        for (RuleSet.Item item : question.rules().all()) {
            List<CaseMove> moves = question.moves().getOrDefault(item.item(), List.of());
            var behind = new FindCases.Behind(
                    item.bases(),
                    question.period(),
                    codes,
                    item.facts(),
                    question.rules().answers(),
                    question.asOf(),
                    moves);
            kept = kept.chain(() -> sheets.keepEvidence(sql, sheet.id(), item.item(), behind));
        }
        return kept;
    }

    /** What still changes by itself is neither objected to nor fixed. */
    private static void refuseWhileItRuns(Period period, Instant now) {
        if (now.isBefore(period.to())) {
            throw Problem.of(PERIOD_RUNS, ShanghaiTime.of(period.to()));
        }
    }

    private Uni<Void> refuseWhileAppealsAreOpen(Sql sql, Sheet sheet) {
        return appeals.undecided(sql, sheet.period(), sheet.ruleSet())
                .invoke(open -> {
                    if (open > 0) {
                        throw Problem.of(APPEALS_OPEN, open);
                    }
                })
                .chain(() -> appeals.underWay(sql, sheet.period(), sheet.ruleSet()))
                .invoke(underWay -> {
                    if (underWay > 0) {
                        throw Problem.notKnownYet();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Long> decide(Mutiny.Session session, Kind kind, Sheet sheet, String by, Instant at) {
        return decisions.add(
                session,
                new Decision(kind, sheet.period(), sheet.ruleSet(), null, "version " + sheet.version(), by, at));
    }

    private static void refuse(Sheet sheet) {
        State state = sheet == null ? State.PROVISIONAL : sheet.state();
        throw Problem.wrongState(
                state.name(),
                switch (state) {
                    case PROVISIONAL -> List.of("open");
                    case OPEN_TO_OBJECTION -> List.of("approve");
                    case APPROVED -> List.of();
                });
    }
}
