package org.hotline12345.followup.supervision;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.cases.model.SupervisionState;

/**
 * A supervision as it is shown.
 *
 * @param version Version, as in the ETag.
 * @param number Number of the order, without its year.
 * @param unit The unit supervised.
 * @param cause Why.
 * @param order The order in words.
 * @param level 1 at first, one more each time it is raised.
 * @param dueAt By when the unit must report.
 * @param judgeBy By when a supervisor looks at the report; null where none waits for that.
 * @param overdue Whether what is to be done next is late: the report, or the finding on it.
 * @param state Where it stands.
 * @param openedBy Subject of the supervisor; null if it opened by itself.
 * @param notifyAt When the unit is told: at once, or after the quiet hours.
 * @param feedback The unit's report. May be null.
 * @param feedbackBy Who reported. May be null.
 * @param feedbackAt When. May be null.
 * @param finding The finding. May be null.
 * @param closedBy Who closed it. May be null.
 * @param closedAt When. May be null.
 * @param allowed What may be done with it now.
 */
public record SupervisionView(
        UUID id,
        int version,
        long number,
        UUID caseId,
        UUID workOrderId,
        String unit,
        SupervisionCause cause,
        String order,
        int level,
        OffsetDateTime dueAt,
        OffsetDateTime judgeBy,
        boolean overdue,
        SupervisionState state,
        String openedBy,
        OffsetDateTime openedAt,
        OffsetDateTime notifyAt,
        String feedback,
        String feedbackBy,
        OffsetDateTime feedbackAt,
        String finding,
        String closedBy,
        OffsetDateTime closedAt,
        List<String> allowed) {
    /** A supervision as the caller sees it then, and when it is saved. */
    static SupervisionView of(Supervision supervision, Instant now, Caller caller) {
        Supervision.Order order = supervision.order();
        Supervision.Statement feedback = supervision.feedback();
        Supervision.Statement finding = supervision.finding();
        SupervisionState state = supervision.state();
        return new SupervisionView(
                order.id(),
                supervision.savedVersion(),
                order.number(),
                order.caseId(),
                order.workOrderId(),
                order.unit(),
                order.cause(),
                order.text(),
                supervision.level(),
                ShanghaiTime.of(supervision.dueAt()),
                ShanghaiTime.of(supervision.judgeBy()),
                supervision.isOverdue(now),
                state,
                order.by(),
                ShanghaiTime.of(order.openedAt()),
                ShanghaiTime.of(order.notifyAt()),
                feedback == null ? null : feedback.text(),
                feedback == null ? null : feedback.by(),
                feedback == null ? null : ShanghaiTime.of(feedback.at()),
                finding == null ? null : finding.text(),
                finding == null ? null : finding.by(),
                finding == null ? null : ShanghaiTime.of(finding.at()),
                SupervisionActions.TABLE.allowed(state, caller));
    }
}
