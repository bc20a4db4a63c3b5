package org.hotline12345.assessment.sampling;

import jakarta.enterprise.context.ApplicationScoped;
import org.hotline12345.assessment.period.UsesPeriods;

/** The periods that samples were drawn of. */
@ApplicationScoped
class PeriodsOfSamples implements UsesPeriods {
    @Override
    public String used() {
        return """
                select distinct period from sample_plan where period = any($1::text[])
                """;
    }
}
