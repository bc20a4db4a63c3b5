package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hotline12345.assessment.evidence.EvidenceQueries;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.evidence.FindCases.Evidence;
import org.hotline12345.assessment.fact.FactStore;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.ScoreSheets.Sheet;
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
public class ReadScores {
    private final Pool pool;
    private final ScoreUnits units;
    private final ScoreSheets sheets;
    private final RuleSets ruleSets;
    private final StandingDeductions deductions;
    private final FactStore facts;
    private final FindCases cases;
    private final Clock clock;

    public ReadScores(
            Pool pool,
            ScoreUnits units,
            ScoreSheets sheets,
            RuleSets ruleSets,
            StandingDeductions deductions,
            FactStore facts,
            FindCases cases,
            Clock clock) {
        this.pool = pool;
        this.units = units;
        this.sheets = sheets;
        this.ruleSets = ruleSets;
        this.deductions = deductions;
        this.facts = facts;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * By what scores are made.
     *
     * @param rules The rule set in the version that counts.
     * @param sheet How far they are; null while they are provisional.
     */
    public record Ground(Period period, RuleSet rules, Sheet sheet) {
        /** How far they are. */
        public ScoreSheets.State state() {
            return sheet == null ? ScoreSheets.State.PROVISIONAL : sheet.state();
        }
    }

    /**
     * Finds by what the scores of a period are made.
     *
     * @param ruleSet Id of a rule set; null: the group's own, else the default.
     * @param group Comparison group. May be null.
     */
    public Uni<Ground> ground(Period period, String ruleSet, String group) {
        Uni<RuleSet> wanted = ruleSet == null
                ? ruleSets.forGroup(group)
                : ruleSets.find(ruleSet, null).map(stored -> {
                    if (stored == null) {
                        throw Problem.invalid("ruleSet", "violation.rule-set");
                    }
                    return stored.rules();
                });
        return wanted.chain(latest -> sheets.find(Sql.on(pool), period.text(), latest.id())
                .chain(sheet -> sheet == null || sheet.version() == latest.version()
                        ? Uni.createFrom().item(new Ground(period, latest, sheet))
                        : ruleSets.find(latest.id(), sheet.version())
                                .map(stored -> new Ground(period, stored.rules(), sheet))));
    }

    /** The sheet of a period by a rule set; the item is null while the scores are provisional. */
    public Uni<Sheet> sheet(String period, String ruleSet) {
        return sheets.find(Sql.on(pool), period, ruleSet);
    }

    /** The units in the order of places; of one comparison group or, for null, of all. */
    public Uni<List<? extends Listed>> table(Ground ground, String group) {
        var sql = Sql.on(pool);
        if (ground.state() == ScoreSheets.State.APPROVED) {
            return sheets.kept(sql, ground.sheet().id())
                    .map(kept -> kept.stream()
                            .filter(sheet -> group == null || Objects.equals(sheet.group(), group))
                            .toList());
        }
        return computed(sql, ground, group).map(scored -> scored);
    }

    /** The units as the facts give them now. */
    private Uni<List<ScoredUnit>> computed(Sql sql, Ground ground, String group) {
        String period = ground.period().text();
        Instant now = clock.instant();
        return facts.moves(sql, period, ground.rules().id())
                .chain(moves -> deductions
                        .of(sql, ground.period(), ground.rules(), now, StandingDeductions.UNTIL_NOW)
                        .chain(deducted -> units.scored(
                                sql,
                                new ScoreUnits.Question(
                                        ground.period(), ground.rules(), group, now, moves, deducted))));
    }

    /** A unit's sheet; the item is null if it has none. */
    public Uni<UnitSheet> ofUnit(Ground ground, String unit, String group) {
        return ground.state() == ScoreSheets.State.APPROVED
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
        return ground.state() == ScoreSheets.State.APPROVED
                ? cases.page(ScoreSheets.evidence(ground.sheet().id(), unit, item.item()), counted, page)
                : behind(Sql.on(pool), ground, List.of(unit), item).chain(wanted -> cases.page(wanted, counted, page));
    }

    /** All cases behind a unit's item, one after another. */
    public Multi<Evidence> everyCase(Ground ground, String unit, RuleSet.Item item, Boolean counted) {
        return evidenceQueries(ground, unit, item).onItem().transformToMulti(found -> cases.every(found, counted));
    }

    private Uni<FindCases.Statement> evidenceQueries(Ground ground, String unit, RuleSet.Item item) {
        return ground.state() == ScoreSheets.State.APPROVED
                ? Uni.createFrom().item(ScoreSheets.evidence(ground.sheet().id(), unit, item.item()))
                : behind(Sql.on(pool), ground, List.of(unit), item).map(EvidenceQueries::whole);
    }

    /** Whether a case counts in a unit's item. */
    public Uni<Boolean> counts(Ground ground, String unit, RuleSet.Item item, UUID caseId) {
        return behind(Sql.on(pool), ground, List.of(unit), item).chain(wanted -> cases.standsBehind(wanted, caseId));
    }

    /** The question for the facts behind an item, appeals considered. */
    public Uni<FindCases.Behind> behind(Sql sql, Ground ground, List<String> units, RuleSet.Item item) {
        return facts.moves(sql, ground.period().text(), ground.rules().id())
                .map(moves -> new FindCases.Behind(
                        item.bases(),
                        ground.period(),
                        units,
                        item.facts(),
                        ground.rules().answers(),
                        clock.instant(),
                        moves.getOrDefault(item.item(), List.of())));
    }
}
