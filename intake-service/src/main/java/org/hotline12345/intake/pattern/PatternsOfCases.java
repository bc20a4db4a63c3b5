package org.hotline12345.intake.pattern;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.ProblemPatternSet;
import org.hotline12345.intake.pattern.PatternResource.View;
import org.hotline12345.intake.pattern.model.Matter;
import org.hotline12345.intake.pattern.model.PatternRule;

/**
 * Finds the pattern of cases when they are first dispatched, for then category and area are known. Cases are counted by
 * matter and day, so the cost of a batch does not grow with the number of cases.
 */
@ApplicationScoped
public class PatternsOfCases {
    private static final String SYSTEM = "system";

    private static final String CASES = """
            select c.case_id, c.address, c.registered_at, c.category, c.area, coalesce(n.category, 0) as category_correction,
              coalesce(n.area, 0) as area_correction
            from hotline_case c
            cross join lateral (
              select
                max(number) filter (where corrections @> '[{"fact": "CATEGORY"}]') as category,
                max(number) filter (where corrections @> '[{"fact": "AREA"}]') as area
              from case_correction
              where case_id = c.case_id) n
            where c.case_id = any($1::uuid[])
            """;

    private static final String COUNT = """
            insert into matter_day (matter, day, cases)
            select matter, day, count(*)
            from unnest($1::text[], $2::date[]) as t (matter, day)
            group by matter, day
            order by matter, day
            on conflict (matter, day) do update
            set cases = matter_day.cases + excluded.cases
            """;

    private static final Table<Counted> PATTERNS = new Table<Counted>("case_pattern")
            .uuid("case_id", counted -> counted.dispatched().caseId())
            .text("matter", counted -> counted.matter().key())
            .day("day", Counted::day);

    private static final String DAYS = """
            select matter, day, cases
            from matter_day
            where matter = any($1::text[])
            """;

    /** The cases themselves, and of a burst also those that came before it was one. */
    private static final String SET = """
            update case_pattern p
            set pattern = found.pattern
            from (
              select distinct on (known.case_id) known.case_id, f.pattern, f.reason
              from unnest($1::uuid[], $2::text[], $3::date[], $4::text[], $5::text[])
                as f (case_id, matter, day, pattern, reason)
              cross join lateral (
                select f.case_id
                union all
                select c.case_id
                from case_pattern c
                where f.pattern = 'SUDDEN'
                  and c.matter = f.matter
                  and c.day between f.day - %d and f.day) known
              order by known.case_id) found
            where p.case_id = found.case_id
              and p.pattern is null
              and not p.by_hand
            returning p.case_id, found.pattern, found.reason
            """.formatted(PatternRule.BURST_DAYS - 1);

    private static final Table<ProblemPatternSet> NOTES = new Table<ProblemPatternSet>("case_pattern_change")
            .uuid("change_id", change -> UuidV7.next())
            .uuid("case_id", ProblemPatternSet::caseId)
            .name("pattern", ProblemPatternSet::pattern)
            .flag("derived", ProblemPatternSet::derived)
            .text("reason", ProblemPatternSet::reason)
            .text("set_by", ProblemPatternSet::setBy)
            .time("set_at", ProblemPatternSet::setAt);

    private static final String PUT = """
            insert into case_pattern as p (case_id, day, pattern, by_hand)
            select case_id, (registered_at at time zone 'Asia/Shanghai')::date, $2, true
            from hotline_case
            where case_id = $1
            on conflict (case_id) do update
            set pattern = excluded.pattern,
                by_hand = true
            """;

    private static final String SILENT = """
            select c.imported and not coalesce(s.live, false) as silent
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            where c.case_id = $1
            """;

    private static final String HISTORY = """
            select pattern, derived, reason, set_by, set_at
            from case_pattern_change
            where case_id = $1
            order by set_at, change_id
            """;

    private final Outbox outbox;
    private final Pool pool;

    public PatternsOfCases(Outbox outbox, Pool pool) {
        this.outbox = outbox;
        this.pool = pool;
    }

    /**
     * A case that was dispatched for the first time.
     *
     * @param imported Whether it was moved in from before.
     */
    public record Dispatched(CaseDispatched event, boolean imported) {
        UUID caseId() {
            return event.caseId();
        }
    }

    private record Counted(Dispatched dispatched, Matter matter, LocalDate day) {}

