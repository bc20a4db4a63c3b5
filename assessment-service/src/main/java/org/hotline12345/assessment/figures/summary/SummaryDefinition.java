package org.hotline12345.assessment.figures.summary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.assessment.definition.model.Count;
import org.hotline12345.assessment.definition.model.FactSource;
import org.hotline12345.assessment.definition.model.Part;

/**
 * The summary of the facts, as it follows from the definitions of the counts: one column a count, kept by triggers on the tables
 * of facts from the very SQL that counts them. A new count, or one defined anew, changes the {@link #FINGERPRINT}.
 *
 * <p>A count can be summed up if what a fact gives to it depends on that fact alone. If it depends on the present moment too, the
 * summary holds what the fact gives in the end, when that moment is past; for the few facts for which it is still to come
 * ({@link #ahead}) the difference is counted when asked for. Every other count is taken from the facts.
 */
public final class SummaryDefinition {
    /** Breakdowns the summary has, by name; the column is the same in facts and changes. */
    public static final List<String> DIMENSIONS = List.of("UNIT", "AREA", "CATEGORY", "CHANNEL", "TYPE");

    /** The breakdown into nothing: the whole city in one row. */
    public static final String ALL = "NONE";

    /** Tables of facts and their sources; in the order in which a batch of events writes them. */
    private static final List<String> TABLES = List.of("case_fact", "round_fact", "co_handling_fact", "survey_fact");

    public static final List<Count> COUNTS =
            Arrays.stream(Count.values()).filter(SummaryDefinition::canBeHeld).toList();

    private static final Set<Count> HELD = EnumSet.copyOf(COUNTS);

    private static final String DAY = "(f.%s at time zone 'Asia/Shanghai')::date";

    /** Says which definitions a summary follows. */
    public static final String FINGERPRINT = fingerprint();

    private SummaryDefinition() {}

    /** Whether the count is in the summary. */
    public static boolean holds(Count count) {
        return HELD.contains(count);
    }

    private static boolean canBeHeld(Count count) {
        return count.parts().stream()
                .allMatch(part -> (part.source().flows() || stock(part.source()))
                        && ofItsFactAlone(part)
                        && (!momentary(part) || part.source().rounds()));
    }

    /** Whether the count says what stands now, whenever it began: it is the sum over all days. */
    public static boolean stock(Count count) {
        return count.parts().stream().allMatch(part -> stock(part.source()));
    }

    private static boolean stock(FactSource source) {
        return source == FactSource.OPEN;
    }

    /** Whether what a fact gives depends on the present moment. */
    public static boolean momentary(Part part) {
        return text(part).contains("$now");
    }

    /** Whether the present moment matters to the part until the deadline of signing; a round need not have another one. */
    public static boolean hangsOnSigning(Part part) {
        return momentary(part) && text(part).contains("sign_due_at");
    }

    /** Whether the present moment matters to the part until the deadline of the reply. */
    public static boolean hangsOnDeadline(Part part) {
        return momentary(part) && !hangsOnSigning(part);
    }

    /** Rounds whose time to sign still runs, in SQL. */
    public static String signingAhead() {
        return "f.signed_at is null and f.finished_at is null and f.sign_due_at >= $now";
    }

    /**
     * For which rounds of a source the present moment may still matter, in SQL: those not finished whose deadline is to come. What
     * {@link FactSource#condition} says is not said again: the database would take it for one more condition and expect far fewer.
     */
    public static String ahead(FactSource source) {
        return (source == FactSource.OPEN ? "" : "f.finished_at is null and ") + "f.due_at >= $now";
    }

    /** What a part that depends on the present moment gives now more than in the end, in SQL. */
    public static String lessInTheEnd(Part part) {
        return "(" + part.sql() + ") - (" + inTheEnd(part.sql()) + ")";
    }

    private static String inTheEnd(String sql) {
        return sql.replace("$now", "'infinity'::timestamptz");
    }

    public static String column(Count count) {
        return "\"n_" + count.code() + "\"";
    }

