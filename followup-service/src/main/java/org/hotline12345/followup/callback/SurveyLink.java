package org.hotline12345.followup.callback;

import java.time.Instant;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.followup.cases.CaseInHand;
import org.hotline12345.followup.cases.model.Callback;
import org.hotline12345.followup.cases.model.CallbackState;

/**
 * A citizen's link to the survey page that works.
 *
 * @param firstAnswer When it was answered first; null without an answer.
 * @param objectionUntil Until when who has answered may object to the closed case; null: not at all.
 * @param until Until when it works: its own days, and as long as may be objected.
 */
public record SurveyLink(Instant firstAnswer, Instant objectionUntil, Instant until) {
    /**
     * The link of the callback in hand; {@code survey-expired} (410) when its time is over, {@code survey-closed} (409) when the
     * callback is no longer needed.
     *
     * @param expiresAt when its own days end
     */
    public static SurveyLink of(CaseInHand hand, Instant expiresAt, Instant now) {
        Callback callback = hand.callback();
        Instant first = callback.firstAnswerAt(SurveyInstrument.AUTOMATIC);
        Instant objectionUntil =
                first != null && callback.isAbout(hand.file().progress().workOrderId())
                        ? hand.file().afterReply().objectionUntil(hand.office())
                        : null;
        Instant until = objectionUntil != null && objectionUntil.isAfter(expiresAt) ? objectionUntil : expiresAt;
        if (!now.isBefore(until)) {
            throw Problem.of(AnswerCallback.SURVEY_EXPIRED);
        }
        if (callback.state() == CallbackState.CANCELLED) {
            throw Problem.of(AnswerCallback.SURVEY_CLOSED);
        }
        return new SurveyLink(first, objectionUntil, until);
    }
}
