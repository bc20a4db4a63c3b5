package org.hotline12345.dispatch.extension;

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

/** A unit asks for more time (申请延期). */
@Entity
@Table(name = "extension_request")
public class ExtensionRequest {
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

    @Column(name = "working_days", updatable = false)
    int workingDays;

    @Column(updatable = false)
    String reason;

    @Column(name = "requested_by", updatable = false)
    String requestedBy;

    @Column(name = "requested_at", updatable = false)
    Instant requestedAt;

    @Enumerated(EnumType.STRING)
    State state;

    @Column(name = "granted_days")
    Integer grantedDays;

    String note;

    @Column(name = "decided_by")
    String decidedBy;

    @Column(name = "decided_at")
    Instant decidedAt;

    protected ExtensionRequest() {}

    static ExtensionRequest asked(WorkOrder order, int workingDays, String reason, String by, Instant at) {
        var request = new ExtensionRequest();
        request.id = UuidV7.next();
        request.workOrderId = order.id();
        request.caseId = order.caseId();
        request.unit = order.unit();
        request.workingDays = workingDays;
        request.reason = reason;
        request.requestedBy = by;
        request.requestedAt = at;
        request.state = State.OPEN;
        return request;
    }

    void decide(boolean granted, int days, String said, String by, Instant at) {
        state = granted ? State.GRANTED : State.REFUSED;
        grantedDays = granted ? days : null;
        note = said;
        decidedBy = by;
        decidedAt = at;
    }
}
