package org.hotline12345.assessment.period;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.period.model.ReportingCalendar;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;

/** The calendars in the database, each as a document. */
@ApplicationScoped
class ReportingCalendarStore {
    private static final String ALL = """
            select
              id, version, document, stored_at, stored_by
            from reporting_calendar
            order by id
            """;

    private static final String LOCK = """
            lock table reporting_calendar in share row exclusive mode
            """;

    private static final String STORE = """
            insert into reporting_calendar (id, version, document, stored_at, stored_by)
            values ($1, $2, $3, $4, $5)
            on conflict (id) do update
            set version = excluded.version,
                document = excluded.document,
                stored_at = excluded.stored_at,
                stored_by = excluded.stored_by
            """;

    private final Pool pool;
    private final ObjectMapper json;

    ReportingCalendarStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** A calendar with its version. */
    record Stored(ReportingCalendar calendar, int version, OffsetDateTime storedAt, String storedBy) {}

    /** All by their ids. */
    Uni<Map<String, Stored>> all() {
        return all(Sql.on(pool));
    }

    /** The same; nobody else changes them until the transaction ends. */
    Uni<Map<String, Stored>> lock(Mutiny.Session session) {
        var sql = Sql.on(session);
        return sql.update(LOCK).chain(() -> all(sql));
    }

    Uni<Void> store(Mutiny.Session session, Stored stored) {
        Instant at = stored.storedAt().toInstant();
        return Sql.on(session)
                .update(
                        STORE,
                        stored.calendar().id(),
                        stored.version(),
                        write(stored.calendar()),
                        at,
                        stored.storedBy())
                .replaceWithVoid();
    }

    /** Those of the names of periods under which somebody keeps something; of the first who does. */
    Uni<List<String>> used(Mutiny.Session session, List<UsesPeriods> users, List<String> names) {
        var used = new ArrayList<String>();
        Uni<?> asked = Uni.createFrom().voidItem();
        for (UsesPeriods user : users) {
            asked = asked.chain(() -> used.isEmpty()
                            ? Sql.on(session).select(user.used(), (Object) names.toArray(String[]::new))
                            : Uni.createFrom().item(List.<Row>of()))
                    .invoke(rows -> rows.forEach(row -> used.add(row.getString("period"))));
        }
        return asked.replaceWith(used);
    }

    private Uni<Map<String, Stored>> all(Sql sql) {
        return sql.select(ALL).map(rows -> {
            var found = new LinkedHashMap<String, Stored>();
            rows.forEach(row -> found.put(
                    row.getString("id"),
                    new Stored(
                            read(row.getString("document")),
                            row.getInteger("version"),
                            Rows.time(row, "stored_at"),
                            row.getString("stored_by"))));
            return found;
        });
    }

    private ReportingCalendar read(String document) {
        try {
            return json.readValue(document, ReportingCalendar.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(ReportingCalendar calendar) {
        try {
            return json.writeValueAsString(calendar);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
