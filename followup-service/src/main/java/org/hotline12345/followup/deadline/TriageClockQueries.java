package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.followup.deadline.TriageClockResource.TriageClock;

/** What waits for dispatchers and agents. */
@ApplicationScoped
class TriageClockQueries {
    private static final String WAITING = """
            select d.id as deadline_id, d.case_id, c.case_number, c.title, c.urgency, d.kind, d.state, d.started_at, d.due_at,
              d.held as waits, d.provisional, d.due_at < $6 and not d.held as late
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.kind in ('TRIAGE', 'ASK_BACK')
              and d.ended_at is null
              and ($4::text is null or d.kind = $4)
              and (not $5 or d.due_at < $6 and not d.held)
              and %s
              and (d.due_at, d.id) > ($1, $2)
            order by d.due_at, d.id
            limit $3
            """.formatted(HiddenCases.seen("d.case_id", "$7"));

    private final Pool pool;
    private final Caller caller;

    TriageClockQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /** All of them or the late ones, the first due first. */
    Uni<Page<TriageClock>> waiting(DeadlineKind kind, boolean late, Instant now, PageRequest page) {
        return Sql.on(pool)
                .rising(
                        WAITING,
                        "due_at",
                        "deadline_id",
                        page,
                        Rows.as(TriageClock.class),
                        kind,
                        late,
                        now,
                        caller.unitAndAbove());
    }
}
