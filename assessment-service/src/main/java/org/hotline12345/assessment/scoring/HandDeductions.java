package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.DecisionStore;
import org.hotline12345.assessment.journal.DecisionStore.Decision;
import org.hotline12345.assessment.journal.DecisionStore.Kind;
import org.hotline12345.assessment.scoring.ScoreSheets.Sheet;
import org.hotline12345.assessment.scoring.ScoreSheets.State;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;

/** Points taken off by hand, each with its reason, written down in the journal of decisions; possible until approval. */
@ApplicationScoped
public class HandDeductions {
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

    private final Transactions transactions;
    private final ScoreSheets sheets;
    private final RuleSets ruleSets;
    private final DecisionStore decisions;
    private final OfficeCopy office;
    private final Clock clock;

    public HandDeductions(
            Transactions transactions,
            ScoreSheets sheets,
            RuleSets ruleSets,
            DecisionStore decisions,
            OfficeCopy office,
            Clock clock) {
        this.transactions = transactions;
        this.sheets = sheets;
        this.ruleSets = ruleSets;
        this.decisions = decisions;
        this.office = office;
        this.clock = clock;
    }

    Uni<Map<String, List<UnitSheet.Deducted>>> standing(String period, String ruleSet) {
        return transactions.inTransaction(
                session -> standing(Sql.on(session), period, ruleSet, StandingDeductions.UNTIL_NOW));
    }

    /** Those that stood after a decision, by unit. */
    public Uni<Map<String, List<UnitSheet.Deducted>>> standing(
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
    public Uni<List<String>> makers(Sql sql, String period, String ruleSet) {
        return sql.select(MAKERS, period, ruleSet)
                .map(rows -> rows.stream().map(row -> row.getString("made_by")).toList());
    }

    /** Takes points off. */
    public Uni<UnitSheet.Deducted> deduct(
            String period, String ruleSet, String unit, BigDecimal points, String reason, String by) {
        if (office.unit(unit).isEmpty()) {
            throw Problem.invalid("unit", "violation.unit");
        }
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            Instant now = clock.instant();
            UUID id = UuidV7.next();
            return sheets.hold(sql, period, ruleSet)
                    .chain(sheet -> {
                        refuseIfApproved(sheet);
                        return ruleSets.find(sql, ruleSet, sheet == null ? null : sheet.version());
                    })
                    .invoke(stored -> {
                        if (stored == null) {
                            throw Problem.invalid("ruleSet", "violation.rule-set");
                        }
                        if (stored.rules().deductions() == null) {
                            throw Problem.invalid("ruleSet", "violation.rule-set.no-deductions");
                        }
                    })
                    .chain(() -> decide(session, Kind.DEDUCTED, period, ruleSet, unit, id + " " + reason, by, now))
                    .chain(decision -> sql.update(ADD, id, decision, period, ruleSet, unit, points, reason, by, now))
                    .replaceWith(new UnitSheet.Deducted(id, UnitSheet.Deducted.Kind.BY_HAND, points, reason, by, now));
        });
    }

    /** Takes a deduction back. */
    public Uni<Void> withdraw(String period, String ruleSet, UUID id, String reason, String by) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            Instant now = clock.instant();
            return sheets.hold(sql, period, ruleSet)
                    .invoke(HandDeductions::refuseIfApproved)
                    .chain(() -> sql.first(OPEN_ONE, id, period, ruleSet))
                    .chain(row -> {
                        if (row == null) {
                            throw Problem.notFound();
                        }
                        return decide(
                                session,
                                Kind.DEDUCTION_WITHDRAWN,
                                period,
                                ruleSet,
                                row.getString("unit"),
                                id + " " + reason,
                                by,
                                now);
                    })
                    .chain(decision -> sql.update(WITHDRAW, id, decision, by, now, reason))
                    .replaceWithVoid();
        });
    }

    private Uni<Long> decide(
            Mutiny.Session session,
            Kind kind,
            String period,
            String ruleSet,
            String unit,
            String detail,
            String by,
            Instant at) {
        return decisions.add(session, new Decision(kind, period, ruleSet, unit, detail, by, at));
    }

    private static void refuseIfApproved(Sheet sheet) {
        if (sheet != null && sheet.approved()) {
            throw Problem.wrongState(State.APPROVED.name(), List.of());
        }
    }
}
