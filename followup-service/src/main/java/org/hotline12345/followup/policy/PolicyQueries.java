package org.hotline12345.followup.policy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyBook;
import org.hotline12345.followup.policy.model.PolicyVersion;

/** The versions of the policies, and which of them were put in force; a document is read once. */
@ApplicationScoped
public class PolicyQueries {
    /** The latest version of a policy. */
    public record Latest(String id, int version, OffsetDateTime changedAt, String changedBy) {}

    /** An activation that open cases are to follow. */
    public record ToApply(UUID id, PolicyBook.Activation activation, String activatedBy) {}

    private static final RecordReader<ToApply> TO_APPLY =
            RecordReader.of(ToApply.class).with("activation", RecordReader.of(PolicyBook.Activation.class));

    private final Pool pool;
    private final PolicyDocuments documents;
    private final Map<String, DeadlinePolicy> parsed = new ConcurrentHashMap<>();

    public PolicyQueries(Pool pool, PolicyDocuments documents) {
        this.pool = pool;
        this.documents = documents;
    }

    /** All versions and activations. */
    public Uni<PolicyBook> load(Sql sql, long revision) {
        return sql.select("""
                        select policy_id, version, document
                        from policy_version
                        """)
                .chain(versions -> sql.list(PolicyBook.Activation.class, """
                                select policy_id, version, from_at as "from", activated_at
                                from policy_activation
                                """)
                        .map(activations -> new PolicyBook(
                                revision, versions.stream().map(this::version).toList(), activations)));
    }

    /** One version, without the others. */
    public Uni<DeadlinePolicy> one(String policyId, int version) {
        return Sql.on(pool).first("""
                        select document
                        from policy_version
                        where policy_id = $1
                          and version = $2
                        """, policyId, version).map(row -> parsed(row.getString("document")));
    }

    /** The latest version of every policy. */
    public Uni<List<Latest>> latest() {
        return Sql.on(pool).list(Latest.class, """
                        select distinct on (policy_id)
                          policy_id as id, version, created_at as changed_at, created_by as changed_by
                        from policy_version
                        order by policy_id, version desc
                        """);
    }

    /** The activations whose moment has come and that still are to be applied to open cases. */
    public Uni<List<ToApply>> toApply(Instant now) {
        return Sql.on(pool)
                .select("""
                        select id, policy_id, version, from_at as "from", activated_at, activated_by
                        from policy_activation
                        where open_cases = 'APPLY'
                          and applied_at is null
                          and from_at <= $1
                        order by from_at, activated_at
                        """, now)
                .map(rows -> rows.stream().map(TO_APPLY).toList());
    }

    private DeadlinePolicy parsed(String document) {
        return parsed.computeIfAbsent(document, documents::stored);
    }

    private PolicyVersion version(Row row) {
        String document = row.getString("document");
        return new PolicyVersion(row.getInteger("version"), parsed(document), document);
    }
}
