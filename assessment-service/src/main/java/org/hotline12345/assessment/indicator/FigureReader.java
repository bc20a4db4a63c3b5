package org.hotline12345.assessment.indicator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotline12345.assessment.indicator.model.Count;
import org.hotline12345.assessment.indicator.model.FactFilter;
import org.hotline12345.assessment.indicator.model.FactSource;
import org.hotline12345.assessment.indicator.model.Figures;
import org.hotline12345.assessment.indicator.model.Part;
import org.hotline12345.chassis.database.Sql;

/**
 * Takes counts from the facts. One statement, so all figures of an answer are of one moment; one range scan for each way in
 * which facts belong to a period.
 */
@ApplicationScoped
class FigureReader {
    private final Pool pool;
    private final WorkingDays workingDays;

    FigureReader(Pool pool, WorkingDays workingDays) {
        this.pool = pool;
        this.workingDays = workingDays;
    }

    /** The figures by key; the key is null where the fact has none. */
    Uni<Map<String, Figures>> read(Selection selection) {
        return workingDays.upToDate().chain(() -> read(Sql.on(pool), selection));
    }

    /** The same as one transaction sees them; working days are as they were last written. */
    Uni<Map<String, Figures>> read(Sql sql, Selection selection) {
        if (selection.units() != null && selection.units().isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var statement = Statement.of(selection);
        return sql.select(statement.sql(), statement.args()).map(statement::figures);
    }

    /** A statement, its arguments, and where each count stands in its rows. */
    private record Statement(String sql, Object[] args, Map<FactSource, List<Count>> columns) {
        static Statement of(Selection selection) {
            var args = new ArrayList<Object>(List.of(selection.bounds(), selection.asOf()));
            var filter = selection.filter();
            var more = new Conditions(
                    selection.units() == null
                            ? null
                            : next(args, selection.units().toArray(String[]::new)),
                    selection.cases() == null
                            ? null
                            : next(args, selection.cases().toArray(UUID[]::new)),
                    filter.channels().isEmpty()
                            ? null
                            : next(args, filter.channels().toArray(String[]::new)),
                    filter.types().isEmpty() ? null : next(args, List.copyOf(filter.types())),
                    filter.urgencies().isEmpty() ? null : next(args, List.copyOf(filter.urgencies())));
            var columns = new HashMap<FactSource, List<Count>>();
            var aggregates = new HashMap<FactSource, List<String>>();
            for (Count count : selection.counts()) {
                for (Part part : selection.answers().parts(count)) {
                    columns.computeIfAbsent(part.source(), s -> new ArrayList<>())
                            .add(count);
                    aggregates
                            .computeIfAbsent(part.source(), s -> new ArrayList<>())
                            .add(part.sql());
                }
            }
            int width = columns.values().stream().mapToInt(List::size).max().orElse(0);
            String sql = columns.keySet().stream()
                    .sorted()
                    .map(source -> select(
                            selection, source, aggregates.get(source), width, more.on(source, selection.filter())))
                    .collect(Collectors.joining("union all\n"));
            return new Statement(sql.replace("$now", "$2::timestamptz"), args.toArray(), columns);
        }

        private static String next(List<Object> args, Object value) {
            args.add(value);
            return "$" + args.size();
        }

        private static String select(
                Selection selection, FactSource source, List<String> aggregates, int width, String more) {
            String measures = IntStream.range(0, width)
                    .mapToObj(i -> i < aggregates.size() ? aggregates.get(i) : "null::bigint")
                    .map(sql -> "  " + sql)
                    .collect(Collectors.joining(",\n"));
            return selection.key() == Selection.Key.PERIOD
                    ? """
                    select
                      %d,
                      p.number::text,
                      facts.*
                    from generate_series(1, array_length($1::timestamptz[], 1) - 1) as p (number)
                    cross join lateral (
                      select
                    %s
                      from %s
                      where %s
                        %s) facts
                    """.formatted(source.ordinal(), measures, tables(source), condition(source, "p.number"), more)
                    : """
                    select
                      %d,
                      %s,
                    %s
                    from %s
                    where %s
                      %s
                    group by 1, 2
                    """.formatted(
                                    source.ordinal(),
                                    selection.key().sql(source),
                                    measures,
                                    tables(source),
                                    condition(source, "1"),
                                    more);
        }

        private static String tables(FactSource source) {
            return source.table() + " f\n" + source.joins();
        }

        private static String condition(FactSource source, String period) {
            return """
                    %s
                      and $2::timestamptz is not null
                      and %s""".formatted(
                    source.within("($1::timestamptz[])[" + period + "]", "($1::timestamptz[])[" + period + " + 1]"),
                    source.condition());
        }

        Map<String, Figures> figures(List<Row> rows) {
            var figures = new HashMap<String, Figures>();
            for (Row row : rows) {
                var ofKey = figures.computeIfAbsent(row.getString(1), key -> new Figures());
                List<Count> counts = columns.get(FactSource.values()[row.getInteger(0)]);
                for (int i = 0; i < counts.size(); i++) {
                    Long amount = row.getLong(i + 2);
                    if (amount != null) {
                        ofKey.add(counts.get(i), amount);
                    }
                }
            }
            return figures;
        }
    }

    /** Parameters of the further conditions; null for those that are not wanted. */
    private record Conditions(String units, String cases, String channels, String types, String urgencies) {
        String on(FactSource source, FactFilter filter) {
            return (units == null ? "" : "and f.unit = any(" + units + "::text[])")
                    + (cases == null ? "" : " and f.case_id = any(" + cases + "::uuid[])")
                    + source.filter(filter, channels, types, urgencies);
        }
    }
}
