package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackState;

/** Callbacks as they are shown. */
@ApplicationScoped
class CallbackQueries {
    private static final String LIST = """
            select %s
            from callback cb
            join case_file c on c.case_id = cb.case_id
            where cb.state = $1
              and cb.origin = $2
              and (cb.opened_at, cb.id) > ($3, $4)
            order by cb.opened_at, cb.id
            limit $5
            """.formatted(CallbackView.COLUMNS);

    private static final String ONE = """
            select %s
            from callback cb
            join case_file c on c.case_id = cb.case_id
            where cb.id = $1
            """.formatted(CallbackView.COLUMNS);

    private final Pool pool;

    CallbackQueries(Pool pool) {
        this.pool = pool;
    }

    /** Those in a state, the oldest first. */
    Uni<Page<CallbackView>> list(CallbackState state, CallbackOrigin origin, PageRequest page) {
        Cursor from = page.from();
        return Sql.on(pool)
                .select(
                        LIST,
                        state,
                        origin,
                        from.instant(0),
                        from.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "opened_at"), row.getUUID("id")),
                        row -> CallbackView.of(row, null)));
    }

    /** One of them; null if there is none. */
    Uni<CallbackView> find(UUID id) {
        return find(Sql.on(pool), id);
    }

    /** The same, as the session's transaction sees it. */
    Uni<CallbackView> find(Mutiny.Session session, UUID id) {
        return find(Sql.on(session), id);
    }

    private static Uni<CallbackView> find(Sql sql, UUID id) {
        return sql.first(ONE, id).map(row -> row == null ? null : CallbackView.of(row, null));
    }
}
