package org.hotline12345.followup.survey.page;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.followup.callback.AnswerInput;
import org.hotline12345.followup.cases.model.Answer;
import org.hotline12345.followup.cases.model.CallbackState;
import org.hotline12345.followup.survey.model.SurveyPlan;

/**
 * What the survey page shows.
 *
 * @param title Its title, masked.
 * @param reply What the citizen is told.
 * @param state Where the callback stands.
 * @param answer The citizen's own answer in force. May be null.
 * @param correctableUntil Until when it may be corrected; null without an answer.
 * @param objectionUntil Until when an answered case that is closed may be objected to. May be null.
 * @param expiresAt When the link ends.
 * @param plan What is asked.
 */
record SurveyPage(
        String caseNumber,
        String title,
        String reply,
        CallbackState state,
        Answer answer,
        Instant correctableUntil,
        Instant objectionUntil,
        Instant expiresAt,
        SurveyPlan plan) {
    /** The five grades, best first. */
    static final List<String> GRADES =
            List.of("VERY_SATISFIED", "SATISFIED", "BASICALLY_SATISFIED", "DISSATISFIED", "VERY_DISSATISFIED");

    /**
     * The page as JSON.
     *
     * @param answered Whether the citizen has answered on the page.
     */
    @Schema(name = "SurveyPage")
    record View(
            String caseNumber,
            String title,
            String reply,
            CallbackState state,
            boolean answered,
            AnswerInput answer,
            OffsetDateTime correctableUntil,
            OffsetDateTime objectionUntil,
            OffsetDateTime expiresAt) {}

    /** Whether an answer, or another one, may be given then. */
    boolean isCorrectable(Instant now) {
        return correctableUntil == null || !now.isAfter(correctableUntil);
    }

    /** Whether the case may be objected to then. */
    boolean isObjectable(Instant now) {
        return objectionUntil != null && !now.isAfter(objectionUntil);
    }

    View view() {
        return new View(
                caseNumber,
                title,
                reply,
                state,
                answer != null,
                answer == null
                        ? null
                        : AnswerInput.ofCitizen(
                                answer.informed(),
                                answer.resolved(),
                                answer.satisfaction(),
                                answer.attitude(),
                                answer.reasons(),
                                answer.reason(),
                                answer.objective()),
                ShanghaiTime.of(correctableUntil),
                ShanghaiTime.of(objectionUntil),
                ShanghaiTime.of(expiresAt));
    }
}
