package org.hotline12345.assessment.bulletin;

import jakarta.enterprise.context.ApplicationScoped;
import org.hotline12345.assessment.period.UsesPeriods;

/** The periods that bulletins are about. */
@ApplicationScoped
class PeriodsOfBulletins implements UsesPeriods {
    @Override
    public String used() {
        return """
                select distinct period from bulletin where period = any($1::text[])
                """;
    }
}
