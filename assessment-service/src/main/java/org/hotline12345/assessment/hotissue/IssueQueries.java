package org.hotline12345.assessment.hotissue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.hotissue.model.Heat;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;

/** Hot issues as they stand. Only issues with cases in the time asked about are looked at, never all cases. */
@ApplicationScoped
public class IssueQueries {
    private static final String ISSUES = """
            select
              issue.group_id, issue.state, issue.name, issue.words, issue.size, issue.first_at, issue.last_at,
              issue.place, issue.category, issue.detected_at, issue.version, period.cases, period.citizens,
              earlier.previous, earlier.before,
              (select count(*)
               from external_post
               where external_post.issue_id = issue.group_id) as posts,
              (select extract(epoch from $1::timestamptz - first_at)::double precision
               from text_feature_state) as known_seconds
            from case_group issue
            cross join lateral (
              select
                count(*) as cases,
                count(distinct citizen) as citizens
              from case_group_member member
              where member.group_id = issue.group_id
                and member.at >= $1
                and member.at < $2) period
            cross join lateral (
              select
                count(*) filter (where member.at >= $3) as previous,
                count(*) as before
              from case_group_member member
              where member.group_id = issue.group_id
                and member.at >= $4
                and member.at < $1) earlier
            where issue.state <> 'FORMING'
              and issue.last_at >= $1
              and issue.first_at < $2
            """;

    private static final String OF_STATES = """
              and issue.state = any($5::text[])
              and period.cases > 0
            """;

    private static final String ONE = """
            select coalesce(
              (select into_id
               from hot_issue_merged
               where group_id = $1),
              $1) as group_id
            """;

    private static final String SPAN = """
            select first_at, last_at
            from case_group
            where group_id = $1
              and state <> 'FORMING'
            """;

    private static final String OF_ID = """
              and issue.group_id = $5
            """;

    private static final String BY = """
            select
              case_fact.%1$s as key,
              count(*) as cases,
              %2$s as closed
            from case_group_member member
            join case_fact
              on case_fact.case_id = member.case_id
            where member.group_id = $1
              and case_fact.%1$s is not null
            group by case_fact.%1$s
            order by cases desc, case_fact.%1$s
            limit 50
            """;

    private static final String UNITS = BY.formatted("unit", "count(*) filter (where case_fact.closed_at is not null)");

    private static final String AREAS = BY.formatted("area", "null::bigint");

    private static final String DAYS = """
            select
              (member.at at time zone 'Asia/Shanghai')::date as day,
              count(*) as cases
            from case_group_member member
            where member.group_id = $1
            group by day
            order by day desc
            limit 400
            """;

    private static final String CASES = """
            select
              member.case_id, case_fact.case_number, member.at as registered_at,
              round(member.likeness * 100) / 100 as likeness,
              member.placed_by, case_fact.unit, case_fact.category, case_fact.area, case_fact.closed_at
            from case_group_member member
            left join case_fact
              on case_fact.case_id = member.case_id
            where member.group_id = $1
              and ($2::timestamptz is null or (member.at, member.case_id) > ($2::timestamptz, $3::uuid))
              and %s
            order by member.at, member.case_id
            limit $4
            """.formatted(HiddenCases.seen("member.case_id", "$5"));

    private static final String DECISIONS = """
            select
              kind, case_id, detail,
              decided_by as by,
              decided_at as at
            from hot_issue_decision
            where group_id = $1
              and %s
            order by id desc
            limit 200
            """.formatted(HiddenCases.seen("hot_issue_decision.case_id", "$2"));

    private static final String UNITS_OF_TIME = """
            select
              member.group_id,
              case_fact.unit
            from case_group_member member
            join case_fact
              on case_fact.case_id = member.case_id
            where member.group_id = any($1::uuid[])
              and member.at >= $2
              and member.at < $3
              and case_fact.unit is not null
            group by member.group_id, case_fact.unit
            order by count(*) desc, case_fact.unit
            """;

