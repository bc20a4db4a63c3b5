package org.hotline12345.followup.channel;

import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.followup.callback.AnswerInput;

/**
 * What a channel reports about a message.
 *
 * @param requestId The asking or the message; null for a reply that names none.
 * @param event What happened.
 * @param at When; now if left out.
 * @param answer What the citizen answered, for ANSWERED; it may be half an answer.
 * @param text What the citizen wrote back, for REPLIED.
 * @param phone The telephone from which it was written, for REPLIED. May be null where the message is named.
 * @param id The reply as the gateway knows it. May be null where the time is told.
 */
public record Report(
        UUID requestId, Event event, OffsetDateTime at, AnswerInput answer, String text, String phone, String id) {
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d -]{2,30}");
    private static final int LONGEST_TEXT = 2000;
    private static final int LONGEST_ID = 100;
    /** What is said to be older is a slip. */
    private static final int EARLIEST = 2000;

    /** What is wrong with it; its fields are named after the path. */
    void check(Violations violations, String path) {
        violations.unless(event != null, path + "event", "violation.required");
        violations.unless(
                requestId != null || event == Event.REPLIED && phone != null, path + "requestId", "violation.required");
        if (event == Event.REPLIED) {
            violations
                    .unless(phone == null || PHONE.matcher(phone).matches(), path + "phone", "violation.channel.phone")
                    .unless(
                            text == null || text.length() <= LONGEST_TEXT,
                            path + "text",
                            "violation.Size",
                            0,
                            LONGEST_TEXT)
                    .unless(
                            id == null || !id.isBlank() && id.length() <= LONGEST_ID,
                            path + "id",
                            "violation.Size",
                            1,
                            LONGEST_ID)
                    .unless(
                            at == null ? id != null || phone == null : at.getYear() >= EARLIEST,
                            path + "at",
                            "violation.channel.replyAt");
        }
    }

    @Override
    public String toString() {
        return "Report[" + event + " " + requestId + "]";
    }

    /** What can happen. */
    public enum Event {
        /** The citizen got the message, or heard the robot tell the result. */
        DELIVERED,
        /** The citizen could not be reached. */
        NOT_REACHED,
        /** The citizen answered. */
        ANSWERED,
        /** The citizen wrote back to a message. */
        REPLIED
    }

    /** What became of a report. */
    public enum Verdict {
        TAKEN,
        /** The same was reported before. */
        REPEATED,
        /** The answer lacks what the plan requires: it is kept as a report, the citizen is asked again. */
        INCOMPLETE,
        /** The callback is no longer needed, or can no longer be corrected. */
        TOO_LATE,
        /** What the citizen wrote back says nothing, or it cannot be kept, for the channel has no secret. */
        NOT_UNDERSTOOD,
        /** No such asking of this channel. */
        UNKNOWN
    }
}
