package org.hotline12345.followup.regulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.calendar.model.CalendarChange;
import org.hotline12345.followup.calendar.model.CalendarHistory;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.cases.model.Recomputed;
import org.hotline12345.followup.policy.model.PolicyVersion;

/** The runs that compute open deadlines anew, and what is left for them. */
@ApplicationScoped
public class RecalculationStore {
    /** The cases of a batch that a run has not reached, and the oldest calendar by which deadlines of theirs were found. */
    record Left(List<UUID> caseIds, long oldestRevision) {}

    private static final TypeReference<List<ChangedDays.Span>> SPANS = new TypeReference<>() {};
    private static final int PERCENT = 100;

    private static final String COLUMNS = """
            id, because, because_en, total, looked, moved, started_by, started_at, finished_at,
              case when finished_at is null then %s end as next_step_by,
              %s as stuck
            """.formatted(Recalculation.NEXT_STEP, Recalculation.STUCK);

    private static final String LATEST = """
            select %s
            from recalculation
            where ($1::timestamptz is null
               or (started_at, id) < ($1::timestamptz, $2::uuid))
              and (not $4 or finished_at is null)
            order by started_at desc, id desc
            limit $3
            """.formatted(COLUMNS);

    /** The first case of each batch. */
    private static final String BATCHES_OF_OLDER_REVISION = """
            select case_id
            from (
              select case_id, row_number() over (order by case_id) as place
              from (
                select distinct case_id
                from deadline
                where ended_at is null
                  and calendar_revision < (select calendar_revision from office_state)) as left_behind) as numbered
            where place % $1 = 1
            order by case_id
            """;

    private static final String CASES_OF_OLDER_REVISION = """
            select case_id, min(calendar_revision) as revision
            from deadline
            where ended_at is null
              and calendar_revision < (select calendar_revision from office_state)
              and case_id >= $1
              and ($2::uuid is null or case_id < $2)
            group by case_id
            """;

    private static final String BATCHES_OF_OTHER_POLICY = """
            select case_id
            from (
              select case_id, row_number() over (order by case_id) as place
              from case_file
              where phase = 'HANDLING'
                and (policy_id, policy_version) not in (select * from unnest($2::text[], $3::integer[]))) as numbered
            where place % $1 = 1
            order by case_id
            """;

    private static final String CASES_OF_OTHER_POLICY = """
            select case_id
            from case_file
            where phase = 'HANDLING'
              and (policy_id, policy_version) not in (select * from unnest($3::text[], $4::integer[]))
              and case_id >= $1
              and ($2::uuid is null or case_id < $2)
            """;

    private static final RecordReader<Recalculation> VIEW =
            RecordReader.of(Recalculation.class).with("percent", RecalculationStore::percent);

    private final Pool pool;
    private final EventJson json;

    public RecalculationStore(Pool pool, EventJson json) {
        this.pool = pool;
        this.json = json;
    }

    /** A run for the calendar of that revision, in the transaction that changes it; without open deadlines it is finished. */
    public Uni<UUID> startForCalendar(
            Mutiny.Session session, long revision, CalendarChange change, Instant at, String by) {
        UUID id = UuidV7.next();
        return Sql.on(session)
                .update("""
                        insert into recalculation (
                          id, because, because_en, calendar_revision, changed_days, total, started_by, started_at,
                          finished_at)
                        select $1::uuid, $2, $3, $4::bigint, $5, count(*), $6, $7::timestamptz,
                          case when count(*) = 0 then $7::timestamptz end
                        from deadline
                        where ended_at is null
                        """, id, change.because().zh(), change.because().en(), revision, write(change.days()), by, at)
                .replaceWith(id);
    }

    /** The run of an activation; it begins unless it has begun already. */
    public Uni<UUID> ofActivation(UUID activation, Text because, Instant at, String by) {
        Sql sql = Sql.on(pool);
        return sql.first("select id from recalculation where activation_id = $1", activation)
                .chain(begun -> {
                    if (begun != null) {
                        return Uni.createFrom().item(begun.getUUID("id"));
                    }
                    UUID id = UuidV7.next();
                    return sql.update("""
                                    insert into recalculation (
                                      id, because, because_en, activation_id, total, started_by, started_at)
                                    select $1::uuid, $2, $3, $4::uuid, count(*), $5, $6::timestamptz
                                    from deadline d
                                    join case_file c on c.case_id = d.case_id
                                    where d.ended_at is null
                                      and c.phase = 'HANDLING'
                                    """, id, because.zh(), because.en(), activation, by, at)
                            .replaceWith(id);
                });
    }

    /** The first case of each batch of cases with open deadlines that were found by an older calendar. */
    Uni<List<UUID>> batchesOfOlderRevision(int size) {
        return Sql.on(pool).select(BATCHES_OF_OLDER_REVISION, size).map(RecalculationStore::caseIds);
    }