    private final Pool pool;
    private final Caller caller;

    IssueQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /** How far an issue is. */
    public enum State {
        /** Found, and nobody has said anything about it. */
        FOUND,
        /** Staff say that it is one. */
        CONFIRMED,
        /** Staff say that it is none. */
        DISMISSED
    }

    /**
     * An issue.
     *
     * @param size All cases, of any time.
     * @param place District. May be null.
     * @param category Category of the first level. May be null.
     * @param cases Cases in the period.
     * @param citizens Citizens in the period.
     * @param previous Cases in the period of the same length before.
     * @param expected Cases to be expected in a period by the {@link Heat#PERIODS_BEFORE} before.
     * @param heat How unusual the cases of the period are.
     * @param posts Posts on other channels.
     */
    public record Issue(
            UUID id,
            State state,
            String name,
            List<String> words,
            int size,
            Instant firstAt,
            Instant lastAt,
            String place,
            String category,
            Instant detectedAt,
            int version,
            long cases,
            long citizens,
            long previous,
            double expected,
            double heat,
            long posts) {}

    /** A number of cases of something. */
    public record Counted(String key, long cases, Long closed) {}

    public record Day(LocalDate day, long cases) {}

    /** What more is told of one issue. */
    public record Detail(Issue issue, List<Counted> units, List<Counted> areas, List<Day> days) {}

    /** A decision of staff. */
    public record DecisionView(IssueStore.Kind kind, UUID caseId, String detail, String by, OffsetDateTime at) {}

    /**
     * A case of an issue.
     *
     * @param likeness How alike it was to the others when it was placed, from 0 to 1.
     * @param placedBy Who put it there; absent: it was found.
     */
    public record MemberView(
            UUID caseId,
            String caseNumber,
            OffsetDateTime registeredAt,
            double likeness,
            String placedBy,
            String unit,
            String category,
            String area,
            OffsetDateTime closedAt) {}

    /**
     * Which issues are wanted.
     *
     * @param from First moment.
     * @param to First moment after it.
     * @param states Of these states.
     * @param place In this district. May be null.
     * @param leastCases With so many cases in the time.
     */
    public record Wanted(Instant from, Instant to, List<State> states, String place, int leastCases) {}

    /** A page of issues, the hottest first. */
    public Uni<Page<Issue>> list(Wanted wanted, PageRequest page) {
        Cursor cursor = page.cursor();
        double heat = cursor == null ? Double.POSITIVE_INFINITY : cursor.number(0) / 10.0;
        UUID last = cursor == null ? null : cursor.uuid(1);
        return list(wanted)
                .map(found -> Page.of(
                        found.stream()
                                .filter(issue -> last == null
                                        || issue.heat() < heat
                                        || issue.heat() == heat && issue.id().compareTo(last) > 0)
                                .limit(page.limit() + 1L)
                                .toList(),
                        page.limit(),
                        issue -> Cursor.encode(Math.round(issue.heat() * 10), issue.id())));
    }

    /** All issues of the time, the hottest first. */
    public Uni<List<Issue>> list(Wanted wanted) {
        Duration length = Duration.between(wanted.from(), wanted.to());
        return Sql.on(pool)
                .select(
                        ISSUES + OF_STATES,
                        wanted.from(),
                        wanted.to(),
                        wanted.from().minus(length),
                        wanted.from().minus(length.multipliedBy(Heat.PERIODS_BEFORE)),
                        wanted.states())
                .map(rows -> rows.stream()
                        .map(row -> issue(row, length))
                        .filter(issue -> issue.cases() >= wanted.leastCases())
                        .filter(issue ->
                                wanted.place() == null || wanted.place().equals(issue.place()))
                        .sorted(Comparator.comparingDouble(Issue::heat)
                                .reversed()
                                .thenComparing(Issue::id))
                        .toList());
    }

