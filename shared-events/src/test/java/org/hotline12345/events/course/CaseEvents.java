package org.hotline12345.events.course;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NonAcceptanceReason;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderSigned;

/** Events of one case that differ only in what its course looks at. */
final class CaseEvents {
    static final UUID CASE = new UUID(0, 1);
    static final UUID LEAD = new UUID(0, 2);
    static final UUID ORDER = new UUID(0, 11);
    static final UUID NEXT = new UUID(0, 12);
    static final String UNIT = "U1";
    static final String BELOW = "U1-1";
    private static final Instant AT = Instant.parse("2026-03-04T02:00:00Z");

    private CaseEvents() {}

    static CaseRegistered registered(IntakeOutcome outcome) {
        return new CaseRegistered(
                CASE,
                "C1",
                outcome,
                "PHONE",
                null,
                CaseType.HELP,
                Urgency.ORDINARY,
                "路灯不亮",
                "路灯不亮",
                null,
                null,
                null,
                null,
                new UUID(0, 3),
                Anonymity.NAMED,
                true,
                null,
                null,
                null,
                AT,
                null,
                List.of(),
                null,
                null);
    }

    static CaseAnsweredDirectly answered() {
        return new CaseAnsweredDirectly(CASE, "已答复", AnsweredBy.AGENT, null, AT);
    }

    static CaseNotAccepted refused() {
        return new CaseNotAccepted(CASE, NonAcceptanceReason.NO_NEW_FACTS, "同前诉求", AT, LEAD);
    }

    static CaseWithdrawn withdrawn() {
        return new CaseWithdrawn(CASE, "已自行解决", AT);
    }

    static CaseDispatched dispatched(UUID order, int round, String unit) {
        return new CaseDispatched(
                CASE,
                order,
                round,
                DispatchCause.FIRST,
                unit,
                List.of(),
                null,
                null,
                DecidedBy.CLERK,
                "派单",
                null,
                null,
                null,
                AT,
                List.of(),
                0);
    }

    static CaseSentToTriage triage() {
        return new CaseSentToTriage(CASE, "没有规则", List.of(), AT);
    }

    static WorkOrderSigned signed(UUID order) {
        return new WorkOrderSigned(CASE, order, UNIT, "a", AT);
    }

    static ReturnRequested returnRequested(UUID order) {
        return new ReturnRequested(CASE, order, new UUID(0, 21), UNIT, "非本单位职责", null, "a", AT, null);
    }

    static ReturnDecided returnDecided(UUID order, boolean granted) {
        return new ReturnDecided(CASE, order, new UUID(0, 21), UNIT, granted, null, "裁定", "d", AT, null);
    }

    static WorkOrderRecalled recalled(UUID order) {
        return new WorkOrderRecalled(CASE, order, UNIT, false, null, "误派", "d", AT);
    }

    static WorkOrderHandedDown handedDown(UUID order, String to) {
        return new WorkOrderHandedDown(CASE, order, UNIT, UNIT, to, "请办理", "a", AT);
    }

    static CaseMerged merged(UUID lead) {
        return new CaseMerged(CASE, lead, ORDER, "d", AT);
    }

    static CaseUnmerged unmerged() {
        return new CaseUnmerged(CASE, LEAD, "d", AT);
    }

    static ReplyIssued replied(UUID order, String unit) {
        return new ReplyIssued(
                CASE, order, new UUID(0, 31), 1, unit, Disposition.RESOLVED, "已修复", null, null, null, "a", AT);
    }

    static ReplyCorrected corrected(UUID order, boolean resultChanged) {
        return new ReplyCorrected(
                CASE,
                order,
                new UUID(0, 32),
                new UUID(0, 31),
                1,
                UNIT,
                Disposition.EXPLAINED,
                "不在维修范围",
                null,
                null,
                null,
                "写错地址",
                resultChanged,
                "a",
                AT);
    }

    static CaseClosed closed() {
        return new CaseClosed(CASE, CloseReason.SATISFIED, 1, AT);
    }

    static ReworkOrdered rework() {
        return new ReworkOrdered(
                CASE, new UUID(0, 41), ORDER, 1, UNIT, ReworkCause.DISSATISFIED, "没有解决", "system", AT, null);
    }

    static SupervisionOpened supervised(SupervisionCause cause, UUID order) {
        return new SupervisionOpened(CASE, new UUID(0, 51), order, UNIT, cause, "请说明情况", 1, AT, AT);
    }
}
