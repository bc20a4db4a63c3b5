package org.hotline12345.assessment.fact.model;

import java.util.UUID;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.SurveyInstrument;

/**
 * What a later word about a callback does to those before it. One word counts for a callback: of the instruments that ask about the
 * handling the last one, whichever of them it came by, as follow-up decides by it; an answer takes the place of "nobody answered",
 * so that a callback is one callback. A social survey (社会调查) stands apart and is corrected by itself alone. Nothing is deleted: a
 * rule set may count first answers, as follow-up's own figures do.
 *
 * @param correction Whether it corrects an answer; one that does not takes the place of silence only.
 * @param eventId The event that told it.
 */
public record LaterWord(UUID callbackId, SurveyInstrument instrument, boolean correction, UUID eventId) {
    static LaterWord of(CallbackCompleted told, UUID eventId) {
        return new LaterWord(told.callbackId(), told.instrument(), told.correction(), eventId);
    }

    /** Whether this word takes the place of an earlier one. */
    public boolean supersedes(SurveyFact earlier) {
        return earlier.callbackId().equals(callbackId)
                && !earlier.eventId().equals(eventId)
                && earlier.supersededBy() != earlier.instrument()
                && (earlier.instrument() == instrument
                        || earlier.instrument() != SurveyInstrument.SOCIAL_SURVEY
                                && instrument != SurveyInstrument.SOCIAL_SURVEY)
                && (correction || earlier.outcome() != CallbackOutcome.ANSWERED);
    }
}