    /** Lays out empty tables. */
    public static List<String> tables() {
        return List.of(
                "drop table if exists summary, summary_change",
                """
                create table summary (
                  dimension text not null,
                  grain text not null,
                  day date not null,
                  key text not null,
                  -- of the row of all: changes whenever a row of the same grain and day does
                  version uuid,
                  %s,
                  primary key (dimension, grain, day, key)
                ) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05)
                """.formatted(columns(count -> column(count) + " bigint")),
                """
                create table summary_change (
                  unit text,
                  area text,
                  category text,
                  channel text,
                  type text,
                  day date not null,
                  %s
                ) with (autovacuum_vacuum_scale_factor = 0.05)
                """.formatted(columns(count -> column(count) + " integer")));
    }

    /** The functions that keep the summary; they work on the tables that the search path finds first. */
    public static List<String> functions() {
        var functions = new ArrayList<String>();
        for (String table : TABLES) {
            for (Change change : Change.values()) {
                functions.add(function(table, change));
            }
        }
        functions.add("""
                create or replace function summary_fold() returns bigint language plpgsql set work_mem = '32MB' as $body$
                declare
                  folded bigint;
                begin
                  perform pg_advisory_xact_lock(hashtext('summary_fold'));
                %s
                  return folded;
                end
                $body$
                """.formatted(fold()));
        return functions;
    }

    /** The triggers on the tables of facts that the search path finds first. */
    public static List<String> triggers() {
        return TABLES.stream()
                .flatMap(table -> Arrays.stream(Change.values()).map(change -> """
                        create or replace trigger %1$s after %2$s on %3$s
                          referencing %4$s
                          for each statement execute function public.%1$s()
                        """.formatted(
                                name(table, change), change.name().toLowerCase(Locale.ROOT), table, change.transition)))
                .toList();
    }

    /**
     * Adds or takes away what facts give, written as changes.
     *
     * @param sources Of these sources.
     * @param sign 1 or -1.
     * @param condition Which facts of a table {@code t}.
     */
    public static List<String> shares(List<FactSource> sources, int sign, String condition) {
        return sources.stream()
                .map(source -> share(
                        source,
                        "(select %d as sign, t.* from %s t where %s)".formatted(sign, source.table(), condition)))
                .toList();
    }

    /** All sources whose facts are summed up. */
    public static List<FactSource> sources() {
        return TABLES.stream().flatMap(SummaryDefinition::sources).toList();
    }

    private enum Change {
        INSERT("new table as new_rows", "select 1 as sign, n.* from new_rows n"),
        UPDATE(
                "old table as old_rows new table as new_rows",
                "select 1 as sign, n.* from new_rows n union all select -1, o.* from old_rows o"),
        DELETE("old table as old_rows", "select -1 as sign, o.* from old_rows o");

        private final String transition;
        private final String rows;

        Change(String transition, String rows) {
            this.transition = transition;
            this.rows = rows;
        }
    }

    private static Stream<FactSource> sources(String table) {
        return Arrays.stream(FactSource.values())
                .filter(source -> source.table().equals(table))
                .filter(source -> COUNTS.stream().anyMatch(count -> has(count, source)));
    }

    private static boolean has(Count count, FactSource source) {
        return count.parts().stream().anyMatch(part -> part.source() == source);
    }

    private static String function(String table, Change change) {
        String rows = "(select * from (" + change.rows + ") r where r.case_id <= filled)";
        return """
                create or replace function %s() returns trigger language plpgsql as $body$
                declare
                  filled uuid;
                begin
                  -- an upsert is both an insert and an update, mostly one of them of no row
                  if not exists (select from %s) then
                    return null;
                  end if;
                  select filled_to into filled from summary_state;
                  if filled is null then
                    return null;
                  end if;
                %s
                  return null;
                end
                $body$
                """.formatted(
                        name(table, change),
                        change == Change.DELETE ? "old_rows" : "new_rows",
                        sources(table).map(source -> share(source, rows) + ";").collect(Collectors.joining("\n")));
    }

    private static String name(String table, Change change) {
        return "summary_of_" + table + "_" + change.name().toLowerCase(Locale.ROOT);
    }

