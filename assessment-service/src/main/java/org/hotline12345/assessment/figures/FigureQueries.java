package org.hotline12345.assessment.figures;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.Figures;
import org.hotline12345.assessment.figures.summary.Summary;
import org.hotline12345.assessment.figures.summary.SummaryDefinition;
import org.hotline12345.assessment.figures.summary.WorkingDays;
import org.hotline12345.assessment.figures.summary.model.SummarySpan;
import org.hotline12345.chassis.database.DatabaseErrors;
import org.hotline12345.chassis.database.Sql;

/**
 * Takes counts: from the summary of the facts where it holds them, else from the facts. One statement, so all figures of an answer
 * are of one moment.
 */
@ApplicationScoped
class FigureQueries {
    /** The summary is laid out anew by another instance: no such table, no such column. */
    private static final Set<String> LAID_OUT_OTHERWISE = Set.of("42P01", "42703");

    private static final int FEW_UNITS = 20;

    /** A week by days, and what stands now. */
    private static final int MOST_SPANS = 8;

    private final Pool pool;
    private final WorkingDays workingDays;
    private final Summary summary;
    private final SummaryRows kept = new SummaryRows();

    FigureQueries(Pool pool, WorkingDays workingDays, Summary summary) {
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
        return sql.select(statement.sql(), statement.args()).map(rows -> figures(statement, rows, new HashMap<>()));
    }

    /** The same from the summary; null where there is none, or none that this service knows. */
    Uni<Map<String, Figures>> readSummary(Sql sql, Selection selection) {
        if (askedOfNobody(selection)) {
            return Uni.createFrom().item(Map.of());
        }
        Uni<Map<String, Figures>> read = ofManyKeys(selection)
                ? besideKept(sql, selection, kept::of)
                : FigureStatement.ofSummary(selection)
                        .map(statement -> sql.select(statement.sql(), statement.args())
                                .map(rows -> valid(rows) ? figures(statement, rows, new HashMap<>()) : null))
                        .orElseGet(() -> Uni.createFrom().nullItem());
        return read.onFailure(FigureQueries::laidOutOtherwise).recoverWithNull();
    }

    /** Whether so many rows of the summary are wanted that it pays to keep them. */
    private static boolean ofManyKeys(Selection selection) {
        return SummaryDefinition.DIMENSIONS.contains(selection.key().name())
                && (selection.units() == null || selection.units().size() > FEW_UNITS)
                && !FigureStatement.summed(selection).isEmpty()
                && FigureStatement.spans(selection).size() <= MOST_SPANS;
    }

    /** The rows of spans that did not change since they were last read are not read again. */
    private Uni<Map<String, Figures>> besideKept(
            Sql sql, Selection selection, BiFunction<String, SummarySpan, SummaryRows.Span> knows) {
        String dimension = selection.key().name();
        List<SummarySpan> spans = FigureStatement.spans(selection);
        var known = new ArrayList<SummaryRows.Span>();
        Set<Integer> wanted = new TreeSet<>();
        for (int i = 0; i < spans.size(); i++) {
            known.add(knows.apply(dimension, spans.get(i)));
            if (known.get(i) == null) {
                wanted.add(i);
            }
        }
        var statement = FigureStatement.besideSummary(selection, spans, wanted);
        return sql.select(statement.sql(), statement.args()).chain(rows -> {
            if (!valid(rows)) {
                return Uni.createFrom().nullItem();
            }
            List<SummaryRows.Span> found = SummaryRows.read(spans.size(), rows);
            boolean changed = false;
            for (int i = 0; i < spans.size(); i++) {
                if (wanted.contains(i)) {
                    kept.keep(dimension, spans.get(i), found.get(i));
                    known.set(i, found.get(i));
                } else if (!known.get(i).version().equals(found.get(i).version())) {
                    changed = true;
                }
            }
            return changed
                    ? besideKept(sql, selection, (ofDimension, span) -> null)
                    : Uni.createFrom().item(figures(statement, rows, sum(selection, spans, known)));
        });
    }

    private static Map<String, Figures> sum(
            Selection selection, List<SummarySpan> spans, List<SummaryRows.Span> known) {
        Set<Count> summed = FigureStatement.summed(selection);
        int[] flows = ordinals(FigureStatement.flows(summed));
        int[] stocks = ordinals(FigureStatement.stocks(summed));
        Set<String> units = selection.units() == null ? null : new HashSet<>(selection.units());
        var sums = new HashMap<String, Figures>();
        for (int i = 0; i < spans.size(); i++) {
            int[] counts = spans.get(i).equals(SummarySpan.EVER) ? stocks : flows;
            known.get(i).rows().forEach((key, figures) -> {
                if (units == null || units.contains(key)) {
                    sums.computeIfAbsent(key, k -> new Figures()).add(figures, counts);
                }
            });
        }
        return sums;
    }

    private static int[] ordinals(Set<Count> counts) {
        return counts.stream().mapToInt(Count::ordinal).toArray();
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
        return rows.stream().anyMatch(row -> row.getInteger("section") == FigureStatement.VALID);
    }

    /** Adds what the rows say to figures that are there. */
    private static Map<String, Figures> figures(
            FigureStatement statement, List<Row> rows, Map<String, Figures> figures) {
        for (Row row : rows) {
            int section = row.getInteger("section");
            if (section >= 0) {
                var ofKey = figures.computeIfAbsent(row.getString("key"), key -> new Figures());
                List<Count> counts = statement.columns().get(section);
                Long[] amounts = row.getArrayOfLongs("counts");
                for (int i = 0; i < amounts.length; i++) {
                    if (amounts[i] != null) {
                        ofKey.add(counts.get(i), amounts[i]);
                    }
                }
            }
        }
        figures.values().removeIf(Figures::empty);
        return figures;
    }
}
