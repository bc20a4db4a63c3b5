package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.returning.ReturnResource.OpenRequest;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.events.ReturnReason;

/** Reading of returns. */
@ApplicationScoped
class ReturnQueries {
    private static final String OPEN = """
            select r.id, r.work_order_id, r.case_id, o.case_number, o.title, r.unit, r.reason_code, r.reason,
              r.suggested_unit, r.requested_by, r.requested_at,
              array(
                select e.unit
                from return_request e
                where e.case_id = r.case_id
                  and e.state = 'GRANTED'
                order by e.decided_at) as returned_by,
              exists (
                select 1
                from registered_case c
                where c.case_id = r.case_id
                  and c.upstream is not null) as from_above
            from return_request r
            join work_order o on o.id = r.work_order_id
            where r.state = 'OPEN'
              and o.ended_at is null
              and ($1::timestamptz is null or (r.requested_at, r.id) > ($1, $2::uuid))
            order by r.requested_at, r.id
            limit $3
            """;

    private static final String CASE = """
            select c.title, c.text, c.category, c.area, c.address, c.respondent_unit, c.respondent_name
            from return_request r
            join registered_case c on c.case_id = r.case_id
            where r.id = $1
            """;

    private static final String FIGURES = """
            select r.unit, r.reason_code, o.decided_by, o.model_version,
              count(*) as asked,
              count(*) filter (where r.state = 'GRANTED') as granted,
              count(*) filter (where r.state = 'REFUSED') as refused,
              count(*) filter (where r.state = 'OPEN' and o.ended_at is null) as waiting,
              count(*) filter (where r.state = 'OPEN' and o.ended_at is not null) as overtaken,
              count(*) filter (where r.back_to_returner) as sent_back
            from return_request r
            join work_order o on o.id = r.work_order_id
            where r.requested_at >= $1
              and r.requested_at < $2
              and ($3::text is null or r.unit = $3)
            group by r.unit, r.reason_code, o.decided_by, o.model_version
            order by asked desc, r.unit, r.reason_code, o.decided_by, o.model_version
            """;

    private final Pool pool;

    ReturnQueries(Pool pool) {
        this.pool = pool;
    }

    /** Requests no one has ruled on, the oldest first. */
    Uni<Page<OpenRequest>> open(PageRequest page) {
        return Sql.on(pool).page(OPEN, "requested_at", page, ReturnQueries::request);
    }

    /** What the router goes by in the case of the request, by the catalogue of this day; null if there is no such request. */
    Uni<CaseToRoute> caseToRoute(UUID requestId, LocalDate day) {
        return Sql.on(pool)
                .first(CASE, requestId)
                .map(row -> row == null
                        ? null
                        : new CaseToRoute(
                                row.getString("title"),
                                row.getString("text"),
                                row.getString("category"),
                                row.getString("area"),
                                row.getString("address"),
                                row.getString("respondent_unit"),
                                row.getString("respondent_name"),
                                day));
    }

    /** Figures of the returns asked for in a span of time; {@code unit}: of one unit only, or null. */
    Uni<List<Row>> figures(Instant from, Instant until, String unit) {
        return Sql.on(pool).select(FIGURES, from, until, unit);
    }

    private static OpenRequest request(Row row) {
        return new OpenRequest(
                row.getUUID("id"),
                row.getUUID("work_order_id"),
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                row.getString("unit"),
                ReturnReason.valueOf(row.getString("reason_code")),
                row.getString("reason"),
                row.getString("suggested_unit"),
                row.getString("requested_by"),
                row.getOffsetDateTime("requested_at").toInstant(),
                List.of((String[]) row.getValue("returned_by")),
                row.getBoolean("from_above"));
    }
}
