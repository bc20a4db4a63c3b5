package org.hotline12345.followup.regulation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;

/** The versions of the policies, without what they say. */
@ApplicationScoped
class PolicyQueries {
    /** The latest version of a policy. */
    record Latest(String id, int version, OffsetDateTime changedAt, String changedBy) {}

    private static final String LATEST = """
            select distinct on (policy_id) policy_id, version, created_at, created_by
            from policy_version
            order by policy_id, version desc
            """;

    private static final String LATEST_OF = """
            select max(version) as version
            from policy_version
            where policy_id = $1
            """;

    private final Pool pool;

    PolicyQueries(Pool pool) {
        this.pool = pool;
    }

    /** Of every policy. */
    Uni<List<Latest>> latest() {
        return Sql.on(pool)
                .select(LATEST)
                .map(rows -> rows.stream()
                        .map(row -> new Latest(
                                row.getString("policy_id"),
                                row.getInteger("version"),
                                Rows.time(row, "created_at"),
                                row.getString("created_by")))
                        .toList());
    }

    /** Its number; null if there is no such policy. */
    Uni<Integer> latest(String policyId) {
        return latest(Sql.on(pool), policyId);
    }

    /** The same, as the session's transaction sees it. */
    Uni<Integer> latest(Mutiny.Session session, String policyId) {
        return latest(Sql.on(session), policyId);
    }

    private static Uni<Integer> latest(Sql sql, String policyId) {
        return sql.first(LATEST_OF, policyId).map(row -> row.getInteger("version"));
    }
}
