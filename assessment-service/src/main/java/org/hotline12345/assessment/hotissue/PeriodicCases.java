package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hotline12345.assessment.definition.Names;
import org.hotline12345.assessment.definition.model.Dimension;
import org.hotline12345.assessment.hotissue.model.YearlyWeeks;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;

/** What came in the same weeks of earlier years, from the facts: heating in autumn, floods in July, school places in August. */
@ApplicationScoped
public class PeriodicCases {
    private static final int MOST = 200;

    private static final String COUNT = """
            with span as (
              select *
              from unnest($1::integer[], $2::timestamptz[], $3::timestamptz[]) as span (year, from_time, to_time)
            ),
            periodic as (
              select distinct category
              from span
              join case_fact
                on case_fact.registered_at >= span.from_time
                and case_fact.registered_at < span.to_time
              where case_fact.pattern = 'PERIODIC'
                and case_fact.category is not null
            )
            select
              case_fact.category,
              span.year,
              count(*) as cases,
              count(*) filter (where case_fact.pattern = 'PERIODIC') as periodic
            from span
            join case_fact
              on case_fact.registered_at >= span.from_time
              and case_fact.registered_at < span.to_time
            where case_fact.category in (
              select category
              from periodic)
            group by case_fact.category, span.year
            """;

    private final Pool pool;
    private final Names names;

    PeriodicCases(Pool pool, Names names) {
        this.pool = pool;
        this.names = names;
    }

    /**
     * The weeks of a year.
     *
     * @param from First day.
     * @param to Last day.
     * @param cases All cases of the category in these weeks.
     * @param periodic Those whose problem is known as periodic.
     */
    public record Year(int year, LocalDate from, LocalDate to, long cases, long periodic) {}

    /**
     * A category.
     *
     * @param average Cases a year in the earlier years, to one decimal.
     * @param years The earlier years and the year asked for, the latest first.
     */
    public record Category(String category, String name, double average, List<Year> years) {}

    /** The weeks asked for, the categories with most cases first. */
    public record Weeks(String week, int weeks, LocalDate from, LocalDate to, List<Category> items) {}

    /**
     * Counts.
     *
     * @param week An ISO week.
     * @param weeks So many weeks from it on.
     * @param years So many earlier years.
     */
    public Uni<Weeks> read(Period week, int weeks, int years, Language language) {
        LocalDate monday = ShanghaiTime.day(week.from());
        if (!week.text().contains("-W")) {
            throw Problem.invalid("week", "violation.hot-issue.week");
        }
        List<YearlyWeeks> spans = YearlyWeeks.backFrom(monday, weeks, years);
        return Sql.on(pool)
                .select(
                        COUNT,
                        spans.stream().map(YearlyWeeks::year).toArray(Integer[]::new),
                        spans.stream()
                                .map(span -> ShanghaiTime.start(span.from()))
                                .toArray(Instant[]::new),
                        spans.stream()
                                .map(span -> ShanghaiTime.start(span.to().plusDays(1)))
                                .toArray(Instant[]::new))
                .map(rows -> new Weeks(
                        week.text(),
                        weeks,
                        spans.get(0).from(),
                        spans.get(0).to(),
                        categories(rows, spans, years, language)));
    }

    private List<Category> categories(List<Row> rows, List<YearlyWeeks> spans, int years, Language language) {
        Map<String, Map<Integer, Row>> counted = new TreeMap<>();
        rows.forEach(row -> counted.computeIfAbsent(row.getString("category"), c -> new TreeMap<>())
                .put(row.getInteger("year"), row));
        var categories = new ArrayList<Category>();
        counted.forEach((category, byYear) -> {
            List<Year> told = spans.stream().map(span -> year(span, byYear)).toList();
            long earlier = told.stream().skip(1).mapToLong(Year::cases).sum();
            categories.add(new Category(
                    category,
                    names.of(Dimension.CATEGORY, category).in(language),
                    Math.round(earlier * 10.0 / years) / 10.0,
                    told));
        });
        categories.sort(Comparator.comparingDouble(Category::average).reversed().thenComparing(Category::category));
        return categories.stream().limit(MOST).toList();
    }

    private static Year year(YearlyWeeks span, Map<Integer, Row> byYear) {
        Row row = byYear.get(span.year());
        return new Year(
                span.year(),
                span.from(),
                span.to(),
                row == null ? 0 : row.getLong("cases"),
                row == null ? 0 : row.getLong("periodic"));
    }
}
