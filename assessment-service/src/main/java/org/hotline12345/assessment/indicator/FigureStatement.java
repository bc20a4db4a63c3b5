package org.hotline12345.assessment.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotline12345.assessment.indicator.model.Count;
import org.hotline12345.assessment.indicator.model.FactSource;
import org.hotline12345.assessment.indicator.model.Part;
import org.hotline12345.assessment.indicator.model.SummaryDefinition;
import org.hotline12345.assessment.indicator.model.SummarySpan;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * A statement that takes counts, made of sections: from the summary, from the changes that are not in it yet, from the facts. Each
 * row names its section, then its key, then the counts of the section; the rows of a key add up.
 *
 * @param sql The statement.
 * @param args Its arguments.
 * @param columns The counts of each section.
 */
record FigureStatement(String sql, Object[] args, List<List<Count>> columns) {
    /** The section whose one row says that the summary is complete and laid out as this service knows it. */
    static final int VALID = -1;

    /** From the facts: one range scan for each way in which they belong to a period. */
    static FigureStatement ofFacts(Selection selection) {
        var builder = new Builder(selection);
        builder.facts(selection.counts(), part -> true, source -> "");
        return builder.statement();
    }

    /** From the summary as far as it holds what is asked for; nothing if it holds none of it. */
    static Optional<FigureStatement> ofSummary(Selection selection) {
        Set<Count> summed = EnumSet.noneOf(Count.class);
        selection.counts().stream()
                .filter(SummaryDefinition::holds)
                .filter(count -> selection.answers().parts(count).equals(count.parts()))
                .forEach(summed::add);
        if (summed.isEmpty() || !heldBySummary(selection)) {
            return Optional.empty();
        }
        var builder = new Builder(selection);
        builder.valid();
        builder.summary(summed);
        builder.changes(summed);
        builder.facts(summed, SummaryDefinition::momentary, source -> {
            String settled = SummaryDefinition.settled(source);
            return " and not (" + settled + ")";
        });
        Set<Count> others = EnumSet.noneOf(Count.class);
        selection.counts().stream().filter(count -> !summed.contains(count)).forEach(others::add);
        builder.facts(others, part -> true, source -> "");
        return Optional.of(builder.statement());
    }

    private static boolean heldBySummary(Selection selection) {
        boolean whole = selection.key() == Selection.Key.NONE || selection.key() == Selection.Key.PERIOD;
        boolean byUnit = selection.key() == Selection.Key.UNIT;
        return selection.filter().letsAllPass()
                && selection.cases() == null
                && (whole
                        || SummaryDefinition.DIMENSIONS.contains(selection.key().name()))
                && (whole || byUnit || selection.units() == null)
                && selection.bounds().stream().allMatch(FigureStatement::beginsADay);
    }

