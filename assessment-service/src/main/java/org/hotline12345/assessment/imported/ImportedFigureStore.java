package org.hotline12345.assessment.imported;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.assessment.definition.model.Definition;
import org.hotline12345.assessment.definition.model.Definitions;
import org.hotline12345.assessment.definition.model.ImportedCount;
import org.hotline12345.assessment.definition.model.Rate;
import org.hotline12345.assessment.imported.model.ImportedSum;
import org.hotline12345.assessment.imported.model.ImportedSum.ImportedFigure;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.language.Text;

/** What is counted elsewhere and imported: what the counts mean, and every version of every figure with its source. */
@ApplicationScoped
public class ImportedFigureStore {
    /** The whole city: a figure of no unit. */
    public static final String CITY = "";

    private static final Table<CountRow> COUNT =
            Table.of("imported_count", CountRow.class).key("code");

    private static final String COUNTS = """
            select %s
            from imported_count
            order by rate_of is not null, code
            """.formatted(COUNT.columns());

    private static final String LOCK = """
            lock table imported_figure in share row exclusive mode
            """;

    /** What says the same as the last version is no new one. */
    private static final String STORE = """
            insert into imported_figure (
              code, unit, first_day, last_day, version, amount, source, stored_at, stored_by)
            select new.code, new.unit, new.first_day, new.last_day, coalesce(last.version, 0) + 1, new.amount, new.source, $7, $8
            from unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::bigint[], $6::text[])
              as new (code, unit, first_day, last_day, amount, source)
            left join lateral (
              select version, amount, source
              from imported_figure old
              where (old.code, old.unit, old.first_day, old.last_day) = (new.code, new.unit, new.first_day, new.last_day)
              order by version desc
              limit 1) last on true
            where (last.amount, last.source) is distinct from (new.amount, new.source)
            """;

    private static final String WITHIN = """
            select code, nullif(unit, '') as unit, first_day as first, last_day as last, version, amount, source, stored_at,
              stored_by,
              version = max(version) over (partition by code, unit, first_day, last_day) as latest
            from imported_figure
            where first_day >= $1
              and last_day <= $2
            order by code, imported_figure.unit, first_day, last_day, version
            """;

    /** A figure to be stored; the unit is {@link #CITY} for none. */
    record Entry(String code, String unit, LocalDate firstDay, LocalDate lastDay, long amount, String source) {}

    /** A version of a figure; the unit is null for the whole city. */
    public record ImportedFigureView(
            String code,
            String unit,
            LocalDate first,
            LocalDate last,
            long amount,
            String source,
            int version,
            boolean latest,
            OffsetDateTime storedAt,
            String storedBy) {}

    /**
     * The imported figures of a period.
     *
     * @param counts All counts that can be imported.
     * @param sums By unit and code.
     */
    public record OfPeriod(List<ImportedCount> counts, Map<String, Map<String, ImportedSum>> sums) {
        /** The members they add to the row of a unit: null where nothing was imported. */
        public Map<String, Object> members(String unit) {
            Map<String, ImportedSum> ofUnit = sums.getOrDefault(unit, Map.of());
            var members = new LinkedHashMap<String, Object>();
            counts.forEach(count -> members.put(count.code(), amount(ofUnit, count.code())));
            counts.stream()
                    .filter(count -> count.rate() != null)
                    .forEach(count -> members.put(count.rate().code(), rate(ofUnit, count)));
            return members;
        }

        private static Long amount(Map<String, ImportedSum> sums, String code) {
            return sums.containsKey(code) ? sums.get(code).amount() : null;
        }

        private static BigDecimal rate(Map<String, ImportedSum> sums, ImportedCount count) {
            ImportedSum numerator = sums.get(count.code());
            ImportedSum denominator = sums.get(count.rate().of());
            return numerator == null || denominator == null
                    ? null
                    : Rate.percent(numerator.amount(), denominator.amount());
        }
    }

    private final Pool pool;
    private final Transactions transactions;
    private final Clock clock;

