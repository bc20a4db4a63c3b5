package org.hotline12345.followup.channel;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.followup.callback.AnswerInput;

/**
 * What a channel reports about a message.
 *
 * @param requestId The asking.
 * @param event What happened.
 * @param at When; now if left out.
 * @param answer What the citizen answered, for ANSWERED; it may be half an answer.
 * @param text What the citizen wrote back, for REPLIED.
 */
public record Report(UUID requestId, Event event, OffsetDateTime at, AnswerInput answer, String text) {
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
        /** What the citizen wrote back asks for nothing that a machine does. */
        NOT_UNDERSTOOD,
        /** No such asking of this channel. */
        UNKNOWN
    }
}
