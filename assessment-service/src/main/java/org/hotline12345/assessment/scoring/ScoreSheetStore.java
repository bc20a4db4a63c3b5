package org.hotline12345.assessment.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.evidence.EvidenceQueries;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;

/** How far the scores of a period are, and approved scores as they are shown for ever. */
@ApplicationScoped
public class ScoreSheetStore {
    private static final String OF_PERIOD = "from ScoreSheet where period = :period and ruleSet = :ruleSet";
    private static final String OF_MARK = "from ScoreSheet where mark = :mark order by period, ruleSet";
    private static final String ONE_MOMENT = "set transaction isolation level repeatable read";
    private static final String NOTHING_UNDER_WAY =
            "lock table hand_deduction, appeal, rectification_step in share row exclusive mode";

    private static final String KEEP = """
            insert into approved_score (sheet_id, unit, place, sheet)
            select $1, unit, place, sheet
            from unnest($2::text[], $3::integer[], $4::text[]) as kept (unit, place, sheet)
            """;

    private static final String KEPT = """
            select sheet
            from approved_score
            where sheet_id = $1
            order by place
            """;

    private static final String KEPT_OF_UNIT = """
            select sheet
            from approved_score
            where sheet_id = $1
              and unit = $2
            """;

    private static final String EVIDENCE = """
            select %s
            from score_evidence
            where sheet_id = $1
              and scored_unit = $2
              and item = $3
            """.formatted(FindCases.COLUMNS);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Transactions transactions;

    ScoreSheetStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The sheet of a period by a rule set; the item is null while the scores are provisional. */
    public Uni<ScoreSheet> find(String period, String ruleSet) {
        return transactions.inTransaction(session -> find(session, period, ruleSet));
    }

    public Uni<ScoreSheet> find(Mutiny.Session session, String period, String ruleSet) {
        return query(session, OF_PERIOD)
                .setParameter("period", period)
                .setParameter("ruleSet", ruleSet)
                .getSingleResultOrNull();
    }

    /** The same, kept from changing until the transaction ends. */
    public Uni<ScoreSheet> hold(Mutiny.Session session, String period, String ruleSet) {
        return query(session, OF_PERIOD)
                .setParameter("period", period)
                .setParameter("ruleSet", ruleSet)
                .setLockMode(LockMode.PESSIMISTIC_READ)
                .getSingleResultOrNull();
    }

    /** The approved sheets of a mark. */
    public Uni<List<ScoreSheet>> withMark(Mutiny.Session session, String mark) {
        return query(session, OF_MARK).setParameter("mark", mark).getResultList();
    }

    private static Mutiny.SelectionQuery<ScoreSheet> query(Mutiny.Session session, String query) {
        return session.createSelectionQuery(query, ScoreSheet.class);
    }

    /**
     * Lets the transaction see one moment of everything: facts, journal, appeals and deductions. No appeal, deduction or step of an
     * order is under way when the moment is fixed. It must be the first that the transaction does.
     */
    public Uni<Void> fixMoment(Mutiny.Session session) {
        return Sql.on(session)
                .update(ONE_MOMENT)
                .chain(() -> Sql.on(session).update(NOTHING_UNDER_WAY))
                .replaceWithVoid();
    }

    /** Keeps the units' sheets and the facts behind every item as they are. */
    public Uni<Void> keep(
            Mutiny.Session session, UUID sheet, ScoredUnitQueries.Question question, List<UnitSheet> units) {
        var sql = Sql.on(session);
        Uni<?> kept = sql.update(
                KEEP,
                sheet,
                units.stream().map(UnitSheet::unit).toArray(String[]::new),
                IntStream.rangeClosed(1, units.size()).boxed().toArray(Integer[]::new),
                units.stream().map(ScoreSheetStore::write).toArray(String[]::new));
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

    public Uni<List<UnitSheet>> kept(Mutiny.Session session, UUID sheet) {
        return kept(Sql.on(session), sheet);
    }

    /** The units' sheets as they were approved, in the order of places. */
    Uni<List<UnitSheet>> kept(Sql sql, UUID sheet) {
        return sql.select(KEPT, sheet)
                .map(rows ->
                        rows.stream().map(row -> read(row.getString("sheet"))).toList());
    }

    /** A unit's sheet as it was approved; the item is null if it has none. */
    Uni<UnitSheet> kept(Sql sql, UUID sheet, String unit) {
        return sql.first(KEPT_OF_UNIT, sheet, unit).map(row -> row == null ? null : read(row.getString("sheet")));
    }

    /** Selects the facts behind a unit's item as they were approved. */
    static FindCases.Statement evidence(UUID sheet, String unit, String item) {
        return new FindCases.Statement(EVIDENCE, List.of(sheet, unit, item));
    }

    private static String write(UnitSheet sheet) {
        try {
            return JSON.writeValueAsString(sheet);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UnitSheet read(String sheet) {
        try {
            return JSON.readValue(sheet, UnitSheet.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
