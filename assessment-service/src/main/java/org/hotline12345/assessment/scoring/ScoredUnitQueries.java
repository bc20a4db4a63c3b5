package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hotline12345.assessment.definition.model.Basis;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactFilter;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.fact.model.CaseMove;
import org.hotline12345.assessment.figures.Counting;
import org.hotline12345.assessment.figures.IndicatorQueries;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.model.Ranking;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.Score;
import org.hotline12345.assessment.scoring.model.ScoredUnit;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.assessment.scoring.model.UnitSheet.Standing;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.events.UnitLevel;

/** Scores the units of a period by a rule set and ranks them within their comparison groups. */
@ApplicationScoped
public class ScoredUnitQueries {
    private static final Figures NOTHING = Figures.none();

    private final IndicatorQueries indicators;
    private final OfficeCopy office;
    private final ScoresBefore before = new ScoresBefore();

    public ScoredUnitQueries(IndicatorQueries indicators, OfficeCopy office) {
        this.indicators = indicators;
        this.office = office;
    }

    /**
     * What is to be scored.
     *
     * @param group Only this comparison group; null for all.
     * @param asOf The moment by which open work is overdue or not.
     * @param moves Cases that appeals took from units or that the office left out, by item.
     * @param exclusions What the office left out, by unit.
     */
    public record Question(
            Period period,
            RuleSet rules,
            String group,
            Instant asOf,
            Map<String, List<CaseMove>> moves,
            Map<String, List<UnitSheet.Deducted>> deductions,
            Map<String, List<UnitSheet.Excluded>> exclusions) {
        /** How the figures of some items are counted. */
        Counting counting(List<String> units, Set<Count> counts, FactFilter filter) {
            return new Counting(period, units, counts, filter, rules.answers(), asOf);
        }

        /** The question for the facts behind an item, appeals considered. */
        public FindCases.Behind behind(RuleSet.Item item, List<String> units) {
            return new FindCases.Behind(
                    item.bases(),
                    period,
                    units,
                    item.facts(),
                    rules.answers(),
                    asOf,
                    moves.getOrDefault(item.item(), List.of()));
        }
    }

    /** All units in the order of places; those listed apart stand at the end. */
    Uni<List<ScoredUnit>> scored(Sql sql, Question question) {
        List<String> units = units(question);
        var known = new Known(question, units);
        Uni<Void> read = Uni.createFrom().voidItem();
        for (var entry : counts(question.rules()).entrySet()) {
            read = read.chain(() -> indicators
                    .byUnit(sql, question.counting(units, entry.getValue(), entry.getKey()))
                    .invoke(figures -> known.figures.put(entry.getKey(), figures))
                    .replaceWithVoid());
        }
        for (RuleSet.Item item : question.rules().all()) {
            List<CaseMove> moves = question.moves().get(item.item());
            if (moves != null) {
                Set<Count> counts = EnumSet.noneOf(Count.class);
                item.bases().forEach(basis -> counts.addAll(basis.counts()));
                var cases = moves.stream().map(CaseMove::caseId).distinct().toList();
                read = read.chain(() -> indicators
                        .byUnitAndCase(sql, question.counting(null, counts, item.facts()), cases)
                        .invoke(figures -> known.move(item, moves, figures))
                        .replaceWithVoid());
            }
        }
        return read.map(done -> known.units());
    }

    /** The units that can be scored; null for all. */
    private List<String> units(Question question) {
        if (question.group() == null && question.rules().groups().isEmpty()) {
            return null;
        }
        return office.units().stream()
                .filter(unit -> isAsked(question, unit))
                .map(UnitInfo::code)
                .toList();
    }

    private static boolean isAsked(Question question, UnitInfo unit) {
        return (question.group() == null || question.group().equals(unit.group()))
                && question.rules().isFor(unit.group());
    }

    /** Which counts are needed of which cases: one question for each filter. */
    private static Map<FactFilter, Set<Count>> counts(RuleSet rules) {
        var counts = new LinkedHashMap<FactFilter, Set<Count>>();
        Function<FactFilter, Set<Count>> of =
                filter -> counts.computeIfAbsent(filter, f -> EnumSet.noneOf(Count.class));
        rules.all()
                .forEach(item ->
                        item.bases().forEach(basis -> of.apply(item.facts()).addAll(basis.counts())));
        if (rules.minimumCases() != null) {
            of.apply(FactFilter.NONE).add(count(rules.minimumCases().count()));
        }
        if (rules.volumeBands() != null) {
            of.apply(FactFilter.NONE).add(count(rules.volumeBands().count()));
        }
        return counts;
    }

    private static Count count(String name) {
        return Count.of(name).orElseThrow();
    }

    /** What an item takes: the same for all units. */
    private record ItemFigures(List<Basis> bases, Map<String, Figures> byUnit, Map<String, Figures> changes) {}

    /** The figures read so far, and what becomes of them. */
    private final class Known {
        private final Question question;
        private final RuleSet rules;
        private final Set<String> units;
        private final Map<FactFilter, Map<String, Figures>> figures = new LinkedHashMap<>();
        private final Map<String, Map<String, Figures>> changes = new HashMap<>();
        private final Map<RuleSet.Item, ItemFigures> items = new IdentityHashMap<>();
        private final ScoresBefore.OfPeriod scoredBefore;

        private Known(Question question, List<String> units) {
            this.question = question;
            this.rules = question.rules();
            this.units = units == null ? null : Set.copyOf(units);
            this.scoredBefore = before.of(rules, question.period());
        }

