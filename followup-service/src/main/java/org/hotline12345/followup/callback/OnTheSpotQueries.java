package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.callback.OnTheSpotResource.WaitingView;

/** Answers on the spot that left citizens dissatisfied. */
@ApplicationScoped
class OnTheSpotQueries {
    private static final String WAITING = """
            select b.id as callback_id, b.case_id, c.case_number, c.title, b.unit, b.reply_text as reply, a.satisfaction, a.reason,
              a.answered_at, b.review_due_at as due_at, b.review_due_at < $4 as overdue
            from callback b
            join case_file c on c.case_id = b.case_id
            left join lateral (
              select satisfaction, reason, answered_at
              from callback_answer
              where callback_id = b.id
                and not corrected
              order by answered_at desc
              limit 1) a on true
            where b.origin = 'ON_THE_SPOT'
              and b.review_due_at is not null
              and b.reviewed_at is null
              and (b.review_due_at, b.id) > ($1, $2)
            order by b.review_due_at, b.id
            limit $3
            """;

    private final Pool pool;

    OnTheSpotQueries(Pool pool) {
        this.pool = pool;
    }

    /** Those that wait for a person, the earliest due first. */
    Uni<Page<WaitingView>> waiting(Instant now, PageRequest page) {
        return Sql.on(pool).rising(WAITING, "due_at", "callback_id", page, Rows.as(WaitingView.class), now);
    }

    Uni<Boolean> isKnown(UUID caseId) {
        return Sql.on(pool)
                .first("select 1 as known from case_file where case_id = $1", caseId)
                .map(row -> row != null);
    }
}
