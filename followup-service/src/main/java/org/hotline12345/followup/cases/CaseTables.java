package org.hotline12345.followup.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.Function;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.event.EventJson;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CaseFacts;
import org.hotline12345.followup.cases.model.CaseFile;
import org.hotline12345.followup.cases.model.Changes;
import org.hotline12345.followup.cases.model.Progress;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.deadline.model.Deadline;

/** The tables of a case and of what hangs on it: their columns, and what of a case they are made of. */
final class CaseTables {
    static final ObjectMapper JSON = new EventJson().mapper();

    static final Table<CaseFile> FILES = new Table<CaseFile>("case_file")
            .part(
                    CaseFile::facts,
                    facts -> facts.uuid("case_id", CaseFacts::caseId)
                            .key()
                            .text("case_number", CaseFacts::caseNumber)
                            .name("type", CaseFacts::type)
                            .text("channel", CaseFacts::channel)
                            .time("registered_at", CaseFacts::registeredAt)
                            .time("reply_due_at", CaseFacts::replyDueAt)
                            .flag("imported", CaseFacts::imported)
                            .fixed()
                            .text("title", CaseFacts::title)
                            .name("urgency", CaseFacts::urgency)
                            .text("registered_category", CaseFacts::category)
                            .name("anonymity", CaseFacts::anonymity)
                            .flag("contactable", CaseFacts::contactable)
                            .uuid("citizen_ref", CaseFacts::citizenRef)
                            .time("upstream_due_at", CaseFacts::upstreamDueAt))
            .part(
                    CaseFile::progress,
                    progress -> progress.name("phase", Progress::phase)
                            .flag("live", Progress::live)
                            .time("live_at", Progress::liveAt)
                            .uuid("work_order_id", Progress::workOrderId)
                            .number("round", Progress::round)
                            .text("unit", Progress::unit)
                            .text("category", Progress::category)
                            .number("category_correction", Progress::categoryCorrection)
                            .text("policy_id", Progress::policyId)
                            .number("policy_version", Progress::policyVersion)
                            .time("dispatched_at", Progress::dispatchedAt)
                            .time("return_requested_at", Progress::returnRequestedAt)
                            .number("returns", Progress::returns)
                            .uuid("reply_id", Progress::replyId)
                            .time("replied_at", Progress::repliedAt)
                            .flag("informed", Progress::informed)
                            .uuid("callback_id", Progress::callbackId)
                            .number("dissatisfactions", Progress::dissatisfactions)
                            .number("reworks", Progress::reworks)
                            .number("citizen_urges", Progress::citizenUrges)
                            .flag("urge_supervised", Progress::urgeSupervised)
                            .time("closed_at", Progress::closedAt)
                            .name("close_reason", Progress::closeReason)
                            .textArray("returned_by", Progress::returnedBy)
                            .flag("return_supervised", Progress::returnSupervised)
                            .text("handling_unit", Progress::handlingUnit)
                            .flag("signed", Progress::signed)
                            .uuid("return_request_id", Progress::returnRequestId)
                            .json("questions", far -> write(far.questions()))
                            .text("course", far -> far.course().encode()))
            .number("open_supervisions", CaseFile::openSupervisions)
            .version("version", CaseFile::version);

    /** Only something that hangs on the case was written. */
    static final Table<CaseFile> VERSIONS = new Table<CaseFile>("case_file")
            .uuid("case_id", file -> file.facts().caseId())
            .key()
            .version("version", CaseFile::version);

    static final Table<Callback> NEW_CALLBACKS = asking(new Table<Callback>("callback")
            .part(
                    Callback::subject,
                    subject -> subject.uuid("id", Callback.Subject::id)
                            .uuid("case_id", Callback.Subject::caseId)
                            .uuid("work_order_id", Callback.Subject::workOrderId)
                            .number("round", Callback.Subject::round)
                            .text("unit", Callback.Subject::unit)
                            .uuid("citizen_ref", Callback.Subject::citizenRef)
                            .name("origin", Callback.Subject::origin)
                            .flag("confidential", Callback.Subject::confidential)
                            .name("disposition", Callback.Subject::disposition)
                            .text("reply_text", Callback.Subject::replyText)
                            .time("opened_at", Callback.Subject::openedAt)));

    /** Nobody else changed them since they were read: an agent may have taken one, a channel may have asked. */
    static final Table<Callback> CALLBACKS =
            asking(new Table<Callback>("callback").uuid("id", Callback::id).key());

