package org.hotline12345.followup.policy.model;

import org.hotline12345.events.Urgency;

/**
 * When supervision opens by itself, 督办.
 *
 * @param dissatisfactions At this many dissatisfied answers.
 * @param citizenUrgeToUnit At this many urges of the citizen the unit is urged.
 * @param citizenUrges At this many urges of the citizen supervision opens.
 * @param returns At this many granted returns of a case supervision opens; 3 where the document does not say.
 * @param reworks At this many reworks of a case supervision opens; 3 where the document does not say.
 * @param repeatLevel At which level supervision for returns and reworks opens: 2 is raised at once, 提级督办; 1 where the document
 *     does not say.
 * @param reportWithin How long the unit has to report.
 * @param emergencyReportWithin How long it has in an emergency; null: as long as otherwise.
 */
public record SupervisionRules(
        int dissatisfactions,
        int citizenUrgeToUnit,
        int citizenUrges,
        int returns,
        int reworks,
        int repeatLevel,
        Span reportWithin,
        Span emergencyReportWithin) {
    private static final int THIRD = 3;

    public SupervisionRules {
        returns = returns == 0 ? THIRD : returns;
        reworks = reworks == 0 ? THIRD : reworks;
        repeatLevel = repeatLevel == 0 ? 1 : repeatLevel;
    }

    /** How long the unit of such a case has to report. */
    public Span reportWithin(Urgency urgency) {
        return urgency == Urgency.EMERGENCY && emergencyReportWithin != null ? emergencyReportWithin : reportWithin;
    }
}
