package org.hotline12345.intake.pattern;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventDraft;
import org.hotline12345.chassis.event.Outbox;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.ProblemPattern;
import org.hotline12345.events.ProblemPatternSet;
import org.hotline12345.intake.pattern.model.Matter;
import org.hotline12345.intake.pattern.model.PatternRule;

/**
 * Finds the pattern of cases when they are first dispatched, for then category and area are known. Cases are counted by
 * matter and day, so the cost of a batch does not grow with the number of cases.
 */
@ApplicationScoped
public class Patterns {
    private static final String SYSTEM = "system";

    private static final String CASES = """
            select case_id, address, registered_at
            from hotline_case
            where case_id = any($1::uuid[])
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

    private static final String REMEMBER = """
            insert into case_pattern (case_id, matter, day)
            select case_id, matter, day
            from unnest($1::uuid[], $2::text[], $3::date[]) as t (case_id, matter, day)
            order by case_id
            on conflict do nothing
            """;

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

    private static final String NOTE = """
            insert into case_pattern_change (change_id, case_id, pattern, derived, reason, set_by, set_at)
            select change_id, case_id, pattern, derived, reason, set_by, set_at
            from unnest(
              $1::uuid[], $2::uuid[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::timestamptz[])
              as t (change_id, case_id, pattern, derived, reason, set_by, set_at)
            """;

    private final Outbox outbox;

    public Patterns(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * A case that was dispatched for the first time.
     *
     * @param category Its category as dispatched. May be null.
     * @param area Its area as dispatched. May be null.
     * @param at Business time.
     * @param imported Whether it was moved in from before.
     */
    public record Dispatched(UUID caseId, String category, String area, Instant at, boolean imported) {}

    private record Counted(Dispatched dispatched, Matter matter, LocalDate day) {}

    /** Counts the cases and tells the patterns found. */
    public Uni<Void> derive(Mutiny.Session session, List<Dispatched> cases) {
        var placed = cases.stream()
                .filter(c -> c.category() != null && c.area() != null)
                .toList();
        if (placed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Sql sql = Sql.on(session);
        return sql.select(
                        CASES, (Object) placed.stream().map(Dispatched::caseId).toArray(UUID[]::new))
                .chain(rows -> {
                    List<Counted> counted = counted(placed, rows);
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
                LocalDate day = row.getOffsetDateTime("registered_at")
                        .atZoneSameInstant(ShanghaiTime.ZONE)
                        .toLocalDate();
                Matter.of(each.category(), each.area(), row.getString("address"))
                        .ifPresent(matter -> counted.add(new Counted(each, matter, day)));
            }
        }
        return counted;
    }

    private Uni<Void> derive(Mutiny.Session session, Sql sql, List<Counted> counted) {
        var ids = counted.stream().map(c -> c.dispatched().caseId()).toArray(UUID[]::new);
        var matters = counted.stream().map(c -> c.matter().key()).toArray(String[]::new);
        var days = counted.stream().map(Counted::day).toArray(LocalDate[]::new);
        return sql.update(COUNT, matters, days)
                .chain(() -> sql.update(REMEMBER, ids, matters, days))
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
                                                    by.at()),
                                            by.imported());
                                })
                                .toList()));
    }

    /** A pattern set, to be noted and told. */
    record Change(ProblemPatternSet event, boolean imported) {}

    /** Notes the changes in the history and tells them. */
    Uni<Void> tell(Mutiny.Session session, List<Change> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var events = changes.stream().map(Change::event).toList();
        return Sql.on(session)
                .update(
                        NOTE,
                        events.stream().map(e -> UuidV7.next()).toArray(UUID[]::new),
                        events.stream().map(ProblemPatternSet::caseId).toArray(UUID[]::new),
                        events.stream()
                                .map(e ->
                                        e.pattern() == null ? null : e.pattern().name())
                                .toArray(String[]::new),
                        events.stream().map(ProblemPatternSet::derived).toArray(Boolean[]::new),
                        events.stream().map(ProblemPatternSet::reason).toArray(String[]::new),
                        events.stream().map(ProblemPatternSet::setBy).toArray(String[]::new),
                        events.stream().map(ProblemPatternSet::setAt).toList())
                .chain(() -> outbox.add(
                        session,
                        changes.stream()
                                .map(c -> EventDraft.of(c.event(), c.event().setAt())
                                        .by(c.event().setBy())
                                        .imported(c.imported()))
                                .toList()));
    }
}
