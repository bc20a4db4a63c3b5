package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.cases.AskedCase;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackState;

/** Callbacks as they are shown. */
@ApplicationScoped
class CallbackQueries {
    private static final String LIST = """
            select %s
            from callback b
            join case_file c on c.case_id = b.case_id
            where b.state = $1
              and b.origin = $2
              and (b.opened_at, b.id) > ($3, $4)
            order by b.opened_at, b.id
            limit $5
            """.formatted(AskedCase.COLUMNS);

    private static final String ONE = """
            select %s
            from callback b
            join case_file c on c.case_id = b.case_id
            where b.id = $1
            """.formatted(AskedCase.COLUMNS);

    private final Pool pool;

    CallbackQueries(Pool pool) {
        this.pool = pool;
    }

    /** Those in a state, the oldest first. */
    Uni<Page<CallbackView>> list(CallbackState state, CallbackOrigin origin, PageRequest page) {
        Cursor from = page.from();
        return Sql.on(pool)
                .select(LIST, state, origin, from.instant(0), from.uuid(1), page.limit() + 1)
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.encode(Rows.instant(row, "callback_opened_at"), row.getUUID("callback_id")),
                        row -> CallbackView.of(AskedCase.of(row), null)));
    }

    /** One of them; null if there is none. */
    Uni<CallbackView> find(UUID id) {
        return Sql.on(pool).first(ONE, id).map(row -> row == null ? null : CallbackView.of(AskedCase.of(row), null));
    }
}
