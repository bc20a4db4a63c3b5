package org.hotline12345.dispatch.cases;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.cases.model.CaseChanges.CaseLine;
import org.hotline12345.dispatch.cases.model.CaseChanges.Correction;
import org.hotline12345.dispatch.cases.model.CaseChanges.End;
import org.hotline12345.dispatch.cases.model.CaseChanges.MergeEnd;
import org.hotline12345.dispatch.cases.model.CaseChanges.NewCase;
import org.hotline12345.dispatch.cases.model.CaseChanges.NewMerge;
import org.hotline12345.dispatch.cases.model.CaseChanges.Note;
import org.hotline12345.dispatch.cases.model.CaseChanges.Proposal;
import org.hotline12345.dispatch.cases.model.CaseChanges.Risk;
import org.hotline12345.dispatch.cases.model.CaseChanges.TriageLine;
import org.hotline12345.dispatch.cases.model.CaseFacts;
import org.hotline12345.dispatch.cases.model.InstructionStanding;
import org.hotline12345.dispatch.cases.model.TriageEntry;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.events.Attachment;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.PossibleDuplicate;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CaseCourse;

/** The tables of cases and their orders; {@link Cases} alone writes them. */
final class CaseTables {
    static final Table<WorkOrder> ORDERS = new Table<WorkOrder>("work_order")
            .uuid("id", WorkOrder::id)
            .key()
            .part(WorkOrder::of, CaseFacts.class)
            .part(
                    WorkOrder::assignment,
                    to -> to.number("round", Assignment::round)
                            .name("cause", Assignment::cause)
                            .text("unit", Assignment::unit)
                            .text("category", Assignment::category)
                            .text("area", Assignment::area)
                            .name("decided_by", Assignment::decidedBy)
                            .text("reason", Assignment::reason)
                            .decimal("confidence", Assignment::confidence)
                            .text("model_version", Assignment::modelVersion)
                            .uuid("previous_id", Assignment::previousId))
            .time("dispatched_at", WorkOrder::dispatchedAt)
            .fixed()
            .version("version", WorkOrder::storedVersion)
            .textArray("co_units", WorkOrder::coUnits)
            .name("state", WorkOrder::state)
            .part(
                    WorkOrder::signature,
                    signed -> signed.time("signed_at", WorkOrder.Signature::at)
                            .text("signed_by", WorkOrder.Signature::by))
            .part(
                    WorkOrder::assignee,
                    assigned -> assigned.text("assignee", WorkOrder.Assignee::subject)
                            .text("assigned_by", WorkOrder.Assignee::by)
                            .time("assigned_at", WorkOrder.Assignee::at))
            .text("handling_unit", WorkOrder::handlingUnit)
            .name("instruction_standing", WorkOrder::instructionStanding)
            .name("correction", WorkOrder::correction)
            .time("finished_at", WorkOrder::finishedAt)
            .time("ended_at", WorkOrder::endedAt)
            .time("last_event_at", WorkOrder::lastEventAt)
            .flag("imported", WorkOrder::imported);

    /** What citizens added counts as words of the case: each kind of risk once, with all its words. */
    private static final String ALL_RISKS = """
            case when new.risk_flags is null then old.risk_flags else (
              select jsonb_agg(jsonb_build_object('kind', kind, 'words', words) order by kind)
              from (
                select flag ->> 'kind' as kind, jsonb_agg(distinct word) as words
                from jsonb_array_elements(old.risk_flags || new.risk_flags::jsonb) as flag
                cross join lateral jsonb_array_elements(flag -> 'words') as word
                group by flag ->> 'kind'
              ) as all_of_them) end""";

    /** A file that came with a case or a supplement; the bytes are intake's. */
    record CaseAttachment(UUID caseId, UUID supplementId, Attachment file, Instant cameAt) {}

    static final Table<CaseAttachment> ATTACHMENTS = new Table<CaseAttachment>("case_attachment")
            .uuid("attachment_id", one -> one.file().attachmentId())
            .key()
            .uuid("case_id", CaseAttachment::caseId)
            .uuid("supplement_id", CaseAttachment::supplementId)
            .text("name", one -> one.file().name())
            .text("type", one -> one.file().type())
            .bigNumber("size", one -> one.file().size())
            .text("sha256", one -> one.file().sha256())
            .time("came_at", CaseAttachment::cameAt);

