package org.hotline12345.dispatch.risk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.risk.RiskAlertResource.Alert;

/** Risk alerts: raised with their cases, seen to by people. */
@ApplicationScoped
class RiskAlertQueries {
    private static final String ALERTS = """
            select a.id, a.case_id, c.case_number, c.title, c.urgency, a.source, a.flags::text as risk_flags, a.words, a.raised_at, a.seen_at,
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
            where %%s
              and %s
              and ($1::timestamptz is null or (a.raised_at, a.id) > ($1, $2::uuid))
            order by a.raised_at, a.id
            limit $3
            """.formatted(HiddenCases.seen("a.case_id", "$4"));
    private static final String UNSEEN = ALERTS.formatted("a.seen_at is null");
    private static final String OF_CASE = ALERTS.formatted("a.case_id = $5");
    private static final String ONE = ALERTS.formatted("a.id = $5");

    private final Pool pool;
    private final Caller caller;
    private final RecordReader<Alert> alerts;

    RiskAlertQueries(Pool pool, Caller caller, ObjectMapper json) {
        this.pool = pool;
        this.caller = caller;
        this.alerts = RecordReader.of(Alert.class, json)
                .column("alertId", "id")
                .with("allowed", row -> row.getValue("seen_at") == null ? List.of("seen") : List.of());
    }

    /** Those nobody has seen to, or all of a case. */
    Uni<Page<Alert>> page(UUID caseId, PageRequest page) {
        var sql = Sql.on(pool);
        return caseId == null
                ? sql.page(UNSEEN, "raised_at", page, alerts, caller.unitAndAbove())
                : sql.page(OF_CASE, "raised_at", page, alerts, caller.unitAndAbove(), caseId);
    }

    /** The alert; null if there is none, or its case is hidden from the caller. */
    Uni<Alert> one(Mutiny.Session session, UUID id) {
        return Sql.on(session)
                .first(ONE, null, null, 1, caller.unitAndAbove(), id)
                .map(row -> row == null ? null : alerts.apply(row));
    }
}
