package org.hotline12345.followup.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.access.Roles;
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
              and %s
              and (b.opened_at, b.id) > ($1, $2)
            order by b.opened_at, b.id
            limit $3
            """.formatted(AskedCase.COLUMNS, HiddenCases.seen("b.case_id", "$7"));

    private static final String ONE = """
            select %s, %s as hidden_from
            from callback b
            join case_file c on c.case_id = b.case_id
            where b.id = $1
            """.formatted(AskedCase.COLUMNS, HiddenCases.accused("b.case_id"));

    private final Pool pool;
    private final Caller caller;

    CallbackQueries(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    private boolean asks() {
        return caller.has(Roles.CALLBACK_AGENT);
    }

    /** Those in a state, the oldest first. */
    Uni<Page<CallbackView>> list(CallbackState state, CallbackOrigin origin, CallbackSight sight, PageRequest page) {
        return Sql.on(pool)
                .rising(
                        LIST,
                        "asking_opened_at",
                        "asking_id",
                        page,
                        row -> CallbackView.of(AskedCase.of(row), null, asks()),
                        state,
                        origin,
                        sight.joined(),
                        sight.ownAndAbove());
    }

    /** One of them; null if there is none, or none that may be seen. */
    Uni<CallbackView> find(UUID id, CallbackSight sight) {
        return Sql.on(pool).first(ONE, id).map(row -> {
            if (row == null) {
                return null;
            }
            AskedCase asked = AskedCase.of(row);
            var hiddenFrom = List.of((String[]) row.getValue("hidden_from"));
            return sight.covers(asked.callback().subject(), hiddenFrom) ? CallbackView.of(asked, null, asks()) : null;
        });
    }
}