    /** What rows with a sign give, facts that changed nothing left out. */
    private static String share(FactSource source, String rows) {
        List<Count> counts = COUNTS.stream().filter(count -> has(count, source)).toList();
        String columns = counts.stream().map(SummaryDefinition::column).collect(Collectors.joining(", "));
        String sums = counts.stream()
                .map(count -> "    nullif(" + sum(count, source) + ", 0) as " + column(count))
                .collect(Collectors.joining(",\n"));
        return """
                insert into summary_change (unit, area, category, channel, type, day, %1$s)
                select *
                from (
                  select
                    f.unit,
                    f.area,
                    f.category,
                    f.channel,
                    f.type,
                    %2$s as day,
                %3$s
                  from %4$s f
                  %5$s
                  where f.%6$s is not null
                    and %7$s
                  group by 1, 2, 3, 4, 5, 6) given
                where coalesce(%1$s) is not null""".formatted(
                columns, DAY.formatted(source.time()), sums, rows, source.joins(), source.time(), source.condition());
    }

    private static String sum(Count count, FactSource source) {
        return count.parts().stream()
                .filter(part -> part.source() == source)
                .map(part -> {
                    String amount = part.amount() == null ? "f.sign" : "f.sign * (" + part.amount() + ")";
                    return "coalesce(sum(%s) filter (where %s), 0)".formatted(amount, inTheEnd(part.condition()));
                })
                .collect(Collectors.joining(" + "));
    }

    /** Moves the changes into the summary: a reader sees them in the one or in the other. */
    private static String fold() {
        return """
                  with taken as (
                    delete from summary_change
                    returning *),
                  daily as (
                    select
                      case grouping(%1$s)
                %2$s
                      end as dimension,
                      coalesce(%1$s, '') as key,
                      day,
                      %3$s
                    from taken
                    group by grouping sets (%4$s, (day))),
                  folding as (
                    insert into summary as s (dimension, grain, day, key, version, %5$s)
                    select
                      dimension,
                      span.grain,
                      span.first,
                      key,
                      case dimension when '%7$s' then gen_random_uuid() end,
                      %3$s
                    from daily
                    cross join lateral (values
                      ('DAY', day),
                      ('MONTH', date_trunc('month', day)::date),
                      ('YEAR', date_trunc('year', day)::date),
                      ('EVER', 'epoch'::date)) as span (grain, first)
                    where span.grain <> 'EVER'
                      or coalesce(%8$s) is not null
                    group by 1, 2, 3, 4
                    order by 1, 2, 3, 4
                    on conflict (dimension, grain, day, key) do update
                    set version = excluded.version,
                        %6$s)
                  select count(*) into folded from taken;""".formatted(
                        String.join(", ", DIMENSIONS).toLowerCase(Locale.ROOT),
                        dimensionOfGrouping(),
                        columns(count -> "sum(" + column(count) + ")::bigint as " + column(count)),
                        DIMENSIONS.stream()
                                .map(d -> "(" + d.toLowerCase(Locale.ROOT) + ", day)")
                                .collect(Collectors.joining(", ")),
                        columns(SummaryDefinition::column),
                        columns(count -> "%1$s = coalesce(s.%1$s + excluded.%1$s, s.%1$s, excluded.%1$s)"
                                .formatted(column(count))),
                        ALL,
                        COUNTS.stream()
                                .filter(SummaryDefinition::stock)
                                .map(SummaryDefinition::column)
                                .collect(Collectors.joining(", ")));
    }

    private static String dimensionOfGrouping() {
        int all = (1 << DIMENSIONS.size()) - 1;
        var cases = new ArrayList<String>();
        for (int i = 0; i < DIMENSIONS.size(); i++) {
            int grouped = all & ~(1 << DIMENSIONS.size() - 1 - i);
            cases.add("        when " + grouped + " then '" + DIMENSIONS.get(i) + "'");
        }
        cases.add("        else '" + ALL + "'");
        return String.join("\n", cases);
    }

    private static String columns(Function<Count, String> column) {
        return COUNTS.stream().map(column).collect(Collectors.joining(",\n  "));
    }

    private static boolean ofItsFactAlone(Part part) {
        String text = text(part).toLowerCase(Locale.ROOT);
        return !text.replace("$now", "").contains("$") && !text.contains("select");
    }

    private static String text(Part part) {
        return part.condition() + " " + part.amount();
    }

    private static String fingerprint() {
        String all = Stream.of(tables(), functions(), triggers())
                .flatMap(List::stream)
                .collect(Collectors.joining("\n"));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }
}
