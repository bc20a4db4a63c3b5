package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.evidence.EvidenceQueries;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.evidence.FindCases.Evidence;
import org.hotline12345.assessment.fact.FactQueries;
import org.hotline12345.assessment.fact.model.CaseMove;
import org.hotline12345.assessment.journal.JournalQueries;
import org.hotline12345.assessment.journal.model.Mark;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.ChangeScores.OfScores;
import org.hotline12345.assessment.scoring.ScoredUnitQueries.Question;
import org.hotline12345.assessment.scoring.model.Exclusions;
import org.hotline12345.assessment.scoring.model.Listed;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.ScoredUnit;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;

/** Scores to be shown: computed from the facts until they are approved, as they were approved from then on. */
@ApplicationScoped
public class ScoreQueries {
    private final Pool pool;
    private final ScoredUnitQueries units;
    private final ScoreSheetQueries sheets;
    private final RuleSetQueries ruleSets;
    private final DeductionQueries deductions;
    private final ExclusionQueries exclusions;
    private final FactQueries facts;
    private final JournalQueries journal;
    private final FindCases cases;
    private final Clock clock;

    public ScoreQueries(
            Pool pool,
            ScoredUnitQueries units,
            ScoreSheetQueries sheets,
            RuleSetQueries ruleSets,
            DeductionQueries deductions,
            ExclusionQueries exclusions,
            FactQueries facts,
            JournalQueries journal,
            FindCases cases,
            Clock clock) {
        this.pool = pool;
        this.units = units;
        this.sheets = sheets;
        this.ruleSets = ruleSets;
        this.deductions = deductions;
        this.exclusions = exclusions;
        this.facts = facts;
        this.journal = journal;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * By what scores are made.
     *
     * @param rules The rule set in the version that counts.
     * @param sheet How far they are; null while they are provisional.
     */
    public record Ground(Period period, RuleSet rules, ScoreSheet sheet) {
        /** How far they are. */
        public ScoreSheet.State state() {
            return ScoreSheet.stateOf(sheet);
        }

        /** Which edition they are. */
        int edition() {
            return sheet == null ? 1 : sheet.edition();
        }
    }

    /**
     * Finds by what the scores of a period are made.
     *
     * @param ruleSet Id of a rule set; null: the group's own, else the default.
     * @param group Comparison group. May be null.
     * @param edition Which edition of them; null: the latest.
     */
    public Uni<Ground> ground(Period period, String ruleSet, String group, Integer edition) {
        Uni<RuleSet> wanted = ruleSet == null
                ? ruleSets.forGroup(group)
                : ruleSets.find(ruleSet, null).map(stored -> {
                    if (stored == null) {
                        throw Problem.invalid("ruleSet", "violation.rule-set");
                    }
                    return stored.rules();
                });
        return wanted.chain(latest -> sheets.editions(period.text(), latest.id())
                .map(editions -> edition(editions, edition))
                .chain(sheet -> sheet == null || sheet.rulesVersion() == latest.version()
                        ? Uni.createFrom().item(new Ground(period, latest, sheet))
                        : ruleSets.find(latest.id(), sheet.rulesVersion())
                                .map(stored -> new Ground(period, stored.rules(), sheet))));
    }

    private static ScoreSheet edition(List<ScoreSheet> editions, Integer wanted) {
        if (wanted == null) {
            return editions.isEmpty() ? null : editions.get(0);
        }
        return editions.stream()
                .filter(sheet -> sheet.edition() == wanted)
                .findFirst()
                .orElseThrow(() -> Problem.invalid("edition", "violation.edition"));
    }

    /** The units in the order of places; of one comparison group or, for null, of all. */
    public Uni<List<? extends Listed>> table(Ground ground, String group) {
        var sql = Sql.on(pool);
        if (ground.state() == ScoreSheet.State.APPROVED) {
            return sheets.kept(sql, ground.sheet().id())
                    .map(kept -> kept.stream()
                            .filter(sheet -> group == null || Objects.equals(sheet.group(), group))
                            .toList());
        }
        return computed(sql, ground, group).map(scored -> scored);
    }

    /** The units as the facts give them now. */
    private Uni<List<ScoredUnit>> computed(Sql sql, Ground ground, String group) {
        return question(sql, ground, group, clock.instant(), ScoreChangeStore.UNTIL_NOW)
                .chain(question -> units.scored(sql, question));
    }

    private Uni<Question> question(Sql sql, Ground ground, String group, Instant at, long lastDecision) {
        Period period = ground.period();
        RuleSet rules = ground.rules();
        return moves(sql, ground, lastDecision)
                .chain(moved -> deductions
                        .of(sql, period, rules, at, lastDecision)
                        .map(deducted -> new Question(
                                period,
                                rules,
                                group,
                                at,
                                moved.byItem(),
                                deducted,
                                moved.left().byUnit())));
    }

    /**
     * What counts elsewhere or for nobody.
     *
     * @param left What the office left out.
     */
    private record Moved(Map<String, List<CaseMove>> byItem, Exclusions left) {}

    private Uni<Moved> moves(Sql sql, Ground ground, long lastDecision) {
        String period = ground.period().text();
        RuleSet rules = ground.rules();
        return facts.moves(sql, period, rules.id())
                .chain(appealed -> exclusions
                        .of(sql, new OfScores(period, rules.id()), lastDecision)
                        .map(left -> new Moved(left.moves(rules.all(), appealed), left)));
    }

    /**
     * What approval fixes.
     *
     * @param mark Up to which event and decision it counts.
     */
    public record ToApprove(Question question, List<UnitSheet> units, Mark mark) {}

    /** What approval fixes, as the transaction sees it. */
    public Uni<ToApprove> toApprove(Mutiny.Session session, Ground ground, Instant at) {
        var sql = Sql.on(session);
        return journal.mark(sql)
                .chain(mark -> question(sql, ground, null, at, ScoreChangeStore.UNTIL_NOW)
                        .chain(question -> units.scored(sql, question)
                                .map(scored -> new ToApprove(question, sheets(scored), mark))));
    }

    /**
     * Approved scores computed again from the facts that the transaction sees.
     *
     * @param lastDecision By what was decided up to then.
     */
    public Uni<List<UnitSheet>> anew(Mutiny.Session session, Period period, ScoreSheet sheet, long lastDecision) {
        var sql = Sql.on(session);
        return ruleSets.find(session, sheet.ruleSet(), sheet.rulesVersion())
                .chain(stored -> question(
                        sql,
                        new Ground(period, stored.rules(), sheet),
                        null,
                        sheet.approvedAt().toInstant(),
                        lastDecision))
                .chain(question -> units.scored(sql, question))
                .map(ScoreQueries::sheets);
    }

    private static List<UnitSheet> sheets(List<ScoredUnit> units) {
        return units.stream().map(ScoredUnit::sheet).toList();
    }

    /** A unit's sheet; the item is null if it has none. */
    public Uni<UnitSheet> ofUnit(Ground ground, String unit, String group) {
        return ground.state() == ScoreSheet.State.APPROVED
                ? sheets.kept(Sql.on(pool), ground.sheet().id(), unit)
                : computed(Sql.on(pool), ground, group)
                        .map(scored -> scored.stream()
                                .filter(one -> one.unit().equals(unit))
                                .findFirst()
                                .map(ScoredUnit::sheet)
                                .orElse(null));
    }

    /** The cases behind a unit's item. */
    public Uni<Page<Evidence>> cases(Ground ground, String unit, RuleSet.Item item, Boolean counted, PageRequest page) {
        return ground.state() == ScoreSheet.State.APPROVED
                ? cases.page(ScoreSheetQueries.evidence(ground.sheet().id(), unit, item.item()), counted, page)
                : behind(ground, List.of(unit), item).chain(wanted -> cases.page(wanted, counted, page));
    }

    /** All cases behind a unit's item, one after another. */
    public Multi<Evidence> everyCase(Ground ground, String unit, RuleSet.Item item, Boolean counted) {
        return evidenceQueries(ground, unit, item).onItem().transformToMulti(found -> cases.every(found, counted));
    }

    private Uni<FindCases.Statement> evidenceQueries(Ground ground, String unit, RuleSet.Item item) {
        return ground.state() == ScoreSheet.State.APPROVED
                ? Uni.createFrom()
                        .item(ScoreSheetQueries.evidence(ground.sheet().id(), unit, item.item()))
                : behind(ground, List.of(unit), item).map(EvidenceQueries::whole);
    }

    /** Whether a case counts in a unit's item. */
    public Uni<Boolean> counts(Ground ground, String unit, RuleSet.Item item, UUID caseId) {
        return behind(ground, List.of(unit), item).chain(wanted -> cases.standsBehind(wanted, caseId));
    }

    private Uni<FindCases.Behind> behind(Ground ground, List<String> of, RuleSet.Item item) {
        return moves(Sql.on(pool), ground, ScoreChangeStore.UNTIL_NOW)
                .map(moved -> new Question(
                                ground.period(),
                                ground.rules(),
                                null,
                                clock.instant(),
                                moved.byItem(),
                                Map.of(),
                                Map.of())
                        .behind(item, of));
    }
}
