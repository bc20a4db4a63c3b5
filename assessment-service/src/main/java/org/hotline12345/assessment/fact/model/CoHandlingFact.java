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
    String unit;
    String leadUnit;
    String channel;
    CaseType type;
    String category;
    String area;
    Instant askedAt;
    Instant dueAt;
    Instant answeredAt;
    Instant endedAt;

    CoHandlingFact(UUID coHandlingId, UUID caseId) {
        this.coHandlingId = coHandlingId;
        this.caseId = caseId;
    }

    /** The question. */
    public UUID coHandlingId() {
        return coHandlingId;
    }

    public UUID caseId() {
        return caseId;
    }

    /** The lead's work order. */
    public UUID workOrderId() {
        return workOrderId;
    }

    /** The unit asked. */
    public String unit() {
        return unit;
    }

    /** The unit that asks. */
    public String leadUnit() {
        return leadUnit;
    }

    /** Channel of the case. */
    public String channel() {
        return channel;
    }

    public CaseType type() {
        return type;
    }

    /** Category of the case. */
    public String category() {
        return category;
    }

    /** Area of the case. */
    public String area() {
        return area;
    }

    public Instant askedAt() {
        return askedAt;
    }

    /** When the opinion is due, as the deadline stands now. */
    public Instant dueAt() {
        return dueAt;
    }

    /** When the unit gave its opinion. */
    public Instant answeredAt() {
        return answeredAt;
    }

    /** When the question fell away without an answer: the order was replied to, returned, merged or withdrawn. */
    public Instant endedAt() {
        return endedAt;
    }
}
