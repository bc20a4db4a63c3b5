package org.hotline12345.dispatch.webhook.model;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.ReplyReviewed;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderState;

/**
 * Something of which a unit's system may want to hear.
 *
 * @param workOrderId The order; null: the one that the case has, or had last.
 */
public record Occurrence(WebhookEvent event, UUID caseId, UUID workOrderId, Instant at) {
    /** The events that are told. */
    public static final Set<Class<? extends CaseEvent>> TOLD = Set.of(
            CaseDispatched.class,
            ReplyReviewed.class,
            ReturnDecided.class,
            DeadlineMarked.class,
            CaseWithdrawn.class,
            WorkOrderRecalled.class,
            CaseSupplemented.class,
            CaseCorrected.class,
            CitizenUrged.class,
            UnitUrged.class);

    /** Orders that are their units' no longer. */
    private static final Set<WorkOrderState> TAKEN = EnumSet.of(WorkOrderState.RETURNED, WorkOrderState.RECALLED);

    /** What an event is to a unit; null: nothing. */
    public static Occurrence of(CaseEvent event, Instant at) {
        if (event instanceof CaseDispatched e) {
            return new Occurrence(WebhookEvent.NEW_ORDER, e.caseId(), e.workOrderId(), at);
        }
        if (event instanceof ReplyReviewed e) {
            return e.approved() ? null : new Occurrence(WebhookEvent.SENT_BACK, e.caseId(), e.workOrderId(), at);
        }
        if (event instanceof ReturnDecided e) {
            return e.granted() ? null : new Occurrence(WebhookEvent.SENT_BACK, e.caseId(), e.workOrderId(), at);
        }
        if (event instanceof DeadlineMarked e) {
            return e.mark() != DeadlineMark.RED || e.workOrderId() == null
                    ? null
                    : new Occurrence(WebhookEvent.RED_MARK, e.caseId(), e.workOrderId(), at);
        }
        if (event instanceof UnitUrged e) {
            return new Occurrence(WebhookEvent.URGED, e.caseId(), e.workOrderId(), at);
        }
        if (event instanceof WorkOrderRecalled e) {
            return new Occurrence(WebhookEvent.RECALLED, e.caseId(), e.workOrderId(), at);
        }
        if (event instanceof CitizenUrged e) {
            return new Occurrence(WebhookEvent.URGED, e.caseId(), null, at);
        }
        if (event instanceof CaseSupplemented e) {
            return new Occurrence(WebhookEvent.SUPPLEMENTED, e.caseId(), null, at);
        }
        if (event instanceof CaseCorrected e) {
            return new Occurrence(WebhookEvent.CORRECTED, e.caseId(), null, at);
        }
        return event instanceof CaseWithdrawn e ? new Occurrence(WebhookEvent.RECALLED, e.caseId(), null, at) : null;
    }

    /** Whether the unit of an order in this state hears it: not what happens to the case once its order was taken from it. */
    public boolean concerns(WorkOrderState state) {
        return workOrderId != null || !TAKEN.contains(state);
    }
}
