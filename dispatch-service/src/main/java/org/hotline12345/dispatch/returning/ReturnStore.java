package org.hotline12345.dispatch.returning;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.dispatch.cases.AskedOfCases;
import org.hotline12345.dispatch.returning.ReturnFiguresResource.Figures;
import org.hotline12345.dispatch.returning.ReturnResource.OpenRequest;
import org.hotline12345.dispatch.routing.model.CaseToRoute;
import org.hotline12345.events.ReturnReason;

@Singleton
class ReturnStore extends AskedOfCases<ReturnRequest> {
    private static final String OPEN = """
            r.reason_code, r.suggested_unit,
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
                  and c.upstream is not null) as from_above""";

    /** The unit that an agent chose is not asked again: it had the case. */
    private static final String CASE = """
            select c.title, c.text, c.category, c.area, c.address, c.respondent_unit, c.respondent_name, $2::date as day,
              null::text as proposed_unit
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
              and %s
            group by r.unit, r.reason_code, o.decided_by, o.model_version
            order by asked desc, r.unit, r.reason_code, o.decided_by, o.model_version
            """.formatted(HiddenCases.seen("r.case_id", "$4"));

    private final RecordReader<OpenRequest> items =
            RecordReader.of(OpenRequest.class).column("returnRequestId", "id");

    ReturnStore(Pool pool) {
        super(
                pool,
                "return_request",
                Table.of("return_request", ReturnRequest.class),
                RecordReader.of(ReturnRequest.class));
    }

    Uni<Page<OpenRequest>> open(List<String> units, PageRequest page) {
        return open(OPEN, units, page, items);
    }

    /** What the router goes by in the case of the request, by the catalogue of this day; null if there is no such request. */
    Uni<CaseToRoute> caseToRoute(UUID requestId, LocalDate day) {
        return Sql.on(pool).one(CaseToRoute.class, CASE, requestId, day);
    }

    /**
     * Figures of the returns asked for in a span of time.
     *
     * @param unit of one unit only, or null
     * @param hiddenFrom the unit of who looks and those above it: what is hidden from them is not counted
     * @param names the names of units
     * @param reasons the reasons in words
     */
    Uni<List<Figures>> figures(
            Instant from,
            Instant until,
            String unit,
            List<String> hiddenFrom,
            Function<String, String> names,
            Function<ReturnReason, String> reasons) {
        var figures = RecordReader.of(Figures.class)
                .with("unitName", row -> names.apply(row.getString("unit")))
                .with("reasonName", row -> reasons.apply(ReturnReason.valueOf(row.getString("reason_code"))));
        return Sql.on(pool)
                .select(FIGURES, from, until, unit, hiddenFrom)
                .map(rows -> rows.stream().map(figures).toList());
    }
}