        /** Takes the figures of the cases from the units that appealed, and gives them to those that answer instead. */
        private void move(RuleSet.Item item, List<CaseMove> moves, Map<IndicatorQueries.UnitAndCase, Figures> ofCases) {
            var ofItem = changes.computeIfAbsent(item.item(), key -> new HashMap<>());
            for (CaseMove move : moves) {
                Figures moved = ofCases.get(new IndicatorQueries.UnitAndCase(move.unit(), move.caseId()));
                if (moved != null) {
                    ofItem.merge(move.unit(), moved.negated(), (a, b) -> Figures.sum(List.of(a, b)));
                    if (move.to() != null) {
                        ofItem.merge(move.to(), moved, (a, b) -> Figures.sum(List.of(a, b)));
                    }
                }
            }
        }

        private List<ScoredUnit> units() {
            var codes = new TreeSet<String>();
            figures.values()
                    .forEach(byUnit -> byUnit.keySet().stream()
                            .filter(code -> code != null)
                            .forEach(codes::add));
            changes.values().forEach(byUnit -> codes.addAll(byUnit.keySet()));
            office.units().stream()
                    .filter(unit -> unit.active() && isAsked(question, unit))
                    .map(UnitInfo::code)
                    .forEach(codes::add);
            var byStanding = new EnumMap<Standing, List<ScoredUnit>>(Standing.class);
            codes.stream()
                    .filter(code -> units == null || units.contains(code))
                    .map(this::unit)
                    .forEach(unit -> byStanding
                            .computeIfAbsent(unit.standing(), s -> new ArrayList<>())
                            .add(unit));
            var scored = new ArrayList<>(placed(byStanding.getOrDefault(Standing.PLACED, List.of())));
            scored.addAll(byStanding.getOrDefault(Standing.FEW_CASES, List.of()));
            scored.addAll(byStanding.getOrDefault(Standing.WITHOUT_CASES, List.of()));
            return scored;
        }

        private List<ScoredUnit> placed(List<ScoredUnit> scored) {
            if (!rules.ranked()) {
                return scored.stream()
                        .sorted(Comparator.comparing(Known::classOf)
                                .thenComparing(ScoredUnit::grade, Comparator.nullsLast(Comparator.naturalOrder()))
                                .thenComparing(ScoredUnit::unit))
                        .toList();
            }
            return Ranking.within(scored, Known::classOf, ScoredUnit::total, ScoredUnit::unit).stream()
                    .map(place -> place.entry().placed(place.rank(), place.of()))
                    .toList();
        }

        /** Ranks are given within a comparison group, and there within a class of volume. */
        private static String classOf(ScoredUnit unit) {
            String group = unit.group() == null ? "" : unit.group();
            return unit.band() == null ? group : group + '\u0000' + unit.band().zh();
        }

        private ScoredUnit unit(String code) {
            UnitInfo info = office.unit(code).orElse(null);
            var deducted = question.deductions().getOrDefault(code, List.of());
            if (changes.values().stream().anyMatch(byUnit -> byUnit.containsKey(code))) {
                return scored(code, info, deducted, true);
            }
            var counted = figures.values().stream()
                    .map(byUnit -> byUnit.getOrDefault(code, NOTHING))
                    .toList();
            return scoredBefore.of(
                    code, new ScoresBefore.Ground(info, counted, deducted), () -> scored(code, info, deducted, false));
        }

        private ScoredUnit scored(String code, UnitInfo info, List<UnitSheet.Deducted> deducted, boolean appealed) {
            UnitLevel level = info == null ? null : info.level();
            Score score = Score.of(rules, level, item -> input(item, code, true), deducted);
            return new ScoredUnit(
                    code,
                    info == null ? code : info.name(),
                    info == null ? null : info.group(),
                    level,
                    band(code),
                    standing(code, score),
                    score,
                    rules.grade(score.total()),
                    null,
                    null,
                    deducted,
                    appealed ? before(code, level, deducted) : null,
                    appealed ? question.exclusions().getOrDefault(code, List.of()) : List.of());
        }

        private UnitSheet.Before before(String code, UnitLevel level, List<UnitSheet.Deducted> deducted) {
            Score score = Score.of(rules, level, item -> input(item, code, false), deducted);
            return new UnitSheet.Before(
                    UnitSheet.plain(score.total()), rules.grade(score.total()), UnitSheet.Line.of(score.items()));
        }

        private Standing standing(String code, Score score) {
            if (score.total() == null) {
                return Standing.WITHOUT_CASES;
            }
            boolean few = !score.representative()
                    || rules.minimumCases() != null
                            && of(code, FactFilter.NONE)
                                            .count(count(rules.minimumCases().count()))
                                    < rules.minimumCases().least();
            return few ? Standing.FEW_CASES : Standing.PLACED;
        }

        private Text band(String code) {
            return rules.volumeBands() == null
                    ? null
                    : rules.volumeBands()
                            .of(of(code, FactFilter.NONE)
                                    .count(count(rules.volumeBands().count())));
        }

        private Figures of(String code, FactFilter filter) {
            return figures.getOrDefault(filter, Map.of()).getOrDefault(code, NOTHING);
        }

        private Score.Input input(RuleSet.Item item, String code, boolean withAppeals) {
            ItemFigures ofItem = items.computeIfAbsent(
                    item,
                    asked -> new ItemFigures(
                            asked.bases(),
                            figures.getOrDefault(asked.facts(), Map.of()),
                            changes.getOrDefault(asked.item(), Map.of())));
            Figures ofUnit = ofItem.byUnit().getOrDefault(code, NOTHING);
            Figures change = withAppeals ? ofItem.changes().get(code) : null;
            return Score.input(
                    item,
                    ofItem.bases(),
                    change == null ? ofUnit : Figures.sum(List.of(ofUnit, change)),
                    rules.rounding().rates());
        }
    }
}
