package org.hotline12345.dispatch.cases;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.cases.model.CaseChanges.CaseLine;
import org.hotline12345.dispatch.cases.model.CaseChanges.End;
import org.hotline12345.dispatch.cases.model.CaseChanges.MergeEnd;
import org.hotline12345.dispatch.cases.model.CaseChanges.NewMerge;
import org.hotline12345.dispatch.cases.model.CaseChanges.Note;
import org.hotline12345.dispatch.cases.model.CaseChanges.TriageLine;
import org.hotline12345.dispatch.cases.model.CaseFacts;
import org.hotline12345.dispatch.cases.model.InstructionStanding;
import org.hotline12345.dispatch.cases.model.TriageEntry;
import org.hotline12345.dispatch.cases.model.WorkOrder;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.PossibleDuplicate;
import org.hotline12345.events.Respondent;
import org.hotline12345.events.WorkOrderState;

/** The tables of cases and their orders; {@link Cases} alone writes them. */
final class CaseTables {
    static final Table<WorkOrder> ORDERS = new Table<WorkOrder>("work_order")
            .uuid("id", WorkOrder::id)
            .key()
            .part(
                    WorkOrder::of,
                    of -> of.uuid("case_id", CaseFacts::caseId)
                            .text("case_number", CaseFacts::caseNumber)
                            .text("title", CaseFacts::title)
                            .name("type", CaseFacts::type)
                            .name("urgency", CaseFacts::urgency)
                            .text("channel", CaseFacts::channel)
                            .name("anonymity", CaseFacts::anonymity)
                            .text("respondent_unit", CaseFacts::respondentUnit))
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
            .time("finished_at", WorkOrder::finishedAt)
            .time("ended_at", WorkOrder::endedAt)
            .time("last_event_at", WorkOrder::lastEventAt)
            .flag("imported", WorkOrder::imported);

    static final Table<RegisteredCase> NEW_CASES = new Table<RegisteredCase>("registered_case")
            .part(
                    RegisteredCase::said,
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
            .text("respondent_unit", RegisteredCase::respondentUnit)
            .json("upstream", RegisteredCase::upstream)
            .flag("imported", RegisteredCase::imported)
            .json("risk_flags", RegisteredCase::riskFlags)
            .text("course", RegisteredCase::course)
            .part(RegisteredCase::end, end -> end.text("ended", End::how).time("ended_at", End::at));

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

    static final Table<StoredLine> CASES = new Table<StoredLine>("registered_case")
            .uuid("case_id", row -> row.line().caseId())
            .key()
            .number("urges", row -> row.line().urges())
            .set("greatest(old.urges, new.urges)")
            .json("risk_flags", StoredLine::riskFlags)
            .set(ALL_RISKS)
            .time("live_at", row -> row.line().liveAt())
            .kept()
            .text(
                    "course",
                    row -> row.line().course() == null ? null : row.line().course().encode())
            .kept()
            .part(
                    row -> row.line().end(),
                    end -> end.text("ended", End::how)
                            .kept()
                            .time("ended_at", End::at)
                            .kept());

    static final Table<Note> NOTES = Table.of("case_note", Note.class);

    static final Table<NewTriageEntry> TRIAGE = new Table<NewTriageEntry>("triage_entry")
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
            .json("candidates", NewTriageEntry::candidates)
            .number("priority", NewTriageEntry::priority);

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

    private CaseTables() {}

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
                        TIMES.apply(row)));
    }

    /** A case as intake told it; the texts are JSON. */
    record RegisteredCase(
            CaseRegistered said,
            String respondentUnit,
            String upstream,
            boolean imported,
            String riskFlags,
            String course,
            End end) {}

    /** What changes in the row of a case; the flags are JSON. */
    record StoredLine(CaseLine line, String riskFlags) {}

    /** A case to be put before a dispatcher; the candidates are JSON. */
    record NewTriageEntry(TriageEntry entry, String candidates, int priority) {}

    /** A candidate of one case, as intake told it. */
    record Candidate(UUID caseId, PossibleDuplicate other) {}
}
