package org.hotline12345.assessment.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import org.hotline12345.assessment.period.UsesPeriods;

/** The periods that scores, deductions and appeals belong to. */
@ApplicationScoped
class PeriodsOfScores implements UsesPeriods {
    @Override
    public String used() {
        return """
                select period from score_sheet where period = any($1::text[])
                union
                select period from hand_deduction where period = any($1::text[])
                union
                select period from appeal_fact where period = any($1::text[])
                """;
    }
}
