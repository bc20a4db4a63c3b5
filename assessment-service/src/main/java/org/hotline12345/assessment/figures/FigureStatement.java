package org.hotline12345.assessment.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
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
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactSource;
import org.hotline12345.assessment.definition.model.Part;
import org.hotline12345.assessment.figures.summary.Summary;
import org.hotline12345.assessment.figures.summary.SummaryDefinition;
import org.hotline12345.assessment.figures.summary.model.SummarySpan;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * A statement that takes counts, made of sections: from the summary, from the changes that are not in it yet, from the facts. Each
 * row names its section, then its key, then the counts of the section as an array; the rows of a key add up.
 *
 * @param args Its arguments.
 * @param columns The counts of each section.
 */
record FigureStatement(String sql, Object[] args, List<List<Count>> columns) {
    /** The section whose one row says that the summary is complete and laid out as this service knows it. */
    static final int VALID = -1;

    /** The section that gives the version of each span asked for; the array has the number of the span. */
    static final int VERSION = -2;

    /** The section that gives whole rows of spans; the array has the number of the span, then all counts of the summary. */
    static final int ROW = -3;

    /** From the facts: one range scan for each way in which they belong to a period. */
    static FigureStatement ofFacts(Selection selection) {
        var builder = new Builder(selection);
        builder.facts(selection.counts(), part -> true, Part::sql, source -> "");
        return builder.statement();
    }

    /** From the summary as far as it holds what is asked for; nothing if it holds none of it. */
    static Optional<FigureStatement> ofSummary(Selection selection) {
        Set<Count> summed = summed(selection);
        if (summed.isEmpty()) {
            return Optional.empty();
        }
        var builder = new Builder(selection);
        builder.valid();
        builder.summary(flows(summed), false);
        builder.summary(stocks(summed), true);
        builder.beside(summed);
        return Optional.of(builder.statement());
    }

    /**
     * What has to be added to spans of the summary that are known, with the versions of all these spans and the rows of some.
     *
     * @param spans The spans, {@link #spans(Selection)}.
     * @param wanted Numbers of those of which the rows are wanted.
     */
    static FigureStatement besideSummary(Selection selection, List<SummarySpan> spans, Set<Integer> wanted) {
        var builder = new Builder(selection);
        builder.valid();
        builder.versions(spans);
        if (!wanted.isEmpty()) {
            builder.rows(spans, wanted);
        }
        builder.beside(summed(selection));
        return builder.statement();
    }

    /** Spans of the summary from which the selection of one period is made; the one of all days last. */
    static List<SummarySpan> spans(Selection selection) {
        var spans = new ArrayList<SummarySpan>();
        var summed = summed(selection);
        if (!flows(summed).isEmpty()) {
            spans.addAll(SummarySpan.of(
                    ShanghaiTime.day(selection.bounds().get(0)),
                    ShanghaiTime.day(selection.bounds().get(1))));
        }
        if (!stocks(summed).isEmpty()) {
            spans.add(SummarySpan.EVER);
        }
        return spans;
    }

    /** The counts that the summary has for the selection; none if it does not hold what is asked for. */
    static Set<Count> summed(Selection selection) {
        Set<Count> summed = EnumSet.noneOf(Count.class);
        if (heldBySummary(selection)) {
            selection.counts().stream()
                    .filter(SummaryDefinition::holds)
                    .filter(count -> selection.answers().parts(count).equals(count.parts()))
                    .forEach(summed::add);
        }
        return summed;
    }

