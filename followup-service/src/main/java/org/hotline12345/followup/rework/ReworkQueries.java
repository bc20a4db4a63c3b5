package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.rework.ExplanationResource.AwaitedView;
import org.hotline12345.followup.rework.ExplanationResource.ExplanationView;
import org.hotline12345.followup.rework.PlannedReviewResource.ReviewView;

/** Reasons that are to be explained or were, and planned matters that come up again. */
@ApplicationScoped
class ReworkQueries {
    private static final String AWAITED = """
            select c.case_id, c.case_number, c.title, c.round, c.unit, c.replied_at, a.reason
            from case_file c
            left join lateral (
              select reason
              from callback_answer
              join callback on callback.id = callback_answer.callback_id
              where callback.work_order_id = c.work_order_id
                and not corrected
              order by answered_at desc
              limit 1) a on true
            where c.phase = 'AWAITING_EXPLANATION'
              and (c.replied_at, c.case_id) > ($1, $2)
            order by c.replied_at, c.case_id
            limit $3
            """;

    private static final String EXPLANATIONS = """
            select id, round, text, explained_by, explained_at
            from explanation
            where case_id = $1
            order by explained_at, id
            """;

    private static final String DUE = """
            select d.id, d.case_id, d.unit, d.round, d.due_at, d.state, c.case_number, c.title, c.replied_at
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.kind = 'REVIEW'
              and d.ended_at is null
              and d.due_at < $1
              and ($2::text is null or d.unit = $2)
              and (d.due_at, d.id) > ($3, $4)
            order by d.due_at, d.id
            limit $5
            """;

    private final Pool pool;

    ReworkQueries(Pool pool) {
        this.pool = pool;
    }

    /** Citizens who are owed an explanation, the oldest reply first. */
    Uni<Page<AwaitedView>> awaited(PageRequest page) {
        Cursor from = page.from();
        return Sql.on(pool)
                .select(
                        AWAITED,
                        from.instant(0),
                        from.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "replied_at"), row.getUUID("case_id")),
                        row -> new AwaitedView(
                                row.getUUID("case_id"),
                                row.getString("case_number"),
                                row.getString("title"),
                                row.getInteger("round"),
                                row.getString("unit"),
                                Rows.time(row, "replied_at"),
                                row.getString("reason"))));
    }

    /** What was explained to the citizen of a case, the oldest first. */
    Uni<List<ExplanationView>> explanations(UUID caseId) {
        return Sql.on(pool)
                .select(EXPLANATIONS, caseId)
                .map(rows -> rows.stream()
                        .map(row -> new ExplanationView(
                                row.getUUID("id"),
                                row.getInteger("round"),
                                row.getString("text"),
                                row.getString("explained_by"),
                                Rows.time(row, "explained_at")))
                        .toList());
    }

    /** Planned matters whose review is due before a moment, the earliest first; unit null: of all units. */
    Uni<Page<ReviewView>> due(Instant before, String unit, PageRequest page) {
        Cursor from = page.from();
        return Sql.on(pool)
                .select(
                        DUE,
                        before,
                        unit,
                        from.instant(0),
                        from.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "due_at"), row.getUUID("id")),
                        row -> new ReviewView(
                                row.getUUID("id"),
                                row.getUUID("case_id"),
                                row.getString("case_number"),
                                row.getString("title"),
                                row.getString("unit"),
                                row.getInteger("round"),
                                Rows.time(row, "replied_at"),
                                Rows.time(row, "due_at"))));
    }
}
