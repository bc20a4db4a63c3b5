package org.hotline12345.dispatch.cohandling;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.cases.model.WorkOrder;

/** A question of the lead unit to another one, and its opinion (协办). */
@Entity
@Table(name = "co_handling")
public class CoHandling {
    @Id
    UUID id;

    @Version
    Integer version;

    @Column(name = "work_order_id", updatable = false)
    UUID workOrderId;

    @Column(name = "case_id", updatable = false)
    UUID caseId;

    @Column(updatable = false)
    String unit;

    @Column(name = "co_unit", updatable = false)
    String coUnit;

    @Column(updatable = false)
    String question;

    @Column(name = "requested_by", updatable = false)
    String requestedBy;

    @Column(name = "requested_at", updatable = false)
    Instant requestedAt;

    String text;

    @Column(name = "answered_by")
    String answeredBy;

    @Column(name = "answered_at")
    Instant answeredAt;

    protected CoHandling() {}

    static CoHandling asked(WorkOrder order, String coUnit, String question, String by, Instant at) {
        var asked = new CoHandling();
        asked.id = UuidV7.next();
        asked.workOrderId = order.id();
        asked.caseId = order.caseId();
        asked.unit = order.unit();
        asked.coUnit = coUnit;
        asked.question = question;
        asked.requestedBy = by;
        asked.requestedAt = at;
        return asked;
    }

    void answer(String opinion, String by, Instant at) {
        text = opinion;
        answeredBy = by;
        answeredAt = at;
    }
}
