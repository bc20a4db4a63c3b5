package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.CaseType;

/**
 * What became of one question to a co-handling unit (协办): that unit's own responsibility, apart from the lead's; one row of
 * {@code co_handling_fact}. A change carries what is new only: what is null here stays as it was stored.
 */
public final class CoHandlingFact {
    final UUID coHandlingId;
    final UUID caseId;
    UUID workOrderId;
    /** The unit asked. */
    String unit;

    /** The unit that asks. */
    String leadUnit;

    String channel;
    CaseType type;
    String category;
    String area;
    Instant askedAt;
    /** When the opinion is due, as the deadline stands now. */
    Instant dueAt;

    Instant answeredAt;
    /** When the question fell away without an answer: the order was replied to, returned, merged or withdrawn. */
    Instant endedAt;

    /** A question as it is read. */
    private CoHandlingFact() {
        this(null, null);
    }

    CoHandlingFact(UUID coHandlingId, UUID caseId) {
        this.coHandlingId = coHandlingId;
        this.caseId = caseId;
    }
}
