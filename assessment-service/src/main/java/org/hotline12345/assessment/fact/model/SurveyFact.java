package org.hotline12345.assessment.fact.model;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseType;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;

/**
 * One completed callback; one row of {@code survey_fact}. Which answers count (all, the first, the last of a case) is data
 * of a rule set, so each stays.
 *
 * @param eventId The event that told it.
 * @param workOrderId The work order it is about; null for an answer on the spot.
 * @param round Round of handling; 0 for an answer on the spot.
 * @param unit Lead unit. May be null.
 * @param channel Channel of the case.
 * @param category Category of the case.
 * @param area Area of the case.
 * @param outcome Whether the citizen answered.
 * @param informed Was I told the result? May be null.
 * @param resolved Is it solved? May be null.
 * @param satisfaction The grade. May be null: silence is not an answer.
 * @param attitude The grade of the attitude. May be null.
 * @param objective Whether the reason lies outside the unit. May be null.
 * @param completedAt When the answer was given; decides the period.
 * @param supersededBy By what instrument a later word about the callback came that takes its place; its own if the answer itself was
 *     corrected; null: it stands.
 */
public record SurveyFact(
        UUID eventId,
        UUID callbackId,
        UUID caseId,
        UUID workOrderId,
        int round,
        String unit,
        String channel,
        CaseType type,
        String category,
        String area,
        SurveyInstrument instrument,
        CallbackOutcome outcome,
        Boolean informed,
        Boolean resolved,
        Satisfaction satisfaction,
        Satisfaction attitude,
        Boolean objective,
        Instant completedAt,
        SurveyInstrument supersededBy) {
    /** The same, with a later word in its place. */
    SurveyFact supersededBy(SurveyInstrument instrument) {
        return new SurveyFact(
                eventId,
                callbackId,
                caseId,
                workOrderId,
                round,
                unit,
                channel,
                type,
                category,
                area,
                this.instrument,
                outcome,
                informed,
                resolved,
                satisfaction,
                attitude,
                objective,
                completedAt,
                instrument);
    }
}
