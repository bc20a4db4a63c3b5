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
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.FaultQueries.Fault;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.rest.CommandContext;

/** All points taken off the scores of a period: by hand, and, if the rule set says so, for what supervision holds against units. */
@ApplicationScoped
public class DeductionStore {
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

    private static final String ADD = """
            insert into hand_deduction (
              deduction_id, decision_id, period, rule_set, unit, points, reason, made_by, made_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;

    private static final String OPEN_ONE = """
            select unit
            from hand_deduction
            where deduction_id = $1
              and period = $2
              and rule_set = $3
              and withdrawal_id is null
            for update
            """;

    private static final String WITHDRAW = """
            update hand_deduction
            set withdrawal_id = $2,
                withdrawn_by = $3,
                withdrawn_at = $4,
                withdrawal_reason = $5
            where deduction_id = $1
            """;

    private static final String MAKERS = """
            select distinct made_by
            from hand_deduction
            where period = $1
              and rule_set = $2
            """;

    private final Pool pool;
    private final List<FaultQueries> supervision;

    DeductionStore(Pool pool, @All List<FaultQueries> supervision) {
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

    /** Writes one down. */
    Uni<Integer> add(
            Mutiny.Session session, UnitSheet.Deducted deducted, long decision, HandDeductions.OfUnit concerned) {
        return Sql.on(session)
                .update(
                        ADD,
                        deducted.id(),
                        decision,
                        concerned.period(),
                        concerned.ruleSet(),
                        concerned.unit(),
                        deducted.points(),
                        deducted.reason(),
                        deducted.by(),
                        deducted.at());
    }

    /** The unit of one that stands, locked; the item is null if there is none. */
    Uni<String> unitOf(Mutiny.Session session, UUID id, String period, String ruleSet) {
        return Sql.on(session)
                .first(OPEN_ONE, id, period, ruleSet)
                .map(row -> row == null ? null : row.getString("unit"));
    }

    Uni<Integer> withdraw(Mutiny.Session session, UUID id, long decision, String reason, CommandContext command) {
        return Sql.on(session).update(WITHDRAW, id, decision, command.actor(), command.at(), reason);
    }

    /**
     * The points taken off, by unit.
     *
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
