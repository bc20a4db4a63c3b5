package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.assessment.indicator.model.Count;
import org.hotline12345.assessment.indicator.model.Figures;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.database.Sql;

/**
 * Takes counts: from the summary of the facts where it holds them, else from the facts. One statement, so all figures of an answer
 * are of one moment.
 */
@ApplicationScoped
class FigureReader {
    /** The summary is laid out anew by another instance: no such table, no such column. */
    private static final Set<String> LAID_OUT_OTHERWISE = Set.of("42P01", "42703");

    private final Pool pool;
    private final WorkingDays workingDays;
    private final SummaryTables summary;

    FigureReader(Pool pool, WorkingDays workingDays, SummaryTables summary) {
        this.pool = pool;
        this.workingDays = workingDays;
        this.summary = summary;
    }

    /** The figures by key; the key is null where the fact has none. Keys of which nothing was counted are left out. */
    Uni<Map<String, Figures>> read(Selection selection) {
        return workingDays.upToDate().chain(() -> read(Sql.on(pool), selection));
    }

    /** The same as one transaction sees them; working days are as they were last written. */
    Uni<Map<String, Figures>> read(Sql sql, Selection selection) {
        if (!summary.filled()) {
            return readFacts(sql, selection);
        }
        return readSummary(sql, selection)
                .chain(found -> found == null
                        ? readFacts(sql, selection)
                        : Uni.createFrom().item(found));
    }

    /** The same from the facts alone. */
    Uni<Map<String, Figures>> readFacts(Sql sql, Selection selection) {
        if (askedOfNobody(selection)) {
            return Uni.createFrom().item(Map.of());
        }
        var statement = FigureStatement.ofFacts(selection);
        return sql.select(statement.sql(), statement.args()).map(rows -> figures(statement, rows));
    }

    /** The same from the summary; null where there is none, or none that this service knows. */
    Uni<Map<String, Figures>> readSummary(Sql sql, Selection selection) {
        if (askedOfNobody(selection)) {
            return Uni.createFrom().item(Map.of());
        }
        var wanted = FigureStatement.ofSummary(selection);
        if (wanted.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        var statement = wanted.get();
        return sql.select(statement.sql(), statement.args())
                .map(rows -> valid(rows) ? figures(statement, rows) : null)
                .onFailure(FigureReader::laidOutOtherwise)
                .recoverWithNull();
    }

    private static boolean askedOfNobody(Selection selection) {
        return selection.units() != null && selection.units().isEmpty();
    }

    private static boolean laidOutOtherwise(Throwable failure) {
        return DatabaseErrors.sqlState(failure)
                .filter(LAID_OUT_OTHERWISE::contains)
                .isPresent();
    }

    private static boolean valid(List<Row> rows) {
        return rows.stream().anyMatch(row -> row.getInteger(0) == FigureStatement.VALID);
    }

    private static Map<String, Figures> figures(FigureStatement statement, List<Row> rows) {
        var figures = new HashMap<String, Figures>();
        for (Row row : rows) {
            if (row.getInteger(0) == FigureStatement.VALID) {
                continue;
            }
            var ofKey = figures.computeIfAbsent(row.getString(1), key -> new Figures());
            List<Count> counts = statement.columns().get(row.getInteger(0));
            for (int i = 0; i < counts.size(); i++) {
                Long amount = row.getLong(i + 2);
                if (amount != null && amount != 0) {
                    ofKey.add(counts.get(i), amount);
                }
            }
        }
        figures.values().removeIf(Figures::empty);
        return figures;
    }
}
