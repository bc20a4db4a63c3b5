package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.followup.cases.AskedCase;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackSight;
import org.hotline12345.followup.cases.model.CallbackState;

/** Callbacks as they are shown. */
@ApplicationScoped
class CallbackQueries {
    private static final String LIST = """
            select %s
            from callback b
            join case_file c on c.case_id = b.case_id
            where b.state = $4
              and b.origin = $5
              and ($6::text is null or not b.confidential and b.unit = any(string_to_array($6, ',')))
              and (b.opened_at, b.id) > ($1, $2)
            order by b.opened_at, b.id
            limit $3
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
    Uni<Page<CallbackView>> list(CallbackState state, CallbackOrigin origin, CallbackSight sight, PageRequest page) {
        return Sql.on(pool)
                .rising(
                        LIST,
                        "asking_opened_at",
                        "asking_id",
                        page,
                        row -> CallbackView.of(AskedCase.of(row), null),
                        state,
                        origin,
                        sight.joined());
    }

    /** One of them; null if there is none, or none that may be seen. */
    Uni<CallbackView> find(UUID id, CallbackSight sight) {
        return Sql.on(pool).first(ONE, id).map(row -> {
            AskedCase asked = row == null ? null : AskedCase.of(row);
            return asked == null || !sight.covers(asked.callback().subject()) ? null : CallbackView.of(asked, null);
        });
    }
}
