package org.hotline12345.assessment.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hotline12345.assessment.evidence.EvidenceQueries;
import org.hotline12345.assessment.evidence.FindCases;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;

/** How far the scores of a period are, and approved scores as they are shown for ever. */
@ApplicationScoped
public class ScoreSheets {
    private static final String SELECT = """
            select
              sheet_id, period, rule_set, rule_set_version, state, opened_at, opened_by, objections_until,
              approved_at, approved_by, mark
            from score_sheet
            """;

    private static final String FIND = SELECT + """
            where period = $1
              and rule_set = $2
            """;

    private static final String WITH_MARK = SELECT + """
            where mark = $1
            order by period, rule_set
            """;

    private static final String OPEN = """
            insert into score_sheet (
              sheet_id, period, rule_set, rule_set_version, state, opened_at, opened_by, objections_until)
            values ($1, $2, $3, $4, 'OPEN_TO_OBJECTION', $5, $6, $7)
            on conflict (period, rule_set) do nothing
            """;

    private static final String APPROVE = """
            update score_sheet
            set state = 'APPROVED',
                approved_at = $2,
                approved_by = $3,
                mark = $4
            where sheet_id = $1
              and state = 'OPEN_TO_OBJECTION'
            """;

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

    /** How far the scores of a period are. */
    public enum State {
        /** 初评: they follow the cases. */
        PROVISIONAL,
        /** 异议期: units may object. */
        OPEN_TO_OBJECTION,
        /** 审定: fixed for ever. */
        APPROVED
    }

    /**
     * The scores of a period by a rule set, once they are more than provisional.
     *
     * @param version The version of the rule set, fixed when they were opened.
     * @param objectionsUntil Until when units may object. May be null: until approval.
     * @param approvedAt When they were approved. May be null.
     * @param approvedBy By whom. May be null.
     * @param mark Up to which event and decision they count. May be null.
     */
    public record Sheet(
            UUID id,
            String period,
            String ruleSet,
            int version,
            State state,
            Instant openedAt,
            String openedBy,
            Instant objectionsUntil,
            Instant approvedAt,
            String approvedBy,
            String mark) {
        /** Whether they are fixed. */
        public boolean approved() {
            return state == State.APPROVED;
        }
    }

    /** The sheet; the item is null while the scores are provisional. */
    public Uni<Sheet> find(Sql sql, String period, String ruleSet) {
        return sql.first(FIND, period, ruleSet).map(row -> row == null ? null : sheet(row));
    }

    /** The same, kept from changing until the transaction ends. */
    public Uni<Sheet> hold(Sql sql, String period, String ruleSet) {
        return sql.first(FIND + "for share\n", period, ruleSet).map(row -> row == null ? null : sheet(row));
    }

    /** The approved sheets of a mark. */
    public Uni<List<Sheet>> withMark(Sql sql, String mark) {
        return sql.select(WITH_MARK, mark)
                .map(rows -> rows.stream().map(ScoreSheets::sheet).toList());
    }

    /** Opens scores to objection; false if they were opened before. */
    public Uni<Boolean> open(Sql sql, Sheet sheet) {
        return sql.update(
                        OPEN,
                        sheet.id(),
                        sheet.period(),
                        sheet.ruleSet(),
                        sheet.version(),
                        sheet.openedAt(),
                        sheet.openedBy(),
                        sheet.objectionsUntil())
                .map(rows -> rows == 1);
    }

    /** Fixes scores; false if they are not open. */
    public Uni<Boolean> approve(Sql sql, UUID sheet, Instant at, String by, String mark) {
        return sql.update(APPROVE, sheet, at, by, mark).map(rows -> rows == 1);
    }

    /** Keeps the units' sheets as they are. */
    public Uni<Void> keep(Sql sql, UUID sheet, List<UnitSheet> sheets) {
        return sql.update(
                        KEEP,
                        sheet,
                        sheets.stream().map(UnitSheet::unit).toArray(String[]::new),
                        IntStream.rangeClosed(1, sheets.size()).boxed().toArray(Integer[]::new),
                        sheets.stream().map(ScoreSheets::write).toArray(String[]::new))
                .replaceWithVoid();
    }

    /** Keeps the facts behind an item as they are. */
    public Uni<Void> keepEvidence(Sql sql, UUID sheet, String item, FindCases.Behind behind) {
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
                        """.formatted(FindCases.COLUMNS, args.size() - 1, args.size(), statement.sql()), args.toArray())
                .replaceWithVoid();
    }

    /** The units' sheets as they were approved, in the order of places. */
    public Uni<List<UnitSheet>> kept(Sql sql, UUID sheet) {
        return sql.select(KEPT, sheet)
                .map(rows ->
                        rows.stream().map(row -> read(row.getString("sheet"))).toList());
    }

    /** A unit's sheet as it was approved; the item is null if it has none. */
    public Uni<UnitSheet> kept(Sql sql, UUID sheet, String unit) {
        return sql.first(KEPT_OF_UNIT, sheet, unit).map(row -> row == null ? null : read(row.getString("sheet")));
    }

    /** Selects the facts behind a unit's item as they were approved. */
    public static FindCases.Statement evidence(UUID sheet, String unit, String item) {
        return new FindCases.Statement(EVIDENCE, List.of(sheet, unit, item));
    }

    private static Sheet sheet(Row row) {
        return new Sheet(
                row.getUUID("sheet_id"),
                row.getString("period"),
                row.getString("rule_set"),
                row.getInteger("rule_set_version"),
                State.valueOf(row.getString("state")),
                Rows.instant(row, "opened_at"),
                row.getString("opened_by"),
                Rows.instant(row, "objections_until"),
                Rows.instant(row, "approved_at"),
                row.getString("approved_by"),
                row.getString("mark"));
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