    /** What is no longer needed ends, whoever has it. */
    static final Table<Callback> CANCELLED_CALLBACKS = new Table<Callback>("callback")
            .uuid("id", Callback::id)
            .key()
            .version("version", Callback::version)
            .name("state", Callback::state)
            .text("claimed_by", callback -> null)
            .time("claimed_until", callback -> null)
            .time("ended_at", callback -> callback.asking().endedAt())
            .onlyWhere("old.ended_at is null");

    /** The database numbers those without a number. */
    static final Table<Supervision> SUPERVISIONS = new Table<Supervision>("supervision")
            .part(
                    Supervision::order,
                    order -> order.uuid("id", Supervision.Order::id)
                            .key()
                            .bigNumber("number", Supervision.Order::number)
                            .uuid("case_id", Supervision.Order::caseId)
                            .uuid("work_order_id", Supervision.Order::workOrderId)
                            .text("unit", Supervision.Order::unit)
                            .name("cause", Supervision.Order::cause)
                            .text("order_text", Supervision.Order::text)
                            .text("opened_by", Supervision.Order::by)
                            .time("opened_at", Supervision.Order::openedAt)
                            .time("notify_at", Supervision.Order::notifyAt)
                            .fixed())
            .version("version", Supervision::version)
            .number("level", Supervision::level)
            .time("due_at", Supervision::dueAt)
            .time("judge_by", Supervision::judgeBy)
            .name("state", Supervision::state)
            .part(
                    Supervision::feedback,
                    said -> said.text("feedback", Supervision.Statement::text)
                            .text("feedback_by", Supervision.Statement::by)
                            .time("feedback_at", Supervision.Statement::at))
            .part(
                    Supervision::finding,
                    said -> said.text("finding", Supervision.Statement::text)
                            .text("closed_by", Supervision.Statement::by)
                            .time("closed_at", Supervision.Statement::at));

    static final Table<Changes.StepTaken> STEPS = new Table<Changes.StepTaken>("supervision_step")
            .uuid("id", Changes.StepTaken::id)
            .uuid("supervision_id", Changes.StepTaken::supervisionId)
            .name("step", Changes.StepTaken::step)
            .number("level", Changes.StepTaken::level)
            .text("step_text", Changes.StepTaken::text)
            .time("due_at", Changes.StepTaken::dueAt)
            .text("taken_by", Changes.StepTaken::by)
            .time("taken_at", Changes.StepTaken::at);

    /** The database numbers those without a number. */
    static final Table<Changes.NewUrge> URGES = new Table<Changes.NewUrge>("unit_urge")
            .uuid("id", Changes.NewUrge::id)
            .bigNumber("number", Changes.NewUrge::number)
            .uuid("case_id", Changes.NewUrge::caseId)
            .uuid("work_order_id", Changes.NewUrge::workOrderId)
            .text("unit", Changes.NewUrge::unit)
            .name("origin", Changes.NewUrge::origin)
            .name("level", Changes.NewUrge::level)
            .text("note", Changes.NewUrge::note)
            .number("citizen_urges", Changes.NewUrge::citizenUrges)
            .name("kind", urge -> urge.about() == null ? null : urge.about().kind())
            .time("due_at", urge -> urge.about() == null ? null : urge.about().dueAt())
            .text("urged_by", Changes.NewUrge::by)
            .time("urged_at", Changes.NewUrge::urgedAt)
            .time("deliver_at", Changes.NewUrge::deliverAt)
            .time("delivered_at", Changes.NewUrge::deliveredAt);

    static final Table<Changes.DeliveredUrge> DELIVERED_URGES = new Table<Changes.DeliveredUrge>("unit_urge")
            .uuid("id", Changes.DeliveredUrge::id)
            .key()
            .time("delivered_at", Changes.DeliveredUrge::at);

    static final Table<Changes.RevokedUrge> REVOKED_URGES = new Table<Changes.RevokedUrge>("unit_urge")
            .uuid("id", Changes.RevokedUrge::id)
            .key()
            .time("revoked_at", Changes.RevokedUrge::at);

    static final Table<Changes.NewNotice> NOTICES = new Table<Changes.NewNotice>("result_notice")
            .uuid("id", Changes.NewNotice::id)
            .uuid("case_id", Changes.NewNotice::caseId)
            .uuid("work_order_id", Changes.NewNotice::workOrderId)
            .number("round", Changes.NewNotice::round)
            .text("unit", Changes.NewNotice::unit)
            .name("channel", Changes.NewNotice::channel)
            .flag("reached", Changes.NewNotice::reached)
            .text("recorded_by", Changes.NewNotice::by)
            .time("informed_at", Changes.NewNotice::informedAt);

