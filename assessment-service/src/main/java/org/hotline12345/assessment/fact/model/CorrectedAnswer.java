package org.hotline12345.assessment.fact.model;

import java.util.UUID;
import org.hotline12345.events.SurveyInstrument;

/**
 * An answer that a later one corrects: one counts for a callback and instrument.
 *
 * @param instrument How the citizen was asked.
 */
public record CorrectedAnswer(UUID callbackId, SurveyInstrument instrument) {
    public boolean is(SurveyFact survey) {
        return survey.callbackId().equals(callbackId) && survey.instrument() == instrument;
    }
}