    static final Table<Note> NOTES = Table.of("case_note", Note.class);

    /** A case that waits already goes to the top of the queue once its citizen speaks of a risk. */
    static final Table<TriageLine> TRIAGE_LINES = new Table<TriageLine>("triage_entry")
            .uuid("case_id", TriageLine::caseId)
            .key()
            .time("decided_at", TriageLine::decidedAt)
            .kept()
            .text("decided_by", TriageLine::decidedBy)
            .kept()
            .name("outcome", TriageLine::outcome)
            .kept()
            .number("priority", TriageLine::raise)
            .set("old.priority + case when old.priority < 2 then new.priority else 0 end")
            .onlyWhere("old.decided_at is null");

    /** A case as it is in truth. */
    static final Table<Correction> CORRECTED = new Table<Correction>("registered_case")
            .uuid("case_id", correction -> correction.facts().caseId())
            .key()
            .part(
                    Correction::event,
                    said -> said.text("title", CaseCorrected::title)
                            .text("category", CaseCorrected::category)
                            .text("area", CaseCorrected::area)
                            .number("corrections", CaseCorrected::number)
                            .name("urgency", CaseCorrected::urgency)
                            .name("anonymity", CaseCorrected::anonymity)
                            .uuid("citizen_ref", CaseCorrected::citizenRef)
                            .flag("contactable", CaseCorrected::contactable)
                            .part(
                                    CaseCorrected::respondent,
                                    respondent -> respondent.text("respondent_name", Respondent::name)))
            .text("respondent_unit", Correction::respondentUnit)
            .textArray("accused", correction -> correction.facts().accused());

    /** What of it stands in its orders. */
    static final Table<Correction> CORRECTED_ORDERS = new Table<Correction>("work_order")
            .uuid("case_id", correction -> correction.facts().caseId())
            .key()
            .part(
                    Correction::facts,
                    facts -> facts.text("title", CaseFacts::title)
                            .name("urgency", CaseFacts::urgency)
                            .name("anonymity", CaseFacts::anonymity)
                            .textArray("accused", CaseFacts::accused));

    /** The order that stays at its unit is of the corrected category and area; the others were not. */
    static final Table<WorkOrder> KEPT_ORDERS = new Table<WorkOrder>("work_order")
            .uuid("id", WorkOrder::id)
            .key()
            .part(
                    WorkOrder::assignment,
                    to -> to.text("category", Assignment::category).text("area", Assignment::area));

    static final Table<WorkOrderRecalled> RECALLS = Table.of("order_recall", WorkOrderRecalled.class);

    static final Table<MergeEnd> MERGES_ENDED =
            Table.of("merge_member", MergeEnd.class).key("case_id").onlyWhere("old.outcome is null");

    static final Table<NewMerge> MERGES =
            Table.of("merge_member", NewMerge.class).uuid("id", merge -> UuidV7.next());

    static final Table<Candidate> CANDIDATES = new Table<Candidate>("merge_candidate")
            .uuid("case_id", Candidate::caseId)
            .part(
                    Candidate::other,
                    other -> other.uuid("other_case_id", PossibleDuplicate::caseId)
                            .decimal("similarity", PossibleDuplicate::similarity)
                            .flag("same_citizen", PossibleDuplicate::sameCitizen));

    /** What a case and its orders have in common, of a row of either. */
    static final RecordReader<CaseFacts> FACTS = RecordReader.of(CaseFacts.class);

    private static final RecordReader<Assignment> ASSIGNMENT = RecordReader.of(Assignment.class);
    private static final RecordReader<WorkOrder.Times> TIMES = RecordReader.of(WorkOrder.Times.class);

    final Table<NewCase> newCases;
    final Table<CaseLine> cases;
    final Table<NewTriageEntry> triage;
    final Table<Risk> alerts;
    final Table<Proposal> proposals;