    /** Counts the cases and tells the patterns found. */
    public Uni<Void> derive(Mutiny.Session session, List<Dispatched> cases) {
        if (cases.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Sql sql = Sql.on(session);
        return sql.select(CASES, (Object) cases.stream().map(Dispatched::caseId).toArray(UUID[]::new))
                .chain(rows -> {
                    List<Counted> counted = counted(cases, rows);
                    return counted.isEmpty() ? Uni.createFrom().voidItem() : derive(session, sql, counted);
                });
    }

    private static List<Counted> counted(List<Dispatched> cases, List<Row> rows) {
        var byId = new HashMap<UUID, Row>();
        rows.forEach(row -> byId.put(row.getUUID("case_id"), row));
        var counted = new ArrayList<Counted>();
        for (Dispatched each : cases) {
            Row row = byId.get(each.caseId());
            if (row != null) {
                LocalDate day = ShanghaiTime.day(Rows.instant(row, "registered_at"));
                var event = each.event();
                Matter.of(
                                right(event, event.category(), row, "category"),
                                right(event, event.area(), row, "area"),
                                row.getString("address"))
                        .ifPresent(matter -> counted.add(new Counted(each, matter, day)));
            }
        }
        return counted;
    }

    /** As dispatched, unless it was corrected before dispatch heard of it. */
    private static String right(CaseDispatched event, String dispatched, Row row, String fact) {
        return event.knows(row.getInteger(fact + "_correction")) ? dispatched : row.getString(fact);
    }

    private Uni<Void> derive(Mutiny.Session session, Sql sql, List<Counted> counted) {
        var matters = counted.stream().map(c -> c.matter().key()).toArray(String[]::new);
        var days = counted.stream().map(Counted::day).toArray(LocalDate[]::new);
        return new Writes()
                .sql(COUNT, matters, days)
                .insertMissing(PATTERNS, counted)
                .run(sql)
                .chain(() -> sql.select(DAYS, (Object) matters))
                .chain(rows -> set(session, sql, counted, byMatter(rows)));
    }

    private static Map<String, TreeMap<LocalDate, Integer>> byMatter(List<Row> rows) {
        var byMatter = new HashMap<String, TreeMap<LocalDate, Integer>>();
        rows.forEach(row -> byMatter.computeIfAbsent(row.getString("matter"), key -> new TreeMap<>())
                .put(row.getLocalDate("day"), row.getInteger("cases")));
        return byMatter;
    }

    private Uni<Void> set(
            Mutiny.Session session, Sql sql, List<Counted> counted, Map<String, TreeMap<LocalDate, Integer>> days) {
        var found = new ArrayList<Counted>();
        var findings = new ArrayList<PatternRule.Finding>();
        for (Counted each : counted) {
            var cases = days.getOrDefault(each.matter().key(), new TreeMap<>()).headMap(each.day(), true);
            PatternRule.on(each.day(), cases).ifPresent(finding -> {
                found.add(each);
                findings.add(finding);
            });
        }
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var cause = new HashMap<UUID, Dispatched>();
        found.forEach(each -> cause.put(each.dispatched().caseId(), each.dispatched()));
        Dispatched last = found.get(found.size() - 1).dispatched();
        return sql.select(
                        SET,
                        found.stream().map(f -> f.dispatched().caseId()).toArray(UUID[]::new),
                        found.stream().map(f -> f.matter().key()).toArray(String[]::new),
                        found.stream().map(Counted::day).toArray(LocalDate[]::new),
                        findings.stream().map(f -> f.pattern().name()).toArray(String[]::new),
                        findings.stream().map(PatternRule.Finding::reason).toArray(String[]::new))
                .chain(rows -> tell(
                        session,
                        rows.stream()
                                .map(row -> {
                                    UUID id = row.getUUID("case_id");
                                    Dispatched by = cause.getOrDefault(id, last);
                                    return new Change(
                                            new ProblemPatternSet(
                                                    id,
                                                    ProblemPattern.valueOf(row.getString("pattern")),
                                                    true,
                                                    row.getString("reason"),
                                                    SYSTEM,
                                                    by.event().dispatchedAt()),
                                            by.imported());
                                })
                                .toList()));
    }

    /** A pattern set, to be noted and told. */
    private record Change(ProblemPatternSet event, boolean imported) {}

    /** Notes the changes in the history and tells them. */
    private Uni<Void> tell(Mutiny.Session session, List<Change> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var events = changes.stream().map(Change::event).toList();
        return new Writes()
                .insert(NOTES, events)
                .run(Sql.on(session))
                .chain(() -> outbox.add(
                        session,
                        changes.stream()
                                .map(c -> EventDraft.of(c.event(), c.event().setAt())
                                        .by(c.event().setBy())
                                        .imported(c.imported()))
                                .toList()));
    }

    /** Sets the pattern by hand, notes and tells it; 404 for a case that does not exist. */
    Uni<View> put(Mutiny.Session session, ProblemPatternSet correction) {
        Sql sql = Sql.on(session);
        UUID caseId = correction.caseId();
        return known(sql, caseId)
                .call(row -> sql.update(PUT, caseId, correction.pattern())
                        .chain(() -> tell(session, List.of(new Change(correction, row.getBoolean("silent"))))))
                .chain(() -> view(sql, caseId));
    }

    /** The pattern and its history; 404 for a case that does not exist. */
    Uni<View> find(UUID caseId) {
        Sql sql = Sql.on(pool);
        return known(sql, caseId).chain(() -> view(sql, caseId));
    }

    private static Uni<Row> known(Sql sql, UUID caseId) {
        return sql.first(SILENT, caseId).onItem().ifNull().failWith(Problem::notFound);
    }

    private static Uni<View> view(Sql sql, UUID caseId) {
        return sql.list(PatternResource.Change.class, HISTORY, caseId)
                .map(history -> new View(
                        caseId,
                        history.isEmpty()
                                ? null
                                : history.get(history.size() - 1).pattern(),
                        history));
    }
}
