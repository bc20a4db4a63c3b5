package org.hotline12345.dispatch.returning;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.events.ReturnReason;

/** A unit says it is not responsible (申请退单). */
@Entity
@Table(name = "return_request")
public class ReturnRequest {
    /** Where a request stands. */
    public enum State {
        OPEN,
        GRANTED,
        REFUSED
    }

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

    @Column(updatable = false)
    String reason;

    @Enumerated(EnumType.STRING)
    @Column(name = "reason_code", updatable = false)
    ReturnReason reasonCode;

    @Column(name = "suggested_unit", updatable = false)
    String suggestedUnit;

    @Column(name = "requested_by", updatable = false)
    String requestedBy;

    @Column(name = "requested_at", updatable = false)
    Instant requestedAt;

    @Enumerated(EnumType.STRING)
    State state;

    @Column(name = "to_unit")
    String toUnit;

    @Column(name = "back_to_returner")
    boolean backToReturner;

    String note;

    @Column(name = "decided_by")
    String decidedBy;

    @Column(name = "decided_at")
    Instant decidedAt;

    protected ReturnRequest() {}

    static ReturnRequest asked(
            WorkOrder order, ReturnReason reasonCode, String reason, String suggestedUnit, String by, Instant at) {
        var request = new ReturnRequest();
        request.id = UuidV7.next();
        request.workOrderId = order.id();
        request.caseId = order.caseId();
        request.unit = order.unit();
        request.reasonCode = reasonCode;
        request.reason = reason;
        request.suggestedUnit = suggestedUnit;
        request.requestedBy = by;
        request.requestedAt = at;
        request.state = State.OPEN;
        return request;
    }

    void decide(boolean granted, String to, boolean back, String said, String by, Instant at) {
        state = granted ? State.GRANTED : State.REFUSED;
        toUnit = granted ? to : null;
        backToReturner = granted && back;
        note = said;
        decidedBy = by;
        decidedAt = at;
    }
}