    /** Those of the cases from one to before the other, null for the last, that an older calendar was used for. */
    Uni<Left> ofOlderRevision(Mutiny.Session session, UUID from, UUID to) {
        return Sql.on(session)
                .select(CASES_OF_OLDER_REVISION, from, to)
                .map(rows -> new Left(
                        caseIds(rows),
                        rows.stream()
                                .mapToLong(row -> row.getLong("revision"))
                                .min()
                                .orElse(0)));
    }

    /** The first case of each batch of cases in handling that are under none of these versions. */
    Uni<List<UUID>> batchesOfOtherPolicy(int size, Collection<PolicyVersion> policies) {
        return Sql.on(pool)
                .select(BATCHES_OF_OTHER_POLICY, size, ids(policies), versions(policies))
                .map(RecalculationStore::caseIds);
    }

    /** Those of the cases from one to before the other, null for the last, that are under none of these versions. */
    Uni<List<UUID>> ofOtherPolicy(Mutiny.Session session, UUID from, UUID to, Collection<PolicyVersion> policies) {
        return Sql.on(session)
                .select(CASES_OF_OTHER_POLICY, from, to, ids(policies), versions(policies))
                .map(RecalculationStore::caseIds);
    }

    private static String[] ids(Collection<PolicyVersion> policies) {
        return policies.stream().map(PolicyVersion::id).toArray(String[]::new);
    }

    private static Integer[] versions(Collection<PolicyVersion> policies) {
        return policies.stream().map(PolicyVersion::version).toArray(Integer[]::new);
    }

    /** A batch is done. */
    Uni<Void> advance(Mutiny.Session session, UUID run, Recomputed done) {
        return Sql.on(session).update("""
                        update recalculation
                        set looked = looked + $2,
                            moved = moved + $3,
                            touched_at = clock_timestamp()
                        where id = $1
                        """, run, done.looked(), done.moved()).replaceWithVoid();
    }

    /** Nothing is left to do; the end that another instance wrote stays. */
    Uni<Recalculation> finish(UUID run, Instant at) {
        return Sql.on(pool).first("""
                        update recalculation
                        set finished_at = coalesce(finished_at, $2)
                        where id = $1
                        returning %s
                        """.formatted(COLUMNS), run, at).map(view(Language.ZH));
    }

    /** What deadlines of this revision may have to follow: all that changed the calendar since. */
    Uni<CalendarHistory> changesSince(Mutiny.Session session, long revision) {
        return Sql.on(session)
                .select("""
                        select calendar_revision, because, because_en, changed_days
                        from recalculation
                        where calendar_revision > $1
                        """, revision)
                .map(rows -> new CalendarHistory(rows.stream()
                        .map(row -> new CalendarHistory.Revised(
                                row.getLong("calendar_revision"),
                                new CalendarChange(because(row), read(row.getString("changed_days")))))
                        .toList()));
    }

    /** The latest run that is to bring about the present calendar, if it is not finished; else null. */
    public Uni<UUID> unfinishedOfCalendar() {
        return Sql.on(pool).first("""
                        select id
                        from recalculation
                        where calendar_revision is not null
                          and finished_at is null
                        order by calendar_revision desc
                        limit 1
                        """).map(row -> row == null ? null : row.getUUID("id"));
    }

    /** The runs that nobody has worked on for half a minute and that are not finished. */
    public Uni<List<UUID>> stoppedOfCalendar() {
        return Sql.on(pool)
                .select("""
                        select id
                        from recalculation
                        where finished_at is null
                          and calendar_revision is not null
                          and touched_at < clock_timestamp() - interval '30 seconds'
                        order by calendar_revision
                        """)
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
    }

    /** One run; null if there is none of that id. */
    Uni<Recalculation> find(UUID id, Language language) {
        return Sql.on(pool)
                .first("select " + COLUMNS + " from recalculation where id = $1", id)
                .map(row -> row == null ? null : view(language).apply(row));
    }

    /** The runs, the latest first. */
    Uni<Page<Recalculation>> latest(boolean open, PageRequest page, Language language) {
        return Sql.on(pool).page(LATEST, "started_at", page, view(language), open);
    }

    private static Function<Row, Recalculation> view(Language language) {
        return VIEW.with("because", row -> because(row).in(language));
    }

    private static int percent(Row row) {
        int total = row.getInteger("total");
        return total == 0 || row.getValue("finished_at") != null
                ? PERCENT
                : Math.min(PERCENT, (int) ((long) row.getInteger("looked") * PERCENT / total));
    }

    private static Text because(Row row) {
        return new Text(row.getString("because"), row.getString("because_en"));
    }

    private static List<UUID> caseIds(List<Row> rows) {
        return rows.stream().map(row -> row.getUUID("case_id")).toList();
    }

    private String write(ChangedDays days) {
        try {
            return json.mapper().writeValueAsString(days.spans());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write days as JSON", e);
        }
    }

    private ChangedDays read(String days) {
        try {
            return new ChangedDays(json.mapper().readValue(days, SPANS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read days", e);
        }
    }
}
