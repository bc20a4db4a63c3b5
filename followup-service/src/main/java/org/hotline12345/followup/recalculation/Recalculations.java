package org.hotline12345.followup.recalculation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.cases.model.Recomputed;
import org.hotline12345.followup.deadline.model.Wording;

/** The table of runs that compute open deadlines anew. */
@ApplicationScoped
public class Recalculations {
    /**
     * A change of the calendar.
     *
     * @param because Why.
     */
    public record CalendarChange(Wording because, ChangedDays days) {}

    private static final TypeReference<List<ChangedDays.Span>> SPANS = new TypeReference<>() {};
    private static final int PERCENT = 100;

    private static final String COLUMNS = """
            id, because, because_en, total, looked, moved, started_by, started_at, finished_at
            """;

    private static final String LATEST = """
            select %s
            from recalculation
            where $1::timestamptz is null
               or (started_at, id) < ($1::timestamptz, $2::uuid)
            order by started_at desc, id desc
            limit $3
            """.formatted(COLUMNS);

    private final Pool pool;
    private final EventJson json;

    public Recalculations(Pool pool, EventJson json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * A run for the calendar of that revision, in the transaction that changes the calendar; without open deadlines it is finished.
     */
    public Uni<UUID> startForCalendar(Sql sql, UUID id, long revision, CalendarChange change, Instant at, String by) {
        return sql.update("""
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

    /** A run for an activation, in the transaction that activates it. */
    public Uni<UUID> startForPolicy(Sql sql, UUID id, UUID activation, Wording because, Instant at, String by) {
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
    }

    /** A batch is done. */
    Uni<Void> advance(Sql sql, UUID run, Recomputed done) {
        return sql.update("""
                        update recalculation
                        set looked = looked + $2,
                            moved = moved + $3,
                            touched_at = clock_timestamp()
                        where id = $1
                        """, run, done.looked(), done.moved()).replaceWithVoid();
    }

    /** Nothing is left to do; the end that another instance wrote stays. */
    Uni<Recalculation> finish(Sql sql, UUID run, Instant at) {
        return sql.first("""
                        update recalculation
                        set finished_at = coalesce(finished_at, $2)
                        where id = $1
                        returning %s
                        """.formatted(COLUMNS), run, at).map(row -> view(row, Language.ZH));
    }

    /** What a deadline of this revision may have to follow: all that changed the calendar since. */
    Uni<CalendarChange> changesSince(Sql sql, long revision) {
        return sql.select("""
                        select because, because_en, changed_days
                        from recalculation
                        where calendar_revision > $1
                        order by calendar_revision
                        """, revision)
                .map(rows -> rows.isEmpty()
                        ? new CalendarChange(new Wording("放假安排更新", "the working days were changed"), ChangedDays.ALL)
                        : new CalendarChange(
                                new Wording(joined(rows, "because", ";"), joined(rows, "because_en", "; ")),
                                rows.stream()
                                        .map(row -> read(row.getString("changed_days")))
                                        .reduce(new ChangedDays(List.of()), ChangedDays::and)));
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

    private static String joined(List<Row> rows, String column, String separator) {
        return rows.stream().map(row -> row.getString(column)).collect(Collectors.joining(separator));
    }

    /** The latest run that is to bring about the present calendar, if it is not finished; else null. */
    public Uni<UUID> unfinishedOfCalendar(Sql sql) {
        return sql.first("""
                        select id
                        from recalculation
                        where calendar_revision is not null
                          and finished_at is null
                        order by calendar_revision desc
                        limit 1
                        """).map(row -> row == null ? null : row.getUUID("id"));
    }

    /** The runs that nobody has worked on for half a minute and that are not finished. */
    public Uni<List<UUID>> stoppedOfCalendar(Sql sql) {
        return sql.select("""
                        select id
                        from recalculation
                        where finished_at is null
                          and calendar_revision is not null
                          and touched_at < clock_timestamp() - interval '30 seconds'
                        order by calendar_revision
                        """)
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).toList());
    }

    /** The run of an activation, if it has begun; else null. */
    public Uni<UUID> ofActivation(Sql sql, UUID activation) {
        return sql.first("select id from recalculation where activation_id = $1", activation)
                .map(row -> row == null ? null : row.getUUID("id"));
    }

    /** One run; null if there is none of that id. */
    Uni<Recalculation> find(UUID id, Language language) {
        return Sql.on(pool)
                .first("select " + COLUMNS + " from recalculation where id = $1", id)
                .map(row -> row == null ? null : view(row, language));
    }

    /** The runs, the latest first. */
    Uni<Page<Recalculation>> latest(PageRequest page, Language language) {
        Cursor cursor = page.cursor();
        return Sql.on(pool)
                .select(
                        LATEST,
                        cursor == null ? null : cursor.time(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "started_at"), row.getUUID("id")),
                        row -> view(row, language)));
    }

    private static Recalculation view(Row row, Language language) {
        OffsetDateTime finished = Rows.time(row, "finished_at");
        int total = row.getInteger("total");
        int looked = row.getInteger("looked");
        int share = total == 0 ? PERCENT : Math.min(PERCENT, (int) ((long) looked * PERCENT / total));
        return new Recalculation(
                row.getUUID("id"),
                row.getString(language == Language.ZH ? "because" : "because_en"),
                total,
                looked,
                row.getInteger("moved"),
                finished == null ? share : PERCENT,
                row.getString("started_by"),
                Rows.time(row, "started_at"),
                finished);
    }
}
