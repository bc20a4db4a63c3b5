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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;

/** How far the scores of a period are, and approved scores as they are shown for ever. */
@ApplicationScoped
public class ScoreSheetQueries {
    private static final String OF_PERIOD =
            "from ScoreSheet where period = :period and ruleSet = :ruleSet order by edition desc";
    private static final String OF_MARK = "from ScoreSheet where mark = :mark order by period, ruleSet";

    private static final String SCORERS = """
            select opened_by as scorer
            from score_sheet
            where period = $1
              and rule_set = $2
            union
            select made_by
            from hand_deduction
            where period = $1
              and rule_set = $2
            union
            select made_by
            from score_exclusion
            where period = $1
              and rule_set = $2
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

    ScoreSheetQueries(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The latest edition of the scores of a period by a rule set; the item is null while they are provisional. */
    public Uni<ScoreSheet> find(Mutiny.Session session, String period, String ruleSet) {
        return latest(ofPeriod(session, period, ruleSet));
    }

    /** The same, kept from changing until the transaction ends. */
    public Uni<ScoreSheet> hold(Mutiny.Session session, String period, String ruleSet) {
        return latest(ofPeriod(session, period, ruleSet).setLockMode(LockMode.PESSIMISTIC_READ));
    }

    /** All editions, the latest first. */
    public Uni<List<ScoreSheet>> editions(String period, String ruleSet) {
        return transactions.inTransaction(
                session -> ofPeriod(session, period, ruleSet).getResultList());
    }

    /** Who scored: opened or corrected the scores, took points off or left cases out. */
    public Uni<Set<String>> scorers(Mutiny.Session session, String period, String ruleSet) {
        return Sql.on(session)
                .select(SCORERS, period, ruleSet)
                .map(rows -> rows.stream().map(row -> row.getString("scorer")).collect(Collectors.toSet()));
    }

    private static Mutiny.SelectionQuery<ScoreSheet> ofPeriod(Mutiny.Session session, String period, String ruleSet) {
        return query(session, OF_PERIOD).setParameter("period", period).setParameter("ruleSet", ruleSet);
    }

    private static Uni<ScoreSheet> latest(Mutiny.SelectionQuery<ScoreSheet> sheets) {
        return sheets.setMaxResults(1).getSingleResultOrNull();
    }

    /** The approved sheets of a mark. */
    public Uni<List<ScoreSheet>> withMark(Mutiny.Session session, String mark) {
        return query(session, OF_MARK).setParameter("mark", mark).getResultList();
    }

    private static Mutiny.SelectionQuery<ScoreSheet> query(Mutiny.Session session, String query) {
        return session.createSelectionQuery(query, ScoreSheet.class);
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

    /** A sheet as it is kept. */
    public static String write(UnitSheet sheet) {
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
