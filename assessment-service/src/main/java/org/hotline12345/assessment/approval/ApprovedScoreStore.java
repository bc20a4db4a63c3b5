package org.hotline12345.assessment.approval;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.evidence.EvidenceQueries;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.scoring.ScoreSheetQueries;
import org.hotline12345.assessment.scoring.ScoredUnitQueries;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;

/** Keeps approved scores as they are shown for ever. */
@ApplicationScoped
class ApprovedScoreStore {
    private static final String ONE_MOMENT = "set transaction isolation level repeatable read";
    private static final String NOTHING_UNDER_WAY =
            "lock table hand_deduction, score_exclusion, appeal, rectification_step in share row exclusive mode";

    private static final String KEEP = """
            insert into approved_score (sheet_id, unit, place, sheet)
            select $1, unit, place, sheet
            from unnest($2::text[], $3::integer[], $4::text[]) as kept (unit, place, sheet)
            """;

    /**
     * Lets the transaction see one moment of everything: facts, journal, appeals, deductions and cases left out. No appeal, no decision that
     * changes scores and no step of an order is under way when the moment is fixed. It must be the first that the transaction does.
     */
    Uni<Void> fixMoment(Mutiny.Session session) {
        return Sql.on(session)
                .update(ONE_MOMENT)
                .chain(() -> Sql.on(session).update(NOTHING_UNDER_WAY))
                .replaceWithVoid();
    }

    /** Keeps the units' sheets and the facts behind every item as they are. */
    Uni<Void> keep(Mutiny.Session session, UUID sheet, ScoredUnitQueries.Question question, List<UnitSheet> units) {
        var sql = Sql.on(session);
        Uni<?> kept = sql.update(
                KEEP,
                sheet,
                units.stream().map(UnitSheet::unit).toArray(String[]::new),
                IntStream.rangeClosed(1, units.size()).boxed().toArray(Integer[]::new),
                units.stream().map(ScoreSheetQueries::write).toArray(String[]::new));
        List<String> codes = units.stream().map(UnitSheet::unit).toList();
        for (RuleSet.Item item : question.rules().all()) {
            kept = kept.chain(() -> keepEvidence(sql, sheet, item.item(), question.behind(item, codes)));
        }
        return kept.replaceWithVoid();
    }

    private static Uni<Integer> keepEvidence(Sql sql, UUID sheet, String item, FindCases.Behind behind) {
        var statement = EvidenceQueries.whole(behind);
        var args = new ArrayList<>(statement.args());
        args.add(sheet);
        args.add(item);
        return sql.update(
                """
                insert into score_evidence (sheet_id, item, %1$s)
                select $%2$d::uuid, $%3$d::text, %1$s
                from (
                %4$s
                ) facts
                """.formatted(FindCases.COLUMNS, args.size() - 1, args.size(), statement.sql()), args.toArray());
    }
}