    ImportedFigureStore(Pool pool, Transactions transactions, Clock clock) {
        this.pool = pool;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The counts that can be imported. */
    public Uni<List<ImportedCount>> counts() {
        return counts(Sql.on(pool));
    }

    private static Uni<List<ImportedCount>> counts(Sql sql) {
        return sql.select(COUNTS)
                .map(rows -> rows.stream()
                        .map(Rows.as(CountRow.class))
                        .map(CountRow::count)
                        .toList());
    }

    /** What they and their rates mean. */
    public static List<Definition> definitions(List<ImportedCount> counts) {
        var definitions = new ArrayList<Definition>();
        counts.forEach(count -> definitions.add(Definitions.imported(count)));
        counts.stream()
                .filter(count -> count.rate() != null)
                .forEach(count -> counts.stream()
                        .filter(of -> of.code().equals(count.rate().of()))
                        .forEach(of -> definitions.add(Definitions.rate(count, of))));
        return definitions;
    }

    /** Adds a count, or says anew what it means. */
    Uni<Void> define(ImportedCount count, String by) {
        var row = CountRow.of(count, clock.instant(), by);
        return transactions.inTransaction(
                session -> new Writes().upsert(COUNT, List.of(row)).run(Sql.on(session)));
    }

    /** Stores figures; answers how many said something new. */
    Uni<Integer> store(List<Entry> entries, String by) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return sql.update(LOCK)
                    .chain(() -> sql.update(
                            STORE,
                            entries.stream().map(Entry::code).toArray(String[]::new),
                            entries.stream().map(Entry::unit).toArray(String[]::new),
                            entries.stream().map(Entry::firstDay).toArray(LocalDate[]::new),
                            entries.stream().map(Entry::lastDay).toArray(LocalDate[]::new),
                            entries.stream().map(Entry::amount).toArray(Long[]::new),
                            entries.stream().map(Entry::source).toArray(String[]::new),
                            clock.instant(),
                            by));
        });
    }

    /** Every version of the figures that lie within a period. */
    Uni<List<ImportedFigureView>> within(Period period) {
        return Sql.on(pool)
                .select(WITHIN, period.first(), period.last())
                .map(rows ->
                        rows.stream().map(Rows.as(ImportedFigureView.class)).toList());
    }

    /** What the figures of a period come to. */
    public Uni<OfPeriod> of(Period period) {
        return counts().chain(counts -> within(period).map(all -> {
            var figures = new TreeMap<String, Map<String, List<ImportedFigure>>>();
            all.stream()
                    .filter(ImportedFigureView::latest)
                    .forEach(figure -> figures.computeIfAbsent(
                                    figure.unit() == null ? CITY : figure.unit(), unit -> new HashMap<>())
                            .computeIfAbsent(figure.code(), code -> new ArrayList<>())
                            .add(new ImportedFigure(
                                    figure.first(),
                                    figure.last(),
                                    figure.amount(),
                                    figure.source(),
                                    figure.storedBy())));
            var sums = new HashMap<String, Map<String, ImportedSum>>();
            figures.forEach((unit, byCode) -> {
                var ofUnit = new TreeMap<String, ImportedSum>();
                byCode.forEach((code, list) -> ofUnit.put(code, ImportedSum.of(list)));
                sums.put(unit, ofUnit);
            });
            return new OfPeriod(counts, sums);
        }));
    }

    /** A count as it is stored. */
    private record CountRow(
            String code,
            String nameZh,
            String nameEn,
            String wordsZh,
            String wordsEn,
            String rateCode,
            String rateNameZh,
            String rateNameEn,
            String rateOf,
            Instant storedAt,
            String storedBy) {
        static CountRow of(ImportedCount count, Instant at, String by) {
            var rate = count.rate();
            return new CountRow(
                    count.code(),
                    count.name().zh(),
                    count.name().en(),
                    count.words().zh(),
                    count.words().en(),
                    rate == null ? null : rate.code(),
                    rate == null ? null : rate.name().zh(),
                    rate == null ? null : rate.name().en(),
                    rate == null ? null : rate.of(),
                    at,
                    by);
        }

        ImportedCount count() {
            return new ImportedCount(
                    code,
                    new Text(nameZh, nameEn),
                    new Text(wordsZh, wordsEn),
                    rateCode == null
                            ? null
                            : new ImportedCount.ImportedRate(rateCode, new Text(rateNameZh, rateNameEn), rateOf));
        }
    }
}