    static final Table<Changes.NewDuty> DUTIES = new Table<Changes.NewDuty>("informing")
            .uuid("work_order_id", Changes.NewDuty::workOrderId)
            .uuid("case_id", Changes.NewDuty::caseId)
            .number("round", Changes.NewDuty::round)
            .text("unit", Changes.NewDuty::unit)
            .flag("owed", Changes.NewDuty::owed)
            .time("replied_at", Changes.NewDuty::repliedAt)
            .time("due_at", Changes.NewDuty::dueAt);

    static final Table<Changes.MovedDuty> MOVED_DUTIES = new Table<Changes.MovedDuty>("informing")
            .uuid("work_order_id", Changes.MovedDuty::workOrderId)
            .key()
            .time("due_at", Changes.MovedDuty::dueAt);

    /** The first telling counts. The citizen's "nobody told me" takes back what a unit noted, not what a machine delivered. */
    static final Table<Changes.InformingNews> INFORMED = new Table<Changes.InformingNews>("informing")
            .uuid("work_order_id", Changes.InformingNews::workOrderId)
            .key()
            .name("told_by", Changes.InformingNews::by)
            .set("""
                case
                  when new.corrected_at is not null then new.told_by
                  when new.denied and old.told_by = 'UNIT_CALL' then null
                  else coalesce(old.told_by, new.told_by)
                end\
                """)
            .time("told_at", Changes.InformingNews::at)
            .set("""
                case
                  when new.corrected_at is not null then new.told_at
                  when new.denied and old.told_by = 'UNIT_CALL' then null
                  when new.told_by is null then old.told_at
                  else coalesce(old.told_at, new.told_at)
                end\
                """)
            .flag("denied", Changes.InformingNews::denied)
            .set("case when new.told_at is null and new.corrected_at is null then old.denied else new.denied end")
            .time("lapsed_at", Changes.InformingNews::lapsedAt)
            .set("coalesce(old.lapsed_at, new.lapsed_at)")
            .time("corrected_at", Changes.InformingNews::correctedAt)
            .set("coalesce(new.corrected_at, old.corrected_at)")
            .time("due_at", Changes.InformingNews::dueAt)
            .set("case when new.corrected_at is null then old.due_at else new.due_at end");

    static final Table<Changes.NewExplanation> EXPLANATIONS = new Table<Changes.NewExplanation>("explanation")
            .uuid("id", Changes.NewExplanation::id)
            .uuid("case_id", Changes.NewExplanation::caseId)
            .uuid("work_order_id", Changes.NewExplanation::workOrderId)
            .number("round", Changes.NewExplanation::round)
            .text("text", Changes.NewExplanation::text)
            .text("explained_by", Changes.NewExplanation::by)
            .time("explained_at", Changes.NewExplanation::explainedAt);

    static final Table<Changes.NewMessage> MESSAGES = new Table<Changes.NewMessage>("citizen_message")
            .uuid("id", Changes.NewMessage::id)
            .uuid("case_id", Changes.NewMessage::caseId)
            .uuid("citizen_ref", Changes.NewMessage::citizenRef)
            .name("kind", Changes.NewMessage::kind)
            .text("unit", Changes.NewMessage::unit)
            .time("until", Changes.NewMessage::until)
            .time("next_try_at", Changes.NewMessage::at)
            .time("created_at", Changes.NewMessage::at);

    static final Table<Deadline> DEADLINES = new Table<Deadline>("deadline")
            .part(
                    Deadline::subject,
                    subject -> subject.uuid("id", Deadline.Subject::id)
                            .key()
                            .uuid("case_id", Deadline.Subject::caseId)
                            .uuid("work_order_id", Deadline.Subject::workOrderId)
                            .number("round", Deadline.Subject::round)
                            .name("kind", Deadline.Subject::kind)
                            .text("clock", Deadline.Subject::clock)
                            .text("unit", Deadline.Subject::unit)
                            .time("started_at", Deadline.Subject::startedAt)
                            .fixed())
            .time("due_at", d -> d.terms().dueAt())
            .name("state", Deadline::state)
            .flag("provisional", d -> d.terms().provisional())
            .bigNumber("calendar_revision", d -> d.terms().calendarRevision())
            .text("policy_id", d -> d.terms().policyId())
            .number("policy_version", d -> d.terms().policyVersion())
            .text("explanation", deadline -> write(deadline.terms().explanation()))
            .kept()
            .number("extensions", d -> d.terms().granted().extensions())
            .number("extension_days", d -> d.terms().granted().extensionDays())
            .number("given_back_days", d -> d.terms().granted().givenBackDays())
            .text(
                    "pauses",
                    deadline -> write(emptyAsNull(deadline.terms().granted().pauses())))
            .time("return_until", d -> d.terms().returnUntil())
            .time("moved_from", d -> moved(d, Deadline.Move::from))
            .text("moved_because", d -> moved(d, move -> move.because().zh()))
            .text("moved_because_en", d -> moved(d, move -> move.because().en()))
            .time("set_at", d -> d.terms().setAt())
            .time("yellow_at", d -> d.moments().yellowAt())
            .time("red_at", d -> d.moments().redAt())
            .json("ladder", d -> write(d.moments().ladder()))
            .time("yellow_fired_at", d -> d.fired().yellowAt())
            .time("red_fired_at", d -> d.fired().redAt())
            .json("ladder_fired", d -> write(d.fired().ladder()))
            .flag("timed", Deadline::timed)
            .flag("held", Deadline::held)
            .time("next_at", Deadline::nextAt)
            .time("ended_at", Deadline::endedAt)
            .name("cancel_reason", Deadline::cancelReason)
            .part(
                    Deadline::doneNote,
                    note -> note.text("done_note", Deadline.DoneNote::text)
                            .kept()
                            .text("done_by", Deadline.DoneNote::by)
                            .kept());