    /** The units that handle cases of these issues in the time, those with the most cases first. */
    Uni<Map<UUID, List<String>>> units(Wanted wanted, List<Issue> issues) {
        UUID[] ids = issues.stream().map(Issue::id).toArray(UUID[]::new);
        return Sql.on(pool)
                .select(UNITS_OF_TIME, ids, wanted.from(), wanted.to())
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.getUUID("group_id"),
                                Collectors.mapping(row -> row.getString("unit"), Collectors.toList()))));
    }

    /** One issue as the transaction sees it, over its whole time; 404 if there is none. */
    public Uni<Issue> find(Mutiny.Session session, UUID id) {
        return find(Sql.on(session), id);
    }

    /** One issue, seen over its whole time; 404 if there is none. An issue that became part of another leads there. */
    private Uni<Issue> find(Sql sql, UUID id) {
        return sql.first(ONE, id).chain(row -> {
            UUID present = row.getUUID("group_id");
            return sql.first(SPAN, present).chain(span -> {
                if (span == null) {
                    throw Problem.notFound();
                }
                Instant from = Rows.instant(span, "first_at");
                Instant to = Rows.instant(span, "last_at").plusSeconds(1);
                Duration length = Duration.between(from, to);
                return sql.first(
                                ISSUES + OF_ID,
                                from,
                                to,
                                from.minus(length),
                                from.minus(length.multipliedBy(Heat.PERIODS_BEFORE)),
                                present)
                        .map(found -> issue(found, length));
            });
        });
    }

    /** One issue with what belongs to it. */
    public Uni<Detail> detail(UUID id) {
        var sql = Sql.on(pool);
        return find(sql, id)
                .chain(issue -> sql.list(Counted.class, UNITS, issue.id())
                        .chain(units -> sql.list(Counted.class, AREAS, issue.id())
                                .chain(areas -> sql.list(Day.class, DAYS, issue.id())
                                        .map(days -> new Detail(
                                                issue,
                                                units,
                                                areas,
                                                days.stream()
                                                        .sorted(Comparator.comparing(Day::day))
                                                        .toList())))));
    }

    /** A page of the cases of an issue, the first ones first. */
    public Uni<Page<MemberView>> cases(UUID id, PageRequest page) {
        Cursor cursor = page.cursor();
        return find(Sql.on(pool), id)
                .chain(issue -> Sql.on(pool)
                        .list(
                                MemberView.class,
                                CASES,
                                issue.id(),
                                cursor == null ? null : cursor.time(0),
                                cursor == null ? null : cursor.uuid(1),
                                page.limit() + 1,
                                caller.unitAndAbove()))
                .map(members -> Page.of(
                        members,
                        page.limit(),
                        member -> Cursor.encode(member.registeredAt().toInstant(), member.caseId())));
    }

    /** The decisions about an issue, the latest first; none about a case that is hidden from the caller. */
    Uni<List<DecisionView>> decisions(UUID id) {
        var sql = Sql.on(pool);
        return find(sql, id).chain(issue -> sql.list(DecisionView.class, DECISIONS, issue.id(), caller.unitAndAbove()));
    }

    private static Issue issue(Row row, Duration length) {
        long cases = row.getLong("cases");
        long before = row.getLong("before");
        Double seconds = row.getDouble("known_seconds");
        double known = seconds == null ? 0 : seconds / length.toSeconds();
        return new Issue(
                row.getUUID("group_id"),
                State.valueOf(row.getString("state")),
                row.getString("name"),
                Arrays.asList((String[]) row.getValue("words")),
                row.getInteger("size"),
                Rows.instant(row, "first_at"),
                Rows.instant(row, "last_at"),
                row.getString("place"),
                row.getString("category"),
                Rows.instant(row, "detected_at"),
                row.getInteger("version"),
                cases,
                row.getLong("citizens"),
                row.getLong("previous"),
                Heat.expected(before, known),
                Heat.of(cases, before, known),
                row.getLong("posts"));
    }
}
