package org.hotline12345.followup.cases.model;

import java.util.List;
import java.util.Objects;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.Satisfaction;
import org.hotline12345.events.SurveyInstrument;

/**
 * What a citizen answered.
 *
 * @param informed Was I told the result? May be null.
 * @param resolved Is it solved? May be null.
 * @param satisfaction Am I satisfied with the result?
 * @param attitude Am I satisfied with the attitude? May be null.
 * @param reasons Codes of the reasons chosen from the plan's list.
 * @param reason Why not, in the citizen's words, masked. May be null.
 * @param objective True: for a reason that the unit cannot change. May be null.
 * @param explanation What the agent explained to a citizen dissatisfied for an objective reason. May be null.
 */
public record Answer(
        SurveyInstrument instrument,
        Boolean informed,
        Boolean resolved,
        Satisfaction satisfaction,
        Satisfaction attitude,
        List<String> reasons,
        String reason,
        Boolean objective,
        String explanation) {
    public Answer {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(satisfaction, "satisfaction");
        reasons = List.copyOf(reasons);
    }

    /** Whether the citizen is dissatisfied: the last two of the five grades. */
    public boolean dissatisfied() {
        return satisfaction == Satisfaction.DISSATISFIED || satisfaction == Satisfaction.VERY_DISSATISFIED;
    }

    /**
     * Whether the answer sends the case back to the unit: the citizen is dissatisfied, or the unit said that the matter is solved
     * and the citizen says that it is not; and the reason is not objective.
     *
     * @param disposition what the unit said. Null for an answer on the spot.
     */
    public boolean blamesUnit(Disposition disposition) {
        boolean wronglySolved = disposition == Disposition.RESOLVED && Boolean.FALSE.equals(resolved);
        return (dissatisfied() || wronglySolved) && !Boolean.TRUE.equals(objective);
    }
}