    static final Table<Deadline> CARRIED_OVER = new Table<Deadline>("deadline")
            .uuid("id", deadline -> deadline.subject().id())
            .key()
            .bigNumber("calendar_revision", deadline -> deadline.terms().calendarRevision());

    static final Table<Changes.PolicyNote> POLICY_NOTES = new Table<Changes.PolicyNote>("deadline")
            .uuid("id", Changes.PolicyNote::deadlineId)
            .key()
            .text("policy_because", note -> note.because().zh())
            .text("policy_because_en", note -> note.because().en())
            .flag("policy_ended", Changes.PolicyNote::ended);

    static final Table<Changes.NewAnswer> ANSWERS = new Table<Changes.NewAnswer>("callback_answer")
            .uuid("id", Changes.NewAnswer::id)
            .uuid("callback_id", Changes.NewAnswer::callbackId)
            .part(
                    Changes.NewAnswer::answer,
                    answer -> answer.name("instrument", Answer::instrument)
                            .flag("informed", Answer::informed)
                            .flag("resolved", Answer::resolved)
                            .name("satisfaction", Answer::satisfaction)
                            .name("attitude", Answer::attitude)
                            .textArray("reasons", Answer::reasons)
                            .text("reason", Answer::reason)
                            .flag("objective", Answer::objective)
                            .text("explanation", Answer::explanation))
            .text("note", Changes.NewAnswer::note)
            .text("answered_by", Changes.NewAnswer::by)
            .time("answered_at", Changes.NewAnswer::at)
            .flag("corrected", answer -> false)
            .number("plan_version", Changes.NewAnswer::planVersion);

    static final Table<Changes.CorrectedAnswer> CORRECTED_ANSWERS = new Table<Changes.CorrectedAnswer>(
                    "callback_answer")
            .uuid("id", Changes.CorrectedAnswer::id)
            .key()
            .flag("corrected", answer -> true);

    private CaseTables() {}

    private static Table<Callback> asking(Table<Callback> table) {
        return table.version("version", Callback::version)
                .name("state", Callback::state)
                .part(
                        Callback::asking,
                        asking -> asking.number("attempts", Callback.Asking::attempts)
                                .time("next_attempt_at", Callback.Asking::nextAttemptAt)
                                .time("appointment_at", Callback.Asking::appointmentAt)
                                .number("automatic_attempts", Callback.Asking::automaticAttempts)
                                .time("automatic_at", Callback.Asking::automaticAt)
                                .text("claimed_by", Callback.Asking::claimedBy)
                                .time("claimed_until", Callback.Asking::claimedUntil)
                                .time("ended_at", Callback.Asking::endedAt))
                .json("calls", callback -> write(callback.attempts()))
                .part(
                        Callback::outcome,
                        outcome -> outcome.flag("struck", Callback.Outcome::struck)
                                .time("review_due_at", Callback.Outcome::reviewDueAt)
                                .time("reviewed_at", Callback.Outcome::reviewedAt)
                                .text("reviewed_by", Callback.Outcome::reviewedBy)
                                .text("review_note", Callback.Outcome::reviewNote)
                                .uuid("new_case_id", Callback.Outcome::newCaseId));
    }

    private static <T> T moved(Deadline deadline, Function<Deadline.Move, T> part) {
        Deadline.Move move = deadline.terms().lastMove();
        return move == null ? null : part.apply(move);
    }

    private static List<?> emptyAsNull(List<?> items) {
        return items.isEmpty() ? null : items;
    }

    static String write(List<?> items) {
        try {
            return items == null ? null : JSON.writeValueAsString(items);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + items + " as JSON", e);
        }
    }
}
