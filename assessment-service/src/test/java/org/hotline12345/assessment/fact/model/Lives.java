package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CorrectedFact;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.FactCorrection;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReplyCorrected;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitChanged;
import org.hotline12345.events.UnitLevel;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderSigned;

/** Events of cases for tests, made with few words. */
public final class Lives {
    private Lives() {}

    /** A unit of the city since 2020 with one step of review, signed off by a deputy. */
    public static UnitChanged unit(String code, String name, String parent, String group) {
        return new UnitChanged(
                code,
                name,
                UnitLevel.CITY,
                parent,
                group,
                List.of(),
                1,
                SignOffLevel.DEPUTY,
                false,
                true,
                Instant.parse("2020-01-01T00:00:00Z"));
    }

    /** Category, area and contact were registered wrongly. */
    public static CaseCorrected corrected(
            UUID id, String category, String area, Anonymity anonymity, boolean contactable, Instant at) {
        return corrected(id, 1, category, area, anonymity, contactable, at);
    }

    /** That correction of the case. */
    static CaseCorrected corrected(
            UUID id, int number, String category, String area, Anonymity anonymity, boolean contactable, Instant at) {
        return new CaseCorrected(
                id,
                UUID.randomUUID(),
                number,
                List.of(
                        new FactCorrection(CorrectedFact.CONTACT, null, null),
                        new FactCorrection(CorrectedFact.CATEGORY, "C0101", category),
                        new FactCorrection(CorrectedFact.AREA, "220173", area),
                        new FactCorrection(CorrectedFact.ANONYMITY, "NAMED", anonymity.name())),
                "停水",
                category,
                area,
                Urgency.URGENT,
                anonymity,
                null,
                UUID.randomUUID(),
                contactable,
                "登记有误",
                "agent",
                at);
    }

    public static CaseRegistered registered(UUID id, IntakeOutcome outcome, Instant at) {
        return registered(id, outcome, at, "PHONE", CaseType.HELP, "C0101", "220173", Anonymity.NAMED, true);
    }

    public static CaseRegistered registered(
            UUID id,
            IntakeOutcome outcome,
            Instant at,
            String channel,
            CaseType type,
            String category,
            String area,
            Anonymity anonymity,
            boolean contactable) {
        return new CaseRegistered(
                id,
                "220173-" + id.toString().substring(0, 8),
                outcome,
                channel,
                null,
                type,
                Urgency.ORDINARY,
                "停水",
                "小区停水三天",
                category,
                area,
                null,
                null,
                UUID.randomUUID(),
                anonymity,
                contactable,
                null,
                null,
                null,
                at,
                null,
                null,
                null,
                null);
    }

    public static CaseAnsweredDirectly answeredDirectly(UUID id, Instant at) {
        return new CaseAnsweredDirectly(id, "已告知", org.hotline12345.events.AnsweredBy.AGENT, null, at);
    }

    public static CaseDispatched dispatched(
            UUID id, UUID order, int round, DispatchCause cause, String unit, Instant at) {
        return dispatched(id, order, round, cause, unit, at, 0);
    }

    /** Decided with so many corrections heard of. */
    static CaseDispatched dispatched(
            UUID id, UUID order, int round, DispatchCause cause, String unit, Instant at, int corrections) {
        return new CaseDispatched(
                id,
                order,
                round,
                cause,
                unit,
                List.of(),
                "C0101",
                "220173",
                DecidedBy.CATALOGUE,
                "派单目录",
                null,
                null,
                null,
                at,
                List.of(),
                corrections);
    }

    public static DeadlineSet deadline(UUID id, UUID order, int round, DeadlineKind kind, Instant dueAt) {
        var deadline = UUID.nameUUIDFromBytes((order + kind.name()).getBytes());
        return deadline(id, deadline, order, round, kind, null, dueAt.minusSeconds(86_400), dueAt, 1, 5);
    }

    /** By when the unit that was asked owes its opinion; there is no more time to be had. */
    public static DeadlineSet opinionDue(
            UUID id, UUID question, UUID order, int round, String asked, Instant from, Instant dueAt) {
        return deadline(id, question, order, round, DeadlineKind.CO_HANDLING, asked, from, dueAt, 0, 0);
    }

    private static DeadlineSet deadline(
            UUID id,
            UUID deadline,
            UUID order,
            int round,
            DeadlineKind kind,
            String unit,
            Instant from,
            Instant dueAt,
            int extensions,
            int extensionDays) {
        return new DeadlineSet(
                id,
                deadline,
                order,
                round,
                kind,
                unit,
                from,
                dueAt,
                null,
                null,
                false,
                1,
                "default",
                1,
                extensions,
                extensionDays,
                null,
                List.of(),
                from,
                null,
                null);
    }

    public static WorkOrderSigned signed(UUID id, UUID order, String unit, Instant at) {
        return new WorkOrderSigned(id, order, unit, "handler-1", at);
    }

    public static ReturnRequested returnRequested(UUID id, UUID order, String unit, Instant at) {
        return new ReturnRequested(id, order, UUID.randomUUID(), unit, "非我单位职责", null, "handler-1", at, null);
    }

    public static ReturnDecided returnDecided(UUID id, UUID order, String unit, boolean granted, Instant at) {
        return new ReturnDecided(id, order, UUID.randomUUID(), unit, granted, null, "裁定", "dispatcher-1", at, null);
    }

    public static WorkOrderRecalled recalled(UUID id, UUID order, String unit, Instant at) {
        return new WorkOrderRecalled(id, order, unit, false, null, "误派", "dispatcher-1", at);
    }

    public static ReplyIssued replied(UUID id, UUID order, int round, String unit, Instant at) {
        return new ReplyIssued(
                id,
                order,
                UUID.randomUUID(),
                round,
                unit,
                Disposition.RESOLVED,
                "已于当日恢复供水",
                null,
                null,
                null,
                "handler-1",
                at);
    }

    public static ReplyCorrected corrected(
            UUID id, UUID order, int round, String unit, boolean anotherResult, Instant at) {
        return new ReplyCorrected(
                id,
                order,
                UUID.randomUUID(),
                UUID.randomUUID(),
                round,
                unit,
                anotherResult ? Disposition.EXPLAINED : Disposition.RESOLVED,
                "更正",
                null,
                null,
                null,
                "写错",
                anotherResult,
                "author",
                at);
    }

    public static CitizenInformed informed(
            UUID id, UUID order, int round, String unit, NoticeChannel by, boolean reached, Instant at) {
        return new CitizenInformed(id, UUID.randomUUID(), order, round, unit, by, reached, at);
    }

    public static CallbackCompleted calledBack(
            UUID id, UUID callback, UUID order, int round, String unit, Satisfaction grade, Instant at) {
        return calledBack(id, callback, order, round, unit, grade, null, false, at);
    }

    public static CallbackCompleted calledBack(
            UUID id,
            UUID callback,
            UUID order,
            int round,
            String unit,
            Satisfaction grade,
            Boolean informed,
            boolean correction,
            Instant at) {
        return new CallbackCompleted(
                id,
                callback,
                order,
                round,
                unit,
                SurveyInstrument.AGENT,
                grade == null && informed == null ? CallbackOutcome.NO_ANSWER : CallbackOutcome.ANSWERED,
                informed,
                grade == null ? null : grade.ordinal() <= Satisfaction.BASICALLY_SATISFIED.ordinal(),
                grade,
                null,
                null,
                null,
                correction,
                at);
    }
}
