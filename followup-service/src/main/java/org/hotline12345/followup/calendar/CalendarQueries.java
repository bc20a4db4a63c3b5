package org.hotline12345.followup.calendar;

import com.fasterxml.jackson.core.type.TypeReference;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.events.CalendarDay;
import org.hotline12345.followup.calendar.model.CalendarYear;
import org.hotline12345.followup.calendar.model.SourcedDay;
import org.hotline12345.followup.calendar.model.WorkingCalendar;

/** The years of the calendar; the calendar of the present revision is read once, then kept. */
@ApplicationScoped
public class CalendarQueries {
    private static final TypeReference<List<CalendarDay>> DAYS = new TypeReference<>() {};

    private static final TypeReference<List<SourcedDay>> LOCAL_DAYS = new TypeReference<>() {};

    private final Pool pool;
    private final EventJson json;
    private volatile WorkingCalendar known;

    public CalendarQueries(Pool pool, EventJson json) {
        this.pool = pool;
        this.json = json;
    }

    public Uni<WorkingCalendar> now() {
        Sql sql = Sql.on(pool);
        return sql.first("select calendar_revision from office_state")
                .chain(row -> load(sql, row.getLong("calendar_revision")));
    }

    /** The calendar of the present revision. */
    public Uni<WorkingCalendar> load(Sql sql, long revision) {
        WorkingCalendar kept = known;
        if (kept != null && kept.revision() == revision) {
            return Uni.createFrom().item(kept);
        }
        return sql.select("""
                        select year, source, days::text as days, local_days::text as local_days
                        from calendar_year
                        """)
                .map(rows -> WorkingCalendar.of(
                        revision, rows.stream().map(this::year).toList()))
                .invoke(fresh -> known = fresh);
    }

    /** The years that somebody edited: a later release does not overwrite them. */
    public Uni<List<Integer>> editedYears(Mutiny.Session session) {
        return Sql.on(session)
                .select("select year from calendar_year where not shipped")
                .map(rows -> rows.stream().map(row -> row.getInteger("year")).toList());
    }

    private CalendarYear year(Row row) {
        try {
            return new CalendarYear(
                    row.getInteger("year"),
                    row.getString("source"),
                    json.mapper().readValue(row.getString("days"), DAYS),
                    json.mapper().readValue(row.getString("local_days"), LOCAL_DAYS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
