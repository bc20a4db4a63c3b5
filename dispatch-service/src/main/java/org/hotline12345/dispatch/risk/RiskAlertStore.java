package org.hotline12345.dispatch.risk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.risk.RiskAlertResource.Alert;
import org.hotline12345.dispatch.routing.model.RiskFlag;

/** Risk alerts as filed: raised with their cases, seen to by people. */
@ApplicationScoped
public class RiskAlertStore {
    private static final String ALERTS = """
            select a.id, a.case_id, c.case_number, c.title, c.urgency, a.source, a.flags::text as risk_flags, a.raised_at, a.seen_at,
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
    private final Table<Raised> raised;
    private final RecordReader<Alert> alerts;

    RiskAlertStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.raised = new Table<Raised>("risk_alert")
                .uuid("id", alert -> UuidV7.next())
                .uuid("case_id", Raised::caseId)
                .text("source", Raised::source)
                .json("flags", json, Raised::flags)
                .time("raised_at", Raised::at);
        this.alerts = RecordReader.of(Alert.class, json)
                .column("alertId", "id")
                .with("allowed", row -> row.getValue("seen_at") == null ? List.of("seen") : List.of());
    }

    /** Words of a case that speak of a risk. */
    public record Raised(UUID caseId, String source, List<RiskFlag> flags, Instant at) {}

    /** Somebody is to see to them. */
    public void raise(Writes writes, Collection<Raised> alerts) {
        writes.insert(raised, alerts);
    }

    /** Those nobody has seen to, or all of a case. */
    Uni<Page<Alert>> page(UUID caseId, PageRequest page) {
        var sql = Sql.on(pool);
        return caseId == null
                ? sql.page(UNSEEN, "raised_at", page, alerts)
                : sql.page(OF_CASE, "raised_at", page, alerts, caseId);
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
                    return alerts.apply(row);
                }));
    }
}
