package org.hotline12345.dispatch.triage;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.triage.WorkloadResource.OfDispatcher;

/** What dispatchers did. */
@ApplicationScoped
class WorkloadQueries {
    private static final String OF_ALL = """
            with done as (
              select t.decided_by as dispatcher, t.outcome, t.decided_at - t.sent_at as waited, o.state as became, d.state as clock,
                0 as asked, 0 as recalls
              from triage_entry t
              join registered_case c on c.case_id = t.case_id
              left join lateral (
                select state
                from work_order
                where case_id = t.case_id
                  and dispatched_at >= t.sent_at
                order by dispatched_at
                limit 1) o on t.outcome = 'DISPATCHED'
              left join deadline_mirror d on d.case_id = t.case_id and d.kind = 'TRIAGE' and d.started_at = t.sent_at
              where t.decided_at >= $1
                and t.decided_at < $2
                and (t.outcome = 'DISPATCHED' or t.outcome = 'ENDED' and c.ended = 'NOT_ACCEPTED')
                and %1$s
              union all
              select asked_by, null, null, null, null, 1, 0
              from triage_question t
              where asked_at >= $1
                and asked_at < $2
                and %1$s
              union all
              select recalled_by, null, null, null, null, 0, 1
              from order_recall t
              where recalled_at >= $1
                and recalled_at < $2
                and %1$s)
            select dispatcher,
              count(*) filter (where outcome = 'DISPATCHED') as dispatched,
              count(*) filter (where outcome = 'DISPATCHED' and clock = 'MET') as in_time,
              count(*) filter (where outcome = 'DISPATCHED' and clock = 'MISSED') as late,
              count(*) filter (where became = 'RETURNED') as returned,
              count(*) filter (where became = 'RECALLED') as recalled,
              count(*) filter (where outcome = 'ENDED') as refused,
              sum(asked)::bigint as asked_back,
              sum(recalls)::bigint as recalls,
              round(percentile_cont(0.5) within group (order by extract(epoch from waited) / 60)
                filter (where outcome = 'DISPATCHED'))::int as median_minutes
            from done
            where dispatcher is not null
            group by dispatcher
            order by dispatched desc, dispatcher
            """.formatted(HiddenCases.seen("t.case_id", "$3"));

    private static final RecordReader<OfDispatcher> ROWS = RecordReader.of(OfDispatcher.class);

    private final Pool pool;
    private final Caller caller;

    WorkloadQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    Uni<Page<OfDispatcher>> of(LocalDate from, LocalDate to) {
        return Sql.on(pool)
                .select(OF_ALL, ShanghaiTime.start(from), ShanghaiTime.start(to.plusDays(1)), caller.unitAndAbove())
                .map(rows -> new Page<>(rows.stream().map(ROWS).toList(), null));
    }
}
