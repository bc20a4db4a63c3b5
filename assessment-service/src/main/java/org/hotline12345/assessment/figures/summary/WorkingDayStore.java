package org.hotline12345.assessment.figures.summary;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;

/** Days and their numbers among the working days, in the database. */
@ApplicationScoped
class WorkingDayStore {
    private static final String LOCK = """
            select revision
            from working_day_state
            for update
            """;

    private static final String KNOWN = """
            select
              day,
              ordinal
            from working_day
            """;

    private static final String WRITE = """
            insert into working_day (day, ordinal)
            select *
            from unnest($1::date[], $2::integer[])
            on conflict (day) do update
            set ordinal = excluded.ordinal
            where working_day.ordinal <> excluded.ordinal
            """;

    private static final String MARK = """
            update working_day_state
            set revision = $1
            """;

    /** The revision of the calendar that was followed last; nobody else follows another until the transaction ends. */
    Uni<Long> lock(Mutiny.Session session) {
        return Sql.on(session).first(LOCK).map(row -> row.getLong("revision"));
    }

    Uni<Map<LocalDate, Integer>> known(Mutiny.Session session) {
        return Sql.on(session).select(KNOWN).map(rows -> {
            var known = new HashMap<LocalDate, Integer>();
            rows.forEach(row -> known.put(row.getLocalDate("day"), row.getInteger("ordinal")));
            return known;
        });
    }

    Uni<Void> write(Mutiny.Session session, Map<LocalDate, Integer> ordinals, long revision) {
        var sql = Sql.on(session);
        return sql.update(
                        WRITE,
                        ordinals.keySet().toArray(LocalDate[]::new),
                        ordinals.values().toArray(Integer[]::new))
                .chain(() -> sql.update(MARK, revision))
                .replaceWithVoid();
    }
}
