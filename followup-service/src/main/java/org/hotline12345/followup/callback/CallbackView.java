package org.hotline12345.followup.callback;

import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Disposition;
import org.hotline12345.followup.cases.model.CallbackOrigin;
import org.hotline12345.followup.cases.model.CallbackState;

/**
 * A callback as agents see it.
 *
 * @param version Version, as in the ETag.
 * @param caseId The case; its contact is read from intake.
 * @param title Its title, masked.
 * @param type Its nature.
 * @param anonymity Protection asked for.
 * @param origin What it is about.
 * @param workOrderId The work order it is about; null for an answer on the spot.
 * @param round Round of handling; 0 for an answer on the spot.
 * @param unit Lead unit. May be null for an answer on the spot.
 * @param disposition What the handling came to; null for an answer on the spot.
 * @param reply What the citizen is told.
 * @param state Where it stands.
 * @param attempts Attempts made.
 * @param openedAt When the reply was issued.
 * @param nextAttemptAt From when on the next attempt may be made.
 * @param claimedBy The agent who has it on lease. May be null.
 * @param claimedUntil Until when. May be null.
 * @param endedAt When it ended. May be null.
 * @param surveyUrl Link to the survey page, to be sent to the citizen; in the answer to a claim only.
 * @param allowed What may be done with it now.
 */
public record CallbackView(
        UUID id,
        int version,
        UUID caseId,
        String caseNumber,
        String title,
        CaseType type,
        Anonymity anonymity,
        CallbackOrigin origin,
        UUID workOrderId,
        int round,
        String unit,
        Disposition disposition,
        String reply,
        CallbackState state,
        int attempts,
        OffsetDateTime openedAt,
        OffsetDateTime nextAttemptAt,
        String claimedBy,
        OffsetDateTime claimedUntil,
        OffsetDateTime endedAt,
        String surveyUrl,
        List<String> allowed) {
    /** The columns that {@link #of} reads, of tables {@code callback cb} and {@code case_file c}. */
    static final String COLUMNS = """
            cb.id, cb.version, cb.case_id, c.case_number, c.title, c.type, c.anonymity, cb.origin, cb.work_order_id, cb.round, cb.unit,
              cb.disposition, cb.reply_text, cb.state, cb.attempts, cb.opened_at, cb.next_attempt_at, cb.claimed_by,
              cb.claimed_until, cb.ended_at
            """;

    static CallbackView of(Row row, String surveyUrl) {
        CallbackState state = CallbackState.valueOf(row.getString("state"));
        List<String> allowed = switch (state) {
            case OPEN -> List.of("claim");
            case CLAIMED -> List.of("result");
            default -> List.of();
        };
        return new CallbackView(
                row.getUUID("id"),
                row.getInteger("version"),
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                CaseType.valueOf(row.getString("type")),
                Anonymity.valueOf(row.getString("anonymity")),
                CallbackOrigin.valueOf(row.getString("origin")),
                row.getUUID("work_order_id"),
                row.getInteger("round"),
                row.getString("unit"),
                row.getString("disposition") == null ? null : Disposition.valueOf(row.getString("disposition")),
                row.getString("reply_text"),
                state,
                row.getInteger("attempts"),
                Rows.time(row, "opened_at"),
                Rows.time(row, "next_attempt_at"),
                row.getString("claimed_by"),
                Rows.time(row, "claimed_until"),
                Rows.time(row, "ended_at"),
                surveyUrl,
                allowed);
    }
}
