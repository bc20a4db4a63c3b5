package org.hotline12345.dispatch.reply;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.dispatch.reply.ReplyCheckPolicyResource.UnitPolicy;
import org.hotline12345.dispatch.reply.model.CheckMode;

/** What units have said serious flags of the quality check do. */
@ApplicationScoped
class ReplyCheckPolicyStore {
    private static final String NEAREST = """
            select unit, mode
            from reply_check_policy
            where unit = any ($1::text[])
            order by array_position($1::text[], unit)
            limit 1
            """;

    private static final String SET = """
            insert into reply_check_policy (unit, mode, set_by, set_at)
            values ($1, $2, $3, $4)
            on conflict (unit) do update
            set mode = excluded.mode,
                set_by = excluded.set_by,
                set_at = excluded.set_at
            """;

    private final Pool pool;

    ReplyCheckPolicyStore(Pool pool) {
        this.pool = pool;
    }

    /** What holds for the first of these units: the policy of the first that has one; null if none has. */
    Uni<UnitPolicy> nearest(List<String> units) {
        return Sql.on(pool)
                .first(NEAREST, units)
                .map(row -> row == null
                        ? null
                        : new UnitPolicy(
                                units.get(0), CheckMode.valueOf(row.getString("mode")), row.getString("unit")));
    }

    Uni<Void> set(String unit, CheckMode mode, String by, Instant at) {
        return Sql.on(pool).update(SET, unit, mode, by, at).replaceWithVoid();
    }
}
