package org.hotline12345.followup.rework;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
import org.hotline12345.followup.rework.ExplanationResource.AwaitedView;
import org.hotline12345.followup.rework.ExplanationResource.ExplanationView;
import org.hotline12345.followup.rework.PlannedReviewResource.ReviewView;

/** Reasons that are to be explained or were, and planned matters that come up again. */
@ApplicationScoped
class ReworkQueries {
    private static final String AWAITED = """
            select c.case_id, c.case_number, c.title, c.round, c.unit, c.replied_at, a.reason, a.review_due_at as due_at,
              coalesce(a.review_due_at < $4, false) as overdue
            from case_file c
            left join lateral (
              select reason, review_due_at
              from callback_answer
              join callback on callback.id = callback_answer.callback_id
              where callback.case_id = c.case_id
                and callback.work_order_id = c.work_order_id
                and not corrected
              order by answered_at desc
              limit 1) a on true
            where c.phase = 'AWAITING_EXPLANATION'
              and (c.replied_at, c.case_id) > ($1, $2)
            order by c.replied_at, c.case_id
            limit $3
            """;

    private static final String EXPLANATIONS = """
            select id, round, text, explained_by as by, explained_at as at
            from explanation
            where case_id = $1
            order by explained_at, id
            """;

    private static final String DUE = """
            select d.id as deadline_id, d.case_id, c.case_number, c.title, d.unit, d.round, c.replied_at, d.due_at
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.kind = 'REVIEW'
              and d.ended_at is null
              and d.due_at < $4
              and ($5::text is null or d.unit = $5)
              and %s
              and (d.due_at, d.id) > ($1, $2)
            order by d.due_at, d.id
            limit $3
            """.formatted(HiddenCases.seen("d.case_id", "$6"));

    private final Pool pool;
    private final Caller caller;

    ReworkQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /** Citizens who are owed an explanation, the oldest reply first. */
    Uni<Page<AwaitedView>> awaited(Instant now, PageRequest page) {
        return Sql.on(pool).rising(AWAITED, "replied_at", "case_id", page, Rows.as(AwaitedView.class), now);
    }

    /** What was explained to the citizen of a case, the oldest first. */
    Uni<List<ExplanationView>> explanations(UUID caseId) {
        return Sql.on(pool).list(ExplanationView.class, EXPLANATIONS, caseId);
    }

    /** Planned matters whose review is due before a moment, the earliest first; unit null: of all units. */
    Uni<Page<ReviewView>> due(Instant before, String unit, PageRequest page) {
        return Sql.on(pool)
                .rising(
                        DUE,
                        "due_at",
                        "deadline_id",
                        page,
                        Rows.as(ReviewView.class),
                        before,
                        unit,
                        caller.unitAndAbove());
    }
}