    CaseTables(ObjectMapper json) {
        newCases = new Table<NewCase>("registered_case")
                .part(
                        NewCase::registered,
                        said -> said.uuid("case_id", CaseRegistered::caseId)
                                .text("case_number", CaseRegistered::caseNumber)
                                .text("channel", CaseRegistered::channel)
                                .text("line_code", CaseRegistered::lineCode)
                                .name("type", CaseRegistered::type)
                                .name("urgency", CaseRegistered::urgency)
                                .text("title", CaseRegistered::title)
                                .text("text", CaseRegistered::text)
                                .text("category", CaseRegistered::category)
                                .text("area", CaseRegistered::area)
                                .text("address", CaseRegistered::address)
                                .uuid("citizen_ref", CaseRegistered::citizenRef)
                                .name("anonymity", CaseRegistered::anonymity)
                                .flag("contactable", CaseRegistered::contactable)
                                .part(
                                        CaseRegistered::respondent,
                                        respondent -> respondent.text("respondent_name", Respondent::name))
                                .text("external_id", CaseRegistered::externalId)
                                .time("registered_at", CaseRegistered::registeredAt))
                .text("respondent_unit", NewCase::respondentUnit)
                .textArray("accused", NewCase::accused)
                .json("upstream", json, fresh -> fresh.registered().upstream())
                .flag("imported", NewCase::imported)
                .json("risk_flags", json, NewCase::riskFlags)
                .text(
                        "course",
                        fresh -> CaseCourse.registered(fresh.registered()).encode())
                .part(NewCase::end, end -> end.text("ended", End::how).time("ended_at", End::at));
        cases = new Table<CaseLine>("registered_case")
                .uuid("case_id", CaseLine::caseId)
                .key()
                .number("urges", CaseLine::urges)
                .set("greatest(old.urges, new.urges)")
                .json("risk_flags", json, CaseLine::riskFlags)
                .set(ALL_RISKS)
                .time("live_at", CaseLine::liveAt)
                .kept()
                .text(
                        "course",
                        line -> line.course() == null ? null : line.course().encode())
                .kept()
                .part(
                        CaseLine::end,
                        end -> end.text("ended", End::how)
                                .kept()
                                .time("ended_at", End::at)
                                .kept());
        alerts = new Table<Risk>("risk_alert")
                .uuid("id", risk -> UuidV7.next())
                .uuid("case_id", Risk::caseId)
                .text("source", Risk::source)
                .json("flags", json, Risk::flags)
                .number("words", Risk::words)
                .time("raised_at", Risk::at);
        proposals = new Table<Proposal>("triage_entry")
                .uuid("case_id", Proposal::caseId)
                .key()
                .text("reason", Proposal::reason)
                .json("candidates", json, Proposal::candidates)
                .text("model_version", Proposal::modelVersion)
                .number("priority", Proposal::priority)
                .onlyWhere("old.decided_at is null");
        triage = new Table<NewTriageEntry>("triage_entry")
                .uuid("id", entry -> UuidV7.next())
                .part(
                        NewTriageEntry::entry,
                        entry -> entry.uuid("case_id", TriageEntry::caseId)
                                .text("reason", TriageEntry::reason)
                                .number("round", TriageEntry::round)
                                .name("cause", TriageEntry::cause)
                                .uuid("previous_id", TriageEntry::previousId)
                                .time("sent_at", TriageEntry::sentAt)
                                .text("model_version", TriageEntry::modelVersion))
                .json("candidates", json, fresh -> fresh.entry().candidates())
                .number("priority", NewTriageEntry::priority);
    }

    /** An order, of a row with the columns of {@link #ORDERS}. */
    static WorkOrder order(Row row) {
        return WorkOrder.stored(
                row.getUUID("id"),
                FACTS.apply(row),
                row.getBoolean("imported"),
                ASSIGNMENT.apply(row),
                Rows.instant(row, "dispatched_at"),
                new WorkOrder.Progress(
                        WorkOrderState.valueOf(row.getString("state")),
                        row.getInteger("version"),
                        Rows.instant(row, "signed_at") == null
                                ? null
                                : new WorkOrder.Signature(Rows.instant(row, "signed_at"), row.getString("signed_by")),
                        row.getString("assignee") == null
                                ? null
                                : new WorkOrder.Assignee(
                                        row.getString("assignee"),
                                        row.getString("assigned_by"),
                                        Rows.instant(row, "assigned_at")),
                        row.getString("handling_unit"),
                        InstructionStanding.valueOf(row.getString("instruction_standing")),
                        row.getString("correction") == null
                                ? null
                                : WorkOrderState.valueOf(row.getString("correction")),
                        TIMES.apply(row)));
    }

    /** A case to be put before a dispatcher. */
    record NewTriageEntry(TriageEntry entry, int priority) {}

    /** A candidate of one case, as intake told it. */
    record Candidate(UUID caseId, PossibleDuplicate other) {}
}
