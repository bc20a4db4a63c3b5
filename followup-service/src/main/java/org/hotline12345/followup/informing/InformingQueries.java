package org.hotline12345.followup.informing;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.followup.informing.InformingResource.OpenView;
import org.hotline12345.followup.informing.ResultNoticeResource.NoticeView;
import org.hotline12345.followup.informing.model.InformingFigures;

/** Who is to be told of a result, and who was. */
@ApplicationScoped
class InformingQueries {
    // what was withdrawn or merged since has no result to tell, nor has a round that was sent back
    private static final String OPEN = """
            select i.case_id, c.case_number, c.title, i.work_order_id, i.round, i.unit,
              c.anonymity = 'HIDDEN_FROM_UNIT' as by_centre, i.replied_at, i.due_at,
              coalesce(i.due_at < $6, false) as overdue, i.denied, i.corrected_at
            from informing i
            join case_file c on c.case_id = i.case_id
              and c.work_order_id = i.work_order_id
            where i.owed
              and i.told_at is null
              and i.lapsed_at is null
              and c.live
              and c.phase in ('CALLBACK', 'CLOSED', 'AWAITING_DECISION', 'AWAITING_EXPLANATION')
              and ($4::text is null or i.unit = $4)
              and (not $5 or i.due_at < $6)
              and %s
              and (i.replied_at, i.work_order_id) > ($1, $2)
            order by i.replied_at, i.work_order_id
            limit $3
            """.formatted(HiddenCases.seen("i.case_id", "$7"));

    private static final String FIGURES = """
            select i.owed, i.told_by, i.told_at <= i.due_at as in_time, i.due_at < $4 as over, i.due_at is null as no_end,
              i.lapsed_at is not null as lapsed, i.lapsed_at > i.due_at as lapsed_late, count(*)::integer as rounds
            from informing i
            join case_file c on c.case_id = i.case_id
            where i.replied_at >= $1
              and i.replied_at < $2
              and ($3::text is null or i.unit = $3)
              and c.phase not in ('ENDED', 'MERGED')
              and %s
            group by 1, 2, 3, 4, 5, 6, 7
            """.formatted(HiddenCases.seen("i.case_id", "$5"));

    private static final String NOTICES = """
            select id, case_id, work_order_id, round, unit, channel as by, reached, informed_at as at
            from result_notice
            where case_id = $1
              and %s
            order by informed_at, id
            """.formatted(HiddenCases.seen("result_notice.case_id", "$2"));

    private final Pool pool;
    private final Caller caller;

    InformingQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /**
     * Citizens who do not know the result yet, the oldest reply first.
     *
     * @param unit of which unit; null for all
     */
    Uni<Page<OpenView>> open(String unit, boolean overdue, Instant now, PageRequest page) {
        return Sql.on(pool)
                .rising(
                        OPEN,
                        "replied_at",
                        "work_order_id",
                        page,
                        Rows.as(OpenView.class),
                        unit,
                        overdue,
                        now,
                        caller.unitAndAbove());
    }

    /** The figures of the rounds whose reply was issued in between, without those that are hidden from the caller. */
    Uni<InformingFigures> figures(Instant start, Instant end, String unit, Instant now) {
        return Sql.on(pool)
                .select(FIGURES, start, end, unit, now, caller.unitAndAbove())
                .map(rows -> {
                    var figures = new InformingFigures();
                    rows.forEach(row -> add(figures, row, now));
                    return figures;
                });
    }

    /** What the citizen of a case was told, the oldest first. */
    Uni<List<NoticeView>> notices(UUID caseId) {
        return Sql.on(pool).list(NoticeView.class, NOTICES, caseId, caller.unitAndAbove());
    }

    /** Moments of a group stand for all of it: only whether they were in time matters. */
    private static void add(InformingFigures figures, Row row, Instant now) {
        String by = row.getString("told_by");
        boolean noEnd = row.getBoolean("no_end");
        Instant dueAt = noEnd ? null : Boolean.TRUE.equals(row.getBoolean("over")) ? now.minusSeconds(1) : now;
        Instant toldAt = noEnd || Boolean.TRUE.equals(row.getBoolean("in_time")) ? Instant.MIN : Instant.MAX;
        Instant lapsedAt = Boolean.TRUE.equals(row.getBoolean("lapsed_late")) ? Instant.MAX : Instant.MIN;
        var duty = new InformingFigures.Duty(
                row.getBoolean("owed"),
                by == null ? null : NoticeChannel.valueOf(by),
                by == null ? null : toldAt,
                dueAt,
                row.getBoolean("lapsed") ? lapsedAt : null);
        figures.add(duty, now, row.getInteger("rounds"));
    }
}
