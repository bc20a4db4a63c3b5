package org.hotline12345.followup.policy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.PolicyBook;
import org.hotline12345.followup.policy.model.PolicyVersion;

/** The tables of policies and their activations. */
@ApplicationScoped
public class Policies {
    private final PolicyDocuments documents;
    private final Map<String, DeadlinePolicy> parsed = new ConcurrentHashMap<>();

    public Policies(PolicyDocuments documents) {
        this.documents = documents;
    }

    /** All versions and activations. */
    public Uni<PolicyBook> load(Sql sql, long revision) {
        return sql.select("""
                        select policy_id, version, document
                        from policy_version
                        """)
                .chain(versions -> sql.select("""
                                select policy_id, version, from_at, activated_at
                                from policy_activation
                                """)
                        .map(activations -> new PolicyBook(
                                revision,
                                versions.stream().map(this::version).toList(),
                                activations.stream().map(Policies::activation).toList())));
    }

    /** One version, without the others. */
    public Uni<DeadlinePolicy> one(Sql sql, String policyId, int version) {
        return sql.first("""
                        select document
                        from policy_version
                        where policy_id = $1
                          and version = $2
                        """, policyId, version)
                .map(row -> parsed.computeIfAbsent(row.getString("document"), documents::stored));
    }

    /** Writes the next version of a policy; answers its number. */
    public Uni<Integer> addVersion(Sql sql, String policyId, String document, Instant at, String by) {
        return sql.first("""
                        insert into policy_version (policy_id, version, document, created_at, created_by)
                        select $1, coalesce(max(version), 0) + 1, $2, $3, $4
                        from policy_version
                        where policy_id = $1
                        returning version
                        """, policyId, document, at, by).map(row -> row.getInteger("version"));
    }

    /** Writes an activation. */
    public Uni<Void> activate(
            Sql sql,
            UUID id,
            String policyId,
            int version,
            Instant from,
            boolean applyToOpenCases,
            Instant at,
            String by) {
        return sql.update("""
                        insert into policy_activation (
                          id, policy_id, version, from_at, open_cases, activated_at, activated_by)
                        values ($1, $2, $3, $4, $5, $6, $7)
                        """, id, policyId, version, from, applyToOpenCases ? "APPLY" : "KEEP", at, by)
                .replaceWithVoid();
    }

    /** The activations whose moment has come and that still are to be applied to open cases. */
    public Uni<List<Row>> toApply(Sql sql, Instant now) {
        return sql.select("""
                select id, policy_id, version, activated_by
                from policy_activation
                where open_cases = 'APPLY'
                  and applied_at is null
                  and from_at <= $1
                order by from_at
                """, now);
    }

    /** The activation is applied. */
    public Uni<Void> applied(Sql sql, UUID activationId, Instant at) {
        return sql.update("update policy_activation set applied_at = $2 where id = $1", activationId, at)
                .replaceWithVoid();
    }

    private PolicyVersion version(Row row) {
        String document = row.getString("document");
        DeadlinePolicy policy = parsed.computeIfAbsent(document, documents::stored);
        return new PolicyVersion(row.getInteger("version"), policy, document);
    }

    private static PolicyBook.Activation activation(Row row) {
        return new PolicyBook.Activation(
                row.getString("policy_id"),
                row.getInteger("version"),
                row.getOffsetDateTime("from_at").toInstant(),
                row.getOffsetDateTime("activated_at").toInstant());
    }
}