    private static boolean beginsADay(Instant bound) {
        return day(bound).atStartOfDay(ShanghaiTime.ZONE).toInstant().equals(bound);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ShanghaiTime.ZONE);
    }

    private static final class Builder {
        private final Selection selection;
        private final List<Object> args = new ArrayList<>();
        private final List<List<Count>> columns = new ArrayList<>();
        private final List<Function<Integer, String>> sections = new ArrayList<>();
        private String bounds;
        private String now;
        private String units;
        private final ListArguments lists = new ListArguments(args);
        private String more;

        Builder(Selection selection) {
            this.selection = selection;
        }

        FigureStatement statement() {
            int width = columns.stream().mapToInt(List::size).max().orElse(0);
            String sql =
                    sections.stream().map(section -> section.apply(width)).collect(Collectors.joining("union all\n"));
            return new FigureStatement(sql, args.toArray(), columns);
        }

        void valid() {
            String fingerprint = next(SummaryDefinition.FINGERPRINT, "text");
            sections.add(width -> """
                    select
                      %d,
                      ''::text,
                    %s
                    from summary_state state
                    join working_day_state on working_day_state.revision = state.calendar
                    where state.fingerprint = %s
                      and state.filled_to = '%s'::uuid
                    """.formatted(VALID, measures(List.of(), width), fingerprint, SummaryTables.END));
        }

        void summary(Set<Count> counts) {
            var grains = new ArrayList<String>();
            var days = new ArrayList<LocalDate>();
            var periods = new ArrayList<Integer>();
            for (int i = 1; i < selection.bounds().size(); i++) {
                for (SummarySpan span : SummarySpan.of(
                        day(selection.bounds().get(i - 1)),
                        day(selection.bounds().get(i)))) {
                    grains.add(span.grain().name());
                    days.add(span.first());
                    periods.add(i);
                }
            }
            boolean byKey =
                    SummaryDefinition.DIMENSIONS.contains(selection.key().name());
            String dimension =
                    byKey ? selection.key().name() : selection.units() == null ? SummaryDefinition.ALL : "UNIT";
            String key = byKey
                    ? "nullif(s.key, '')"
                    : selection.key() == Selection.Key.PERIOD ? "span.period::text" : "''::text";
            boolean oneRowAKey = byKey && days.size() == 1;
            String spans = "unnest(%s, %s, %s)"
                    .formatted(
                            next(grains.toArray(String[]::new), "text[]"),
                            next(days.toArray(LocalDate[]::new), "date[]"),
                            next(periods.toArray(Integer[]::new), "integer[]"));
            String ofUnits = selection.units() == null ? "" : "and key = any(" + units() + ")";
            int section = section(counts);
            // the inner select is kept apart, so that the spans lead and the rows of each are found by the key
            sections.add(width -> """
                    select
                      %d,
                      %s,
                    %s
                    from %s as span (grain, first, period)
                    cross join lateral (
                      select *
                      from summary
                      where dimension = '%s'
                        and grain = span.grain
                        and day = span.first
                        %s
                      offset 0) s
                    %s
                    """.formatted(
                            section,
                            key,
                            measures(
                                    columns.get(section).stream()
                                            .map(SummaryDefinition::column)
                                            .map(column -> oneRowAKey ? "s." + column : "sum(s." + column + ")::bigint")
                                            .toList(),
                                    width),
                            spans,
                            dimension,
                            ofUnits,
                            oneRowAKey ? "" : "group by 1, 2"));
        }

        void changes(Set<Count> counts) {
            String days =
                    next(selection.bounds().stream().map(FigureStatement::day).toArray(LocalDate[]::new), "date[]");
            String ofUnits = selection.units() == null ? "" : "and f.unit = any(" + units() + ")";
            int section = section(counts);
            sections.add(width -> """
                    select
                      %1$d,
                      %2$s,
                    %3$s
                    from generate_series(1, array_length(%4$s, 1) - 1) as p (number)
                    join summary_change f
                      on f.day >= (%4$s)[p.number]
                      and f.day < (%4$s)[p.number + 1]
                    where true %5$s
                    group by 1, 2
                    """.formatted(
                            section,
                            selection.key().column(),
                            measures(
                                    columns.get(section).stream()
                                            .map(count -> "sum(f." + SummaryDefinition.column(count) + ")")
                                            .toList(),
                                    width),
                            days,
                            ofUnits));
        }

        /** The parts of the counts that are wanted, one section a source. */
        void facts(Set<Count> counts, Predicate<Part> wanted, Function<FactSource, String> further) {
            Map<FactSource, List<Count>> bySource = new EnumMap<>(FactSource.class);
            Map<FactSource, List<String>> aggregates = new EnumMap<>(FactSource.class);
            for (Count count : counts) {
                for (Part part : selection.answers().parts(count)) {
                    if (wanted.test(part)) {
                        bySource.computeIfAbsent(part.source(), s -> new ArrayList<>())
                                .add(count);
                        aggregates
                                .computeIfAbsent(part.source(), s -> new ArrayList<>())
                                .add(
                                        SummaryDefinition.momentary(part)
                                                ? part.sql().replace("$now", now())
                                                : part.sql());
                    }
                }
            }
            bySource.forEach((source, ofSource) -> {
                int section = columns.size();
                columns.add(ofSource);
                String where = condition(source) + further.apply(source);
                sections.add(width -> facts(section, source, measures(aggregates.get(source), width), where));
            });
        }

        private String facts(int section, FactSource source, String measures, String where) {
            return selection.key() == Selection.Key.PERIOD
                    ? """
                    select
                      %d,
                      p.number::text,
                      facts.*
                    from generate_series(1, array_length(%s, 1) - 1) as p (number)
                    cross join lateral (
                      select
                    %s
                      from %s
                      where %s) facts
                    """.formatted(section, bounds(), measures, tables(source), where)
                    : """
                    select
                      %d,
                      %s,
                    %s
                    from %s
                    where %s
                    group by 1, 2
                    """.formatted(section, selection.key().sql(source), measures, tables(source), where);
        }

        private static String tables(FactSource source) {
            return source.table() + " f\n" + source.joins();
        }

        private String condition(FactSource source) {
            String period = selection.key() == Selection.Key.PERIOD ? "p.number" : "1";
            String from = "(" + bounds() + ")[" + period + "]";
            String to = "(" + bounds() + ")[" + period + " + 1]";
            return """
                    %s
                      and %s
                      %s
                      %s""".formatted(source.within(from, to), source.condition(), more(), filter(source));
        }

        private String more() {
            if (more == null) {
                more = (selection.units() == null ? "" : "and f.unit = any(" + units() + ")")
                        + (selection.cases() == null
                                ? ""
                                : " and f.case_id = any("
                                        + next(selection.cases().toArray(UUID[]::new), "uuid[]") + ")");
            }
            return more;
        }

        private String filter(FactSource source) {
            return source.filter(selection.filter(), lists);
        }

        private String bounds() {
            bounds = bounds == null ? next(selection.bounds(), "timestamptz[]") : bounds;
            return bounds;
        }

        private String now() {
            now = now == null ? next(selection.asOf(), "timestamptz") : now;
            return now;
        }

        private String units() {
            units = units == null ? next(selection.units().toArray(String[]::new), "text[]") : units;
            return units;
        }

        private String next(Object value, String type) {
            args.add(value);
            return "$" + args.size() + "::" + type;
        }

        private int section(Set<Count> counts) {
            columns.add(List.copyOf(counts));
            return columns.size() - 1;
        }

        private static String measures(List<String> aggregates, int width) {
            return IntStream.range(0, width)
                    .mapToObj(i -> i < aggregates.size() ? aggregates.get(i) : "null::bigint")
                    .map(sql -> "  " + sql)
                    .collect(Collectors.joining(",\n"));
        }
    }
}
