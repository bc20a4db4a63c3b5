package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.period.model.Period;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;

/** What supervision (督查) holds against units, as far as it can cost points. */
public interface FaultQueries {
    /**
     * A fault.
     *
     * @param id Id of the finding, or of the order that was not followed.
     * @param by Who found it, gave the order or verified it.
     * @param at When it was found, the time was over, or it was verified.
     */
    record Fault(UUID id, String unit, UnitSheet.Deducted.Kind kind, String text, String by, Instant at) {}

    /**
     * The faults of a period, in the order of their times.
     *
     * @param asOf The moment by which a report is missing or not.
     * @param lastDecision Later decisions are not considered.
     */
    Uni<List<Fault>> of(Sql sql, Period period, Instant asOf, long lastDecision);
}
