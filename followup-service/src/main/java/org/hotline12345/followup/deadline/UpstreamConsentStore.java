package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
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

    private record Consent(UUID caseId, UUID workOrderId, ConsentView view) {}

    private static final Table<Consent> CONSENTS = new Table<Consent>("upstream_consent")
            .uuid("case_id", Consent::caseId)
            .uuid("work_order_id", Consent::workOrderId)
            .part(
                    Consent::view,
                    view -> view.uuid("id", ConsentView::id)
                            .name("agreed_to", ConsentView::agreedTo)
                            .time("agreed_until", consent -> instant(consent.agreedUntil()))
                            .time("due_before", consent -> instant(consent.dueBefore()))
                            .text("reference", ConsentView::reference)
                            .text("consented_by", ConsentView::consentedBy)
                            .time("consented_at", consent -> instant(consent.consentedAt()))
                            .text("note", ConsentView::note)
                            .text("recorded_by", ConsentView::recordedBy)
                            .time("recorded_at", consent -> instant(consent.recordedAt())));

    private final Pool pool;

    UpstreamConsentStore(Pool pool) {
        this.pool = pool;
    }

    /** What it agreed to about a case, the latest last. */
    Uni<List<ConsentView>> ofCase(UUID caseId) {
        return Sql.on(pool).list(ConsentView.class, OF_CASE, caseId);
    }

    /** Records a consent. */
    static void add(Writes writes, UUID caseId, UUID workOrderId, ConsentView consent) {
        writes.insert(CONSENTS, List.of(new Consent(caseId, workOrderId, consent)));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
