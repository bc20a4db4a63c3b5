package org.hotline12345.followup;

import static org.hotline12345.followup.TestOffice.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSentToTriage;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.ExtensionRequested;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.TriageQuestionAnswered;
import org.hotline12345.events.TriageQuestionAsked;
import org.hotline12345.events.Upstream;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderSigned;

/** Events of intake and dispatch about one case, as tests need them. Times are Asia/Shanghai. */
public final class CaseEvents {
    /** The unit that handles. */
    public static final String UNIT = "U1";

    public final UUID caseId = UUID.randomUUID();
    public final UUID citizen = UUID.randomUUID();
    public UUID order = UUID.randomUUID();
    public int round = 1;

    /** A telephone case of an ordinary citizen. */
    public CaseRegistered registered(String when) {
        return registered(when, Anonymity.NAMED);
    }

    /** The same of a citizen who is known to these. */
    public CaseRegistered registered(String when, Anonymity anonymity) {
        return registered(when, anonymity, true, null, null, IntakeOutcome.TO_DISPATCH, citizen);
    }

    /** The same in a category. */
    public CaseRegistered registeredIn(String category, String when) {
        CaseRegistered plain = registered(when);
        return with(plain, category, plain.urgency(), null);
    }

    public CaseRegistered registered(
            String when,
            Anonymity anonymity,
            boolean contactable,
            Upstream upstream,
            Instant replyDueAt,
            IntakeOutcome outcome,
            UUID citizenRef) {
        return new CaseRegistered(
                caseId,
                "220000-20260304-000001",
                outcome,
                "PHONE",
                null,
                CaseType.COMPLAINT,
                Urgency.ORDINARY,
                "小区停水",
                "小区停水两天",
                null,
                null,
                null,
                null,
                citizenRef,
                anonymity,
                contactable,
                null,
                upstream,
                null,
                at(when),
                replyDueAt,
                null,
                null,
                null);
    }

    /** The same registration with another urgency. */
    public static CaseRegistered urgent(CaseRegistered plain, Urgency urgency) {
        return with(plain, plain.category(), urgency, null);
    }

    /** The same registration as a report of this unit. */
    public static CaseRegistered accusing(CaseRegistered plain, String unit) {
        return with(plain, plain.category(), plain.urgency(), new Respondent(unit, null));
    }

    private static CaseRegistered with(CaseRegistered plain, String category, Urgency urgency, Respondent respondent) {
        return new CaseRegistered(
                plain.caseId(),
                plain.caseNumber(),
                plain.outcome(),
                plain.channel(),
                plain.lineCode(),
                plain.type(),
                urgency,
                plain.title(),
                plain.text(),
                category,
                plain.area(),
                plain.address(),
                plain.location(),
                plain.citizenRef(),
                plain.anonymity(),
                plain.contactable(),
                respondent,
                plain.upstream(),
                plain.externalId(),
                plain.registeredAt(),
                plain.replyDueAt(),
                plain.possibleDuplicates(),
                plain.proposedLink(),
                plain.proposedUnit());
    }

    public CaseDispatched dispatched(String when) {
        return dispatched(when, DispatchCause.FIRST);
    }

    /** Follow-up itself wants the round handled again, as it comes back in the stream. */
    public ReworkOrdered reworkOrdered(String when) {
        return new ReworkOrdered(
                caseId,
                UUID.randomUUID(),
                order,
                round,
                UNIT,
                ReworkCause.DISSATISFIED,
                "没有解决",
                "system",
                at(when),
                null);
    }

    /** A new round or the order after a return. */
    public CaseDispatched dispatchedAgain(String when, DispatchCause cause) {
        order = UUID.randomUUID();
        if (cause == DispatchCause.REWORK) {
            round++;
        }
        return dispatched(when, cause);
    }

    private CaseDispatched dispatched(String when, DispatchCause cause) {
        return dispatched(when, cause, null, 0);
    }

    /** The first order, under a category, with so many corrections heard of. */
    public CaseDispatched dispatched(String when, String category, int corrections) {
        return dispatched(when, DispatchCause.FIRST, category, corrections);
    }

    private CaseDispatched dispatched(String when, DispatchCause cause, String category, int corrections) {
        return new CaseDispatched(
                caseId,
                order,
                round,
                cause,
                UNIT,
                List.of(),
                category,
                null,
                DecidedBy.CATALOGUE,
                "派单目录",
                null,
                null,
                null,
                at(when),
                List.of(),
                corrections);
    }

    public WorkOrderSigned signed(String when) {
        return new WorkOrderSigned(caseId, order, UNIT, "handler", at(when));
    }

    public ReturnRequested returnRequested(String when) {
        return new ReturnRequested(caseId, order, UUID.randomUUID(), UNIT, "不属于职责", null, "handler", at(when), null);
    }

    public ReturnDecided returnDecided(String when, boolean granted) {
        return new ReturnDecided(
                caseId,
                order,
                UUID.randomUUID(),
                UNIT,
                granted,
                granted ? "U2" : null,
                "裁定",
                "dispatcher",
                at(when),
                null);
    }

    public CaseSentToTriage sentToTriage(String when) {
        return new CaseSentToTriage(caseId, "没有规则", List.of(), at(when));
    }

    public TriageQuestionAsked askedBack(UUID question, String when) {
        return new TriageQuestionAsked(caseId, question, "几号楼？", "dispatcher", at(when));
    }

    public TriageQuestionAnswered answeredBack(UUID question, String when) {
        return new TriageQuestionAnswered(caseId, question, true, "12号楼", "agent", at(when));
    }

    public WorkOrderRecalled recalled(String when) {
        return new WorkOrderRecalled(caseId, order, UNIT, false, null, "误派", "dispatcher", at(when));
    }

    public ExtensionRequested extensionRequested(String when, int days) {
        return new ExtensionRequested(caseId, order, UUID.randomUUID(), UNIT, days, "情况复杂", "handler", at(when));
    }

    public ExtensionDecided extensionDecided(String when, boolean granted, int days) {
        return new ExtensionDecided(
                caseId, order, UUID.randomUUID(), UNIT, granted, granted ? days : 0, "审批", "dispatcher", at(when));
    }

    public ReplyIssued reply(String when) {
        return reply(when, null);
    }

    public ReplyIssued reply(String when, String contacted) {
        return reply(when, Disposition.RESOLVED, contacted, null);
    }

    public ReplyIssued reply(String when, Disposition disposition, String contacted, LocalDate reviewDate) {
        return new ReplyIssued(
                caseId,
                order,
                UUID.randomUUID(),
                round,
                UNIT,
                disposition,
                "水管已修复，恢复供水。",
                null,
                contacted == null ? null : at(contacted),
                reviewDate,
                "handler",
                at(when));
    }

    /** Other words for the same result. */
    public ReplyCorrected replyCorrected(String when) {
        return new ReplyCorrected(
                caseId,
                order,
                UUID.randomUUID(),
                UUID.randomUUID(),
                round,
                UNIT,
                Disposition.RESOLVED,
                "更正：水管将于明日修复。",
                null,
                null,
                null,
                "时间写错",
                false,
                "handler",
                at(when));
    }
}
