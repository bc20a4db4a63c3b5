package org.hotline12345.assessment.sampling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.sampling.model.Severity;
import org.hotline12345.assessment.scoring.SupervisionFaults;
import org.hotline12345.assessment.scoring.model.UnitSheet.Deducted.Kind;
import org.hotline12345.chassis.database.Sql;

/** What was found at units in a period: a finding counts when it is written down. */
@ApplicationScoped
class FaultsOfFindings implements SupervisionFaults {
    private static final String FOUND = """
            select
              finding_id, unit, severity, text, found_by, found_at
            from sample_finding
            where found_at >= $1
              and found_at < $2
              and coalesce(decision_id, 0) <= $3
            order by found_at, finding_id
            """;

    @Override
    public Uni<List<Fault>> of(Sql sql, Period period, Instant asOf, long lastDecision) {
        return sql.select(FOUND, period.from(), period.to(), lastDecision)
                .map(rows -> rows.stream()
                        .map(row -> new Fault(
                                row.getUUID("finding_id"),
                                row.getString("unit"),
                                kind(Severity.valueOf(row.getString("severity"))),
                                row.getString("text"),
                                row.getString("found_by"),
                                row.getOffsetDateTime("found_at").toInstant()))
                        .toList());
    }

    private static Kind kind(Severity severity) {
        return switch (severity) {
            case MINOR -> Kind.FINDING_MINOR;
            case SERIOUS -> Kind.FINDING_SERIOUS;
            case GRAVE -> Kind.FINDING_GRAVE;
        };
    }
}
