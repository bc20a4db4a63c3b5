package org.hotline12345.assessment.scoring;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.ChangeScores.OfScores;
import org.hotline12345.assessment.scoring.FaultQueries.Fault;
import org.hotline12345.assessment.scoring.ScoreChangeStore.Kept;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;

/** All points taken off the scores of a period: by hand, and, if the rule set says so, for what supervision holds against units. */
@ApplicationScoped
public class DeductionQueries {
    private final Pool pool;
    private final ScoreChangeStore changes;
    private final List<FaultQueries> supervision;

    DeductionQueries(Pool pool, ScoreChangeStore changes, @All List<FaultQueries> supervision) {
        this.pool = pool;
        this.changes = changes;
        this.supervision = supervision;
    }

    /** Those taken off by hand that stand, by unit. */
    Uni<Map<String, List<UnitSheet.Deducted>>> standing(OfScores scores) {
        return standing(Sql.on(pool), scores, ScoreChangeStore.UNTIL_NOW);
    }

    /** Those that stood after a decision, by unit. */
    private Uni<Map<String, List<UnitSheet.Deducted>>> standing(Sql sql, OfScores scores, long lastDecision) {
        return changes.standing(sql, Kept.DEDUCTIONS, scores, lastDecision).map(rows -> {
            var byUnit = new LinkedHashMap<String, List<UnitSheet.Deducted>>();
            rows.forEach(row -> byUnit.computeIfAbsent(row.getString("unit"), unit -> new ArrayList<>())
                    .add(new UnitSheet.Deducted(
                            row.getUUID("id"),
                            UnitSheet.Deducted.Kind.BY_HAND,
                            UnitSheet.plain(row.getBigDecimal("points")),
                            row.getString("reason"),
                            row.getString("made_by"),
                            row.getOffsetDateTime("made_at").toInstant())));
            return byUnit;
        });
    }

    /**
     * The points taken off, by unit.
     *
     * @param asOf The moment by which a report is missing or not.
     * @param lastDecision As they stood after this decision.
     */
    public Uni<Map<String, List<UnitSheet.Deducted>>> of(
            Sql sql, Period period, RuleSet rules, Instant asOf, long lastDecision) {
        return standing(sql, new OfScores(period.text(), rules.id()), lastDecision)
                .chain(hand -> rules.rectifications() == null && rules.findings() == null
                        ? Uni.createFrom().item(hand)
                        : faults(sql, period, asOf, lastDecision).map(faults -> together(hand, faults, rules)));
    }

    private Uni<List<Fault>> faults(Sql sql, Period period, Instant asOf, long lastDecision) {
        return Multi.createFrom()
                .iterable(supervision)
                .onItem()
                .transformToUniAndConcatenate(one -> one.of(sql, period, asOf, lastDecision))
                .collect()
                .asList()
                .map(all -> all.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Fault::at).thenComparing(Fault::id))
                        .toList());
    }

    private static Map<String, List<UnitSheet.Deducted>> together(
            Map<String, List<UnitSheet.Deducted>> hand, List<Fault> faults, RuleSet rules) {
        var all = new LinkedHashMap<String, List<UnitSheet.Deducted>>();
        hand.forEach((unit, deducted) -> all.put(unit, new ArrayList<>(deducted)));
        for (Fault fault : faults) {
            BigDecimal points = rules.points(fault.kind());
            if (points != null) {
                all.computeIfAbsent(fault.unit(), unit -> new ArrayList<>())
                        .add(new UnitSheet.Deducted(
                                fault.id(), fault.kind(), points, fault.text(), fault.by(), fault.at()));
            }
        }
        return all;
    }
}
