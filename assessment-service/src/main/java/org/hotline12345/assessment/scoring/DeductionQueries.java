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
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.FaultQueries.Fault;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;

/** All points taken off the scores of a period: by hand, and, if the rule set says so, for what supervision holds against units. */
@ApplicationScoped
public class DeductionQueries {
    /** Every decision there is. */
    static final long UNTIL_NOW = Long.MAX_VALUE;

    private static final String STANDING = """
            select
              deduction_id, unit, points, reason, made_by, made_at
            from hand_deduction
            where period = $1
              and rule_set = $2
              and decision_id <= $3
              and (withdrawal_id is null or withdrawal_id > $3)
            order by decision_id
            """;

    private static final String MAKERS = """
            select distinct made_by
            from hand_deduction
            where period = $1
              and rule_set = $2
            """;

    private final Pool pool;
    private final List<FaultQueries> supervision;

    DeductionQueries(Pool pool, @All List<FaultQueries> supervision) {
        this.pool = pool;
        this.supervision = supervision;
    }

    /** Those taken off by hand that stand, by unit. */
    Uni<Map<String, List<UnitSheet.Deducted>>> standing(String period, String ruleSet) {
        return standing(Sql.on(pool), period, ruleSet, UNTIL_NOW);
    }

    /** Those that stood after a decision, by unit. */
    private Uni<Map<String, List<UnitSheet.Deducted>>> standing(
            Sql sql, String period, String ruleSet, long lastDecision) {
        return sql.select(STANDING, period, ruleSet, lastDecision).map(rows -> {
            var byUnit = new LinkedHashMap<String, List<UnitSheet.Deducted>>();
            rows.forEach(row -> byUnit.computeIfAbsent(row.getString("unit"), unit -> new ArrayList<>())
                    .add(new UnitSheet.Deducted(
                            row.getUUID("deduction_id"),
                            UnitSheet.Deducted.Kind.BY_HAND,
                            UnitSheet.plain(row.getBigDecimal("points")),
                            row.getString("reason"),
                            row.getString("made_by"),
                            row.getOffsetDateTime("made_at").toInstant())));
            return byUnit;
        });
    }

    /** Who took points off in the scores of a period. */
    public Uni<List<String>> makers(Mutiny.Session session, String period, String ruleSet) {
        return Sql.on(session)
                .select(MAKERS, period, ruleSet)
                .map(rows -> rows.stream().map(row -> row.getString("made_by")).toList());
    }

    /**
     * The points taken off, by unit.
     *
     * @param asOf The moment by which a report is missing or not.
     * @param lastDecision As they stood after this decision.
     */
    public Uni<Map<String, List<UnitSheet.Deducted>>> of(
            Sql sql, Period period, RuleSet rules, Instant asOf, long lastDecision) {
        return standing(sql, period.text(), rules.id(), lastDecision)
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
