package org.hotline12345.followup.cases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.course.CaseCourse;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.cases.model.CaseFacts;
import org.hotline12345.followup.cases.model.OpenQuestion;
import org.hotline12345.followup.cases.model.Phase;
import org.hotline12345.followup.cases.model.Progress;
import org.hotline12345.followup.cases.model.Supervision;
import org.hotline12345.followup.cases.model.SupervisionState;
import org.hotline12345.followup.deadline.model.ComputedDeadline;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.DeadlineState;
import org.hotline12345.followup.deadline.model.Fired;
import org.hotline12345.followup.deadline.model.FiredRung;
import org.hotline12345.followup.deadline.model.Moments;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.deadline.model.Rung;

/** Cases, and what hangs on them, of their rows. */
final class CaseRows {
    private static final TypeReference<List<Pause>> PAUSES = new TypeReference<>() {};

    private final ObjectMapper json;

    CaseRows(ObjectMapper json) {
        this.json = json;
    }

    static Callback callback(Row row) {
        String disposition = row.getString("disposition");
        return Callback.restore(
                new Callback.Subject(
                        row.getUUID("id"),
                        row.getUUID("case_id"),
                        row.getUUID("work_order_id"),
                        row.getInteger("round"),
                        row.getString("unit"),
                        row.getUUID("citizen_ref"),
                        CallbackOrigin.valueOf(row.getString("origin")),
                        row.getBoolean("confidential"),
                        disposition == null ? null : Disposition.valueOf(disposition),
                        row.getString("reply_text"),
                        Rows.instant(row, "opened_at")),
                row.getInteger("version"),
                new Callback.Asking(
                        row.getInteger("attempts"),
                        Rows.instant(row, "next_attempt_at"),
                        row.getInteger("automatic_attempts"),
                        Rows.instant(row, "automatic_at"),
                        row.getString("claimed_by"),
                        Rows.instant(row, "claimed_until"),
                        Rows.instant(row, "ended_at")),
                CallbackState.valueOf(row.getString("state")));
    }

    static Supervision supervision(Row row) {
        return Supervision.restore(
                new Supervision.Order(
                        row.getUUID("id"),
                        row.getUUID("case_id"),
                        row.getUUID("work_order_id"),
                        row.getString("unit"),
                        SupervisionCause.valueOf(row.getString("cause")),
                        row.getString("order_text"),
                        row.getString("opened_by"),
                        Rows.instant(row, "opened_at"),
                        Rows.instant(row, "notify_at")),
                row.getInteger("version"),
                row.getInteger("level"),
                Rows.instant(row, "due_at"),
                SupervisionState.valueOf(row.getString("state")),
                row.getString("feedback") == null
                        ? null
                        : new Supervision.Statement(
                                row.getString("feedback"),
                                row.getString("feedback_by"),
                                Rows.instant(row, "feedback_at")));
    }

    static CaseFacts facts(Row row) {
        return new CaseFacts(
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                CaseType.valueOf(row.getString("type")),
                Urgency.valueOf(row.getString("urgency")),
                row.getString("channel"),
                row.getString("registered_category"),
                Anonymity.valueOf(row.getString("anonymity")),
                row.getBoolean("contactable"),
                row.getUUID("citizen_ref"),
                Rows.instant(row, "registered_at"),
                Rows.instant(row, "upstream_due_at"),
                Rows.instant(row, "reply_due_at"),
                row.getBoolean("imported"));
    }

    static Progress progress(Row row) {
        String reason = row.getString("close_reason");
        return new Progress(
                Phase.valueOf(row.getString("phase")),
                row.getBoolean("live"),
                Rows.instant(row, "live_at"),
                row.getUUID("work_order_id"),
                row.getInteger("round"),
                row.getString("unit"),
                row.getString("category"),
                row.getString("policy_id"),
                row.getInteger("policy_version"),
                Rows.instant(row, "dispatched_at"),
                Rows.instant(row, "return_requested_at"),
                row.getInteger("returns"),
                row.getUUID("reply_id"),
                Rows.instant(row, "replied_at"),
                row.getBoolean("informed"),
                row.getUUID("callback_id"),
                row.getInteger("dissatisfactions"),
                row.getInteger("reworks"),
                row.getInteger("citizen_urges"),
                row.getBoolean("urge_supervised"),
                Rows.instant(row, "closed_at"),
                reason == null ? null : CloseReason.valueOf(reason),
                row.getString("returned_by"),
                row.getBoolean("return_supervised"),
                row.getString("handling_unit"),
                row.getBoolean("signed"),
                row.getUUID("return_request_id"),
                OpenQuestion.of(row.getString("questions")),
                CaseCourse.decode(row.getString("course")));
    }

    Deadline deadline(Row row) {
        Instant movedFrom = Rows.instant(row, "moved_from");
        return Deadline.restore(
                new Deadline.Subject(
                        row.getUUID("id"),
                        row.getUUID("case_id"),
                        row.getUUID("work_order_id"),
                        row.getInteger("round"),
                        DeadlineKind.valueOf(row.getString("kind")),
                        row.getString("clock"),
                        row.getString("unit"),
                        Rows.instant(row, "started_at")),
                new Deadline.Terms(
                        new ComputedDeadline(Rows.instant(row, "due_at"), row.getBoolean("provisional"), null),
                        row.getLong("calendar_revision"),
                        row.getString("policy_id"),
                        row.getInteger("policy_version"),
                        new Deadline.Granted(
                                row.getInteger("extensions"),
                                row.getInteger("extension_days"),
                                row.getInteger("given_back_days"),
                                readPauses(row.getString("pauses"))),
                        Rows.instant(row, "return_until"),
                        movedFrom == null
                                ? null
                                : new Deadline.Move(
                                        movedFrom,
                                        new Text(row.getString("moved_because"), row.getString("moved_because_en"))),
                        Rows.instant(row, "set_at")),
                new Moments(
                        Rows.instant(row, "yellow_at"), Rows.instant(row, "red_at"), Rung.of(row.getString("ladder"))),
                new Fired(
                        Rows.instant(row, "yellow_fired_at"),
                        Rows.instant(row, "red_fired_at"),
                        FiredRung.of(row.getString("ladder_fired"))),
                DeadlineState.valueOf(row.getString("state")),
                row.getBoolean("timed"),
                row.getBoolean("held"),
                null,
                (DeadlineCancelReason) null);
    }

    private List<Pause> readPauses(String pauses) {
        try {
            return pauses == null ? List.of() : json.readValue(pauses, PAUSES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read pauses", e);
        }
    }
}
