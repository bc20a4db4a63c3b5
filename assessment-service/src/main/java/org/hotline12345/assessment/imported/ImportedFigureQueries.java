package org.hotline12345.assessment.imported;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
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
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Text;

/** What is counted elsewhere and imported: what the counts mean, and every version of every figure with its source. */
@ApplicationScoped
public class ImportedFigureQueries {
    /** The whole city: a figure of no unit. */
    public static final String CITY = "";

    private static final String COUNTS = """
            select *
            from imported_count
            order by rate_of is not null, code
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

    ImportedFigureQueries(Pool pool) {
        this.pool = pool;
    }

    /** The counts that can be imported. */
    public Uni<List<ImportedCount>> counts() {
        return Sql.on(pool)
                .list(CountRow.class, COUNTS)
                .map(rows -> rows.stream().map(CountRow::count).toList());
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

    /** Every version of the figures that lie within a period. */
    Uni<List<ImportedFigureView>> within(Period period) {
        return Sql.on(pool).list(ImportedFigureView.class, WITHIN, period.first(), period.last());
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
    record CountRow(
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
