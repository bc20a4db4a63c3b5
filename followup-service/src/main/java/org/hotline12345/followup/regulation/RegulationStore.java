package org.hotline12345.followup.regulation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.events.PolicyActivated;
import org.hotline12345.followup.calendar.model.CalendarYear;

/** Writes what the office decides about its calendar and its policies. */
@ApplicationScoped
class RegulationStore {
    private final Pool pool;
    private final EventJson json;

    RegulationStore(Pool pool, EventJson json) {
        this.pool = pool;
        this.json = json;
    }

    /**
     * Writes a year; whoever does holds {@code office_state} alone.
     *
     * @param shipped whether its notice comes with a release; null: as it was
     */
    Uni<Void> store(Mutiny.Session session, CalendarYear year, Boolean shipped, long revision, Instant at, String by) {
        return Sql.on(session)
                .update(
                        """
                        insert into calendar_year (
                          year, source, days, local_days, shipped, revision, changed_at, changed_by)
                        values ($1, $2, $3::text::jsonb, $4::text::jsonb, coalesce($5::boolean, true), $6, $7, $8)
                        on conflict (year) do update
                        set source = excluded.source,
                            days = excluded.days,
                            local_days = excluded.local_days,
                            shipped = coalesce($5::boolean, calendar_year.shipped),
                            revision = excluded.revision,
                            changed_at = excluded.changed_at,
                            changed_by = excluded.changed_by
                        """,
                        year.year(),
                        year.source(),
                        write(year.days()),
                        write(year.localDays()),
                        shipped,
                        revision,
                        at,
                        by)
                .replaceWithVoid();
    }

    /** Writes the next version of a policy; answers its number. */
    Uni<Integer> addVersion(Mutiny.Session session, String policyId, String document, Instant at, String by) {
        return Sql.on(session).first("""
                        insert into policy_version (policy_id, version, document, created_at, created_by)
                        select $1, coalesce(max(version), 0) + 1, $2, $3, $4
                        from policy_version
                        where policy_id = $1
                        returning version
                        """, policyId, document, at, by).map(row -> row.getInteger("version"));
    }

    /** Writes an activation. */
    Uni<Void> activate(Mutiny.Session session, PolicyActivated event, boolean applyToOpenCases, Instant at) {
        return Sql.on(session)
                .update(
                        """
                        insert into policy_activation (
                          id, policy_id, version, from_at, open_cases, activated_at, activated_by)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        """,
                        UuidV7.next(),
                        event.policyId(),
                        event.version(),
                        event.from(),
                        applyToOpenCases ? "APPLY" : "KEEP",
                        at,
                        event.activatedBy())
                .replaceWithVoid();
    }

    /** The activation is applied. */
    Uni<Void> applied(UUID activationId, Instant at) {
        return Sql.on(pool)
                .update("update policy_activation set applied_at = $2 where id = $1", activationId, at)
                .replaceWithVoid();
    }

    private String write(List<?> days) {
        try {
            return json.mapper().writeValueAsString(days);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
