package org.hotline12345.dispatch.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.risk.RiskAlertResource.Alert;
import org.hotline12345.dispatch.risk.RiskAlertResource.Source;
import org.hotline12345.dispatch.routing.model.RiskFlag;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;

/** Risk alerts as filed: raised with their cases, seen to here. */
@ApplicationScoped
class RiskAlertStore {
    private static final String ALERTS = """
            select a.id, a.case_id, c.case_number, c.title, c.urgency, a.source, a.flags::text as flags, a.raised_at, a.seen_at,
              a.seen_by, a.note, o.id as work_order_id, o.unit, o.state,
              exists (
                select
                from triage_entry t
                where t.case_id = a.case_id and t.decided_at is null
              ) as in_triage
            from risk_alert a
            join registered_case c on c.case_id = a.case_id
            left join lateral (
              select w.id, w.unit, w.state
              from work_order w
              where w.case_id = a.case_id
              order by w.dispatched_at desc, w.id desc
              limit 1
            ) as o on true
            where %s
              and ($1::timestamptz is null or (a.raised_at, a.id) > ($1, $2::uuid))
            order by a.raised_at, a.id
            limit $3
            """;
    private static final String UNSEEN = ALERTS.formatted("a.seen_at is null");
    private static final String OF_CASE = ALERTS.formatted("a.case_id = $4");
    private static final String ONE = ALERTS.formatted("a.id = $4");

    private static final String SEE = """
            update risk_alert
            set seen_at = $2,
                seen_by = $3,
                note = $4
            where id = $1
              and seen_at is null
            """;

    private final Pool pool;
    private final ObjectMapper json;

    RiskAlertStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** Those nobody has seen to, or all of a case. */
    Uni<Page<Alert>> page(UUID caseId, PageRequest page) {
        var sql = Sql.on(pool);
        return caseId == null
                ? sql.page(UNSEEN, "raised_at", page, this::alert)
                : sql.page(OF_CASE, "raised_at", page, this::alert, caseId);
    }

    /** Somebody has seen to it; 409 if a colleague was first. */
    Uni<Alert> see(Mutiny.Session session, UUID id, String by, Instant at, String note) {
        var sql = Sql.on(session);
        return sql.update(SEE, id, at, by, note)
                .chain(seen -> sql.first(ONE, null, null, 1, id).map(row -> {
                    if (row == null) {
                        throw Problem.notFound();
                    }
                    if (seen == 0) {
                        throw Problem.wrongState("SEEN", List.of());
                    }
                    return alert(row);
                }));
    }

    private Alert alert(Row row) {
        Instant seenAt = Rows.instant(row, "seen_at");
        String state = row.getString("state");
        return new Alert(
                row.getUUID("id"),
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                Urgency.valueOf(row.getString("urgency")),
                Source.valueOf(row.getString("source")),
                flags(row.getString("flags")),
                Rows.instant(row, "raised_at"),
                row.getBoolean("in_triage"),
                row.getUUID("work_order_id"),
                row.getString("unit"),
                state == null ? null : WorkOrderState.valueOf(state),
                seenAt,
                row.getString("seen_by"),
                row.getString("note"),
                seenAt == null ? List.of("seen") : List.of());
    }

    private List<RiskFlag> flags(String flags) {
        try {
            return json.readValue(flags, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read risk flags", e);
        }
    }
}
