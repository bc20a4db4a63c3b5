package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.followup.deadline.UpstreamConsentResource.ConsentView;

/** What the platform above agreed to. */
@ApplicationScoped
class UpstreamConsentStore {
    private static final String COLUMNS = """
            id, agreed_to, agreed_until, due_before, reference, consented_by, consented_at, note,
              recorded_by, recorded_at
            """;

    private static final String OF_CASE = """
            select %s
            from upstream_consent
            where case_id = $1
            order by recorded_at, id
            """.formatted(COLUMNS);

    private static final String ADD = """
            insert into upstream_consent (
              id, case_id, work_order_id, agreed_to, agreed_until, due_before, reference, consented_by,
              consented_at, note, recorded_by, recorded_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            returning %s
            """.formatted(COLUMNS);

    private final Pool pool;

    UpstreamConsentStore(Pool pool) {
        this.pool = pool;
    }

    /** What it agreed to about a case, the latest last. */
    Uni<List<ConsentView>> ofCase(UUID caseId) {
        return Sql.on(pool).list(ConsentView.class, OF_CASE, caseId);
    }

    /** Records a consent; answers it as it is kept. */
    Uni<ConsentView> add(Mutiny.Session session, UUID caseId, UUID workOrderId, ConsentView consent) {
        return Sql.on(session)
                .one(
                        ConsentView.class,
                        ADD,
                        consent.id(),
                        caseId,
                        workOrderId,
                        consent.agreedTo(),
                        consent.agreedUntil(),
                        consent.dueBefore(),
                        consent.reference(),
                        consent.consentedBy(),
                        consent.consentedAt(),
                        consent.note(),
                        consent.recordedBy(),
                        consent.recordedAt());
    }
}
