package org.hotline12345.dispatch.workorder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.dispatch.cases.model.InstructionStanding;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;

/**
 * A work order as lists and commands show it.
 *
 * @param confidence Probability, where a model had a say in the dispatch; else null.
 * @param modelVersion Version of that model; else null.
 * @param handlingUnit The unit below the lead that handles it; left out while the lead unit does.
 * @param instruction Whether a leader reads it before it is handled, and whether that was done.
 * @param correction The step for which the correction of its issued reply waits; left out while none is under way.
 * @param replyDueAt When the reply is due; left out in the answers of commands and while followup has not said it.
 * @param allowed What the caller may do with it now.
 */
public record WorkOrderSummary(
        UUID workOrderId,
        UUID caseId,
        String caseNumber,
        int round,
        DispatchCause cause,
        WorkOrderState state,
        String unit,
        List<String> coUnits,
        String title,
        CaseType type,
        Urgency urgency,
        String channel,
        String category,
        String area,
        DecidedBy decidedBy,
        String reason,
        Double confidence,
        String modelVersion,
        UUID previousWorkOrderId,
        Instant dispatchedAt,
        Instant signedAt,
        String signedBy,
        String assignee,
        @JsonInclude(JsonInclude.Include.NON_NULL) String handlingUnit,
        InstructionStanding instruction,
        Instant finishedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) WorkOrderState correction,
        boolean imported,
        int version,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant replyDueAt,
        List<String> allowed) {
    /** The columns of {@link #reader}, of a work order {@code o}. */
    public static final String COLUMNS = """
            o.id, o.case_id, o.case_number, o.round, o.cause, o.state, o.unit, o.co_units, o.title, o.type, o.urgency,
            o.channel, o.category, o.area, o.decided_by, o.reason, o.confidence, o.model_version, o.previous_id,
            o.dispatched_at, o.signed_at, o.signed_by, o.assignee, o.handling_unit, o.instruction_standing, o.finished_at,
            o.correction, o.imported, o.version,
              (
                select max(d.due_at)
                from deadline_mirror d
                where d.work_order_id = o.id and d.kind = 'REPLY' and d.state <> 'CANCELLED'
              ) as reply_due_at,
              o.state = 'REPLIED' and o.finished_at = o.ended_at and exists (
                select
                from registered_case s
                where s.case_id = o.case_id
                  and s.ended is null
                  and (starts_with(s.course, 'REPLIED ')
                    or right(s.course, 10) = 'end=CLOSED' and o.finished_at > now() - interval '15 days')
                  and position('order=' || o.id in s.course) > 0) as correctable
            """;

    /** Of an order stored already. */
    public static WorkOrderSummary of(WorkOrder order, AllowedActions actions) {
        var to = order.assignment();
        return new WorkOrderSummary(
                order.id(),
                order.caseId(),
                order.of().caseNumber(),
                order.round(),
                to.cause(),
                order.state(),
                order.unit(),
                order.coUnits(),
                order.of().title(),
                order.of().type(),
                order.of().urgency(),
                order.of().channel(),
                to.category(),
                to.area(),
                to.decidedBy(),
                to.reason(),
                to.confidence(),
                to.modelVersion(),
                to.previousId(),
                order.dispatchedAt(),
                order.signature() == null ? null : order.signature().at(),
                order.signature() == null ? null : order.signature().by(),
                order.assignee() == null ? null : order.assignee().subject(),
                order.handlingUnit(),
                order.instructionStanding(),
                order.finishedAt(),
                order.correction(),
                order.imported(),
                order.version(),
                null,
                actions.in(
                        order.state(),
                        order.instructionStanding(),
                        order.unit(),
                        order.handlingUnit(),
                        order.imported(),
                        order.correction(),
                        false));
    }

    /** Of rows with {@link #COLUMNS}. */
    public static RecordReader<WorkOrderSummary> reader(AllowedActions actions) {
        return RecordReader.of(WorkOrderSummary.class)
                .column("workOrderId", "id")
                .column("previousWorkOrderId", "previous_id")
                .column("instruction", "instruction_standing")
                .with(
                        "allowed",
                        row -> actions.in(
                                WorkOrderState.valueOf(row.getString("state")),
                                InstructionStanding.valueOf(row.getString("instruction_standing")),
                                row.getString("unit"),
                                row.getString("handling_unit"),
                                row.getBoolean("imported"),
                                row.getString("correction") == null
                                        ? null
                                        : WorkOrderState.valueOf(row.getString("correction")),
                                row.getBoolean("correctable")));
    }
}
