package org.hotline12345.intake.casefile.model;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.WorkOrderSigned;

/**
 * Where a case stands, folded from its stream. The order of the stream decides: intake's own answer, refusal or
 * withdrawal shows at once as {@code pending}, and counts when its event comes back in the stream, unless another
 * service was faster there (a reply before the withdrawal: the case stays replied).
 *
 * @param stream Status by the stream alone.
 * @param pending Status by an own command whose event has not come back yet. May be null.
 * @param leadUnit Unit that has the case now. May be null.
 * @param workOrderId Its work order. May be null.
 * @param round Round of handling; 0 before the first dispatch.
 * @param mergedInto Lead case of a merge. May be null.
 * @param replyDueAt When the unit's reply is due. May be null.
 */
public record CaseStanding(
        CaseStatus stream,
        CaseStatus pending,
        String leadUnit,
        UUID workOrderId,
        int round,
        UUID mergedInto,
        Instant replyDueAt) {
    /** A case just registered with this outcome. */
    public static CaseStanding registered(CaseStatus status) {
        return new CaseStanding(status, null, null, null, 0, null, null);
    }

    /** What people see. */
    public CaseStatus status() {
        return pending == null ? stream : pending;
    }

    /**
     * Whether the event comes too late to mean anything: the case was withdrawn, or settled by intake, while a routing of it was
     * under way. Dispatch ends that order when the withdrawal reaches it; nobody needs to read of it.
     */
    public boolean overtakes(CaseEvent event) {
        return stream.endedInIntake() && (event instanceof CaseDispatched || event instanceof CaseSentToTriage);
    }

    /** The standing after the next event of the stream. */
    public CaseStanding after(CaseEvent event) {
        if (event instanceof CaseAnsweredDirectly) {
            return settled(
                    CaseStatus.ANSWERED, stream.allows(CaseAction.DIRECT_ANSWER) || stream == CaseStatus.DISPATCHED);
        }
        if (event instanceof CaseNotAccepted) {
            return settled(
                    CaseStatus.NOT_ACCEPTED,
                    stream.allows(CaseAction.NON_ACCEPTANCE) || stream == CaseStatus.DISPATCHED);
        }
        if (event instanceof CaseWithdrawn) {
            return settled(CaseStatus.WITHDRAWN, stream.allows(CaseAction.WITHDRAWAL));
        }
        return stream.endedInIntake() ? this : afterOthers(event);
    }

    private CaseStanding settled(CaseStatus status, boolean inTime) {
        return new CaseStanding(inTime ? status : stream, null, leadUnit, workOrderId, round, mergedInto, replyDueAt);
    }

    private CaseStanding afterOthers(CaseEvent event) {
        if (event instanceof CaseClosed) {
            return with(CaseStatus.CLOSED);
        }
        if (event instanceof ReworkOrdered) {
            return with(CaseStatus.REWORK);
        }
        if (stream == CaseStatus.CLOSED) {
            return this;
        }
        if (event instanceof CaseDispatched e) {
            var status = e.round() > 1 ? CaseStatus.REWORK : CaseStatus.DISPATCHED;
            return new CaseStanding(status, pending, e.leadUnit(), e.workOrderId(), e.round(), null, null);
        }
        if (event instanceof CaseSentToTriage) {
            return new CaseStanding(CaseStatus.IN_TRIAGE, pending, null, null, round, null, null);
        }
        if (event instanceof WorkOrderSigned e) {
            return stream == CaseStatus.DISPATCHED && e.workOrderId().equals(workOrderId)
                    ? with(CaseStatus.IN_PROGRESS)
                    : this;
        }
        if (event instanceof ReplyIssued) {
            return with(CaseStatus.REPLIED);
        }
        if (event instanceof CaseMerged e) {
            return new CaseStanding(
                    CaseStatus.MERGED, pending, leadUnit, workOrderId, round, e.leadCaseId(), replyDueAt);
        }
        if (event instanceof CaseUnmerged) {
            return stream == CaseStatus.MERGED
                    ? new CaseStanding(CaseStatus.REGISTERED, pending, null, null, round, null, null)
                    : this;
        }
        if (event instanceof DeadlineSet e && e.kind() == DeadlineKind.REPLY) {
            return new CaseStanding(stream, pending, leadUnit, workOrderId, round, mergedInto, e.dueAt());
        }
        return this;
    }

    private CaseStanding with(CaseStatus status) {
        return new CaseStanding(status, pending, leadUnit, workOrderId, round, mergedInto, replyDueAt);
    }
}