    /** Those that say what stands now. */
    static Set<Count> stocks(Set<Count> counts) {
        return counts.stream()
                .filter(SummaryDefinition::stock)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Count.class)));
    }

    /** Those that say what happened in a period. */
    static Set<Count> flows(Set<Count> counts) {
        Set<Count> flows = EnumSet.noneOf(Count.class);
        flows.addAll(counts);
        flows.removeAll(stocks(counts));
        return flows;
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
        return ShanghaiTime.start(ShanghaiTime.day(bound)).equals(bound);
    }

    private static final class Builder {
        private final Selection selection;
        private final List<Object> args = new ArrayList<>();
        private final List<List<Count>> columns = new ArrayList<>();
        private final List<String> sections = new ArrayList<>();
        private String bounds;
        private String now;
        private String units;
        private final ListArguments lists = new ListArguments(args);
        private String more;

        Builder(Selection selection) {
            this.selection = selection;
        }

        FigureStatement statement() {
            String all = "select *\nfrom (\n%s) as found (section, key, counts)\n"
                    .formatted(String.join("union all\n", sections));
            return new FigureStatement(all, args.toArray(), columns);
        }

        void valid() {
            sections.add("""
                    select
                      %d as section,
                      ''::text as key,
                      array[]::bigint[] as counts
                    from summary_state state
                    join working_day_state on working_day_state.revision = state.calendar
                    where state.fingerprint = %s
                      and state.filled_to = '%s'::uuid
                    """.formatted(VALID, next(SummaryDefinition.FINGERPRINT, "text"), Summary.END));
        }

        void versions(List<SummarySpan> spans) {
            sections.add("""
                    select
                      %d,
                      s.version::text,
                      array[span.number]
                    %s
                    """.formatted(
                            VERSION,
                            rowsOf(
                                    spans,
                                    IntStream.range(0, spans.size()).boxed().toList(),
                                    SummaryDefinition.ALL,
                                    "and key = ''")));
        }

        void rows(List<SummarySpan> spans, Set<Integer> wanted) {
            var numbers = wanted.stream().sorted().toList();
            sections.add("""
                    select
                      %d,
                      nullif(s.key, ''),
                      array[span.number, %s]
                    %s
                    """.formatted(
                            ROW,
                            SummaryDefinition.COUNTS.stream()
                                    .map(count -> "s." + SummaryDefinition.column(count))
                                    .collect(Collectors.joining(", ")),
                            rowsOf(
                                    numbers.stream().map(spans::get).toList(),
                                    numbers,
                                    selection.key().name(),
                                    "")));
        }

        /** The rows {@code s} of spans, numbered; the inner select is kept apart, so that the spans lead and the key finds the rows. */
        private String rowsOf(List<SummarySpan> spans, List<Integer> numbers, String dimension, String further) {
            return """
                    from %s as span (grain, first, number)
                    cross join lateral (
                      select *
                      from summary
                      where dimension = '%s'
                        and grain = span.grain
                        and day = span.first
                        %s
                      offset 0) s""".formatted(unnest(spans, numbers), dimension, further);
        }

        private String unnest(List<SummarySpan> spans, List<Integer> numbers) {
            return "unnest(%s, %s, %s)"
                    .formatted(
                            next(spans.stream().map(span -> span.grain().name()).toArray(String[]::new), "text[]"),
                            next(spans.stream().map(SummarySpan::first).toArray(LocalDate[]::new), "date[]"),
                            next(numbers.stream().map(Integer::longValue).toArray(Long[]::new), "bigint[]"));
        }

        /** Counts of the summary: of the periods, or of all days for what stands now. */
        void summary(Set<Count> counts, boolean stocks) {
            if (counts.isEmpty()) {
                return;
            }
            var spans = new ArrayList<SummarySpan>();
            var periods = new ArrayList<Integer>();
            for (int i = 1; i < selection.bounds().size(); i++) {
                var ofPeriod = stocks
                        ? List.of(SummarySpan.EVER)
                        : SummarySpan.of(
                                ShanghaiTime.day(selection.bounds().get(i - 1)),
                                ShanghaiTime.day(selection.bounds().get(i)));
                spans.addAll(ofPeriod);
                periods.addAll(Collections.nCopies(ofPeriod.size(), i));
            }
            boolean byKey =
                    SummaryDefinition.DIMENSIONS.contains(selection.key().name());
            String dimension =
                    byKey ? selection.key().name() : selection.units() == null ? SummaryDefinition.ALL : "UNIT";
            String key = byKey
                    ? "nullif(s.key, '')"
                    : selection.key() == Selection.Key.PERIOD ? "span.number::text" : "''::text";
            String ofUnits = selection.units() == null ? "" : "and key = any(" + units() + ")";
            sections.add(
                    """
                    select
                      %d,
                      %s,
                      %s
                    %s
                    group by 1, 2
                    """.formatted(section(counts), key, sums(counts, "s"), rowsOf(spans, periods, dimension, ofUnits)));
        }

        /** What is to be added to the summary, and the counts that are not in it. */
        void beside(Set<Count> summed) {
            changes(flows(summed), false);
            changes(stocks(summed), true);
            ahead(summed, SummaryDefinition::hangsOnDeadline, SummaryDefinition::ahead);
            ahead(summed, SummaryDefinition::hangsOnSigning, source -> SummaryDefinition.signingAhead());
            Set<Count> others = EnumSet.noneOf(Count.class);
            selection.counts().stream().filter(count -> !summed.contains(count)).forEach(others::add);
            facts(others, part -> true, Part::sql, source -> "");
        }

        private void ahead(Set<Count> counts, Predicate<Part> parts, Function<FactSource, String> which) {
            if (counts.stream().flatMap(count -> count.parts().stream()).anyMatch(parts)) {
                facts(
                        counts,
                        parts,
                        SummaryDefinition::lessInTheEnd,
                        source -> " and " + which.apply(source).replace("$now", now()));
            }
        }

        private void changes(Set<Count> counts, boolean stocks) {
            if (counts.isEmpty()) {
                return;
            }
            String days =
                    next(selection.bounds().stream().map(ShanghaiTime::day).toArray(LocalDate[]::new), "date[]");
            String ofUnits = selection.units() == null ? "" : "and f.unit = any(" + units() + ")";
            String within =
                    stocks ? "true" : "f.day >= (%1$s)[p.number] and f.day < (%1$s)[p.number + 1]".formatted(days);
            sections.add(
                    """
                    select
                      %s,
                      %s,
                      %s
                    from generate_series(1, array_length(%s, 1) - 1) as p (number)
                    join summary_change f
                      on %s
                    where true %s
                    group by 1, 2
                    """.formatted(section(counts), selection.key().column(), sums(counts, "f"), days, within, ofUnits));
        }

        private static String sums(Set<Count> counts, String rows) {
            return counts.stream()
                    .map(count -> "sum(" + rows + "." + SummaryDefinition.column(count) + ")")
                    .collect(Collectors.joining(", ", "array[", "]::bigint[]"));
        }

        /** The parts of the counts that are wanted, one section a source. */
        void facts(
                Set<Count> counts,
                Predicate<Part> wanted,
                Function<Part, String> aggregate,
                Function<FactSource, String> further) {
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
                                                ? aggregate.apply(part).replace("$now", now())
                                                : aggregate.apply(part));
                    }
                }
            }
            bySource.forEach((source, ofSource) -> {
                int section = columns.size();
                columns.add(ofSource);
                String measures = String.join(",\n    ", aggregates.get(source));
                sections.add(facts(
                        section,
                        source,
                        "array[" + measures + "]::bigint[]",
                        condition(source) + further.apply(source)));
            });
        }

        private String facts(int section, FactSource source, String measures, String where) {
            return selection.key() == Selection.Key.PERIOD
                    ? """
                    select
                      %d,
                      p.number::text,
                      facts.counts
                    from generate_series(1, array_length(%s, 1) - 1) as p (number)
                    cross join lateral (
                      select
                        %s as counts
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
    }
}
