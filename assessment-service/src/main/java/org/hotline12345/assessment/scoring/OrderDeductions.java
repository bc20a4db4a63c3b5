package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hotline12345.assessment.indicator.model.Period;
import org.hotline12345.assessment.scoring.model.UnitSheet;
import org.hotline12345.chassis.database.Sql;

/** What units left undone of the orders to put something right (限期整改), as far as it can cost points. */
public interface OrderDeductions {
    /**
     * A fault.
     *
     * @param order Id of the order.
     * @param unit Whose.
     * @param kind What was left undone.
     * @param text Text of the order.
     * @param by Who gave the order or verified it.
     * @param at When the time was over, or it was verified.
     */
    record Fault(UUID order, String unit, UnitSheet.Deducted.Kind kind, String text, String by, Instant at) {}

    /**
     * The faults of a period, in the order of their times.
     *
     * @param asOf The moment by which a report is missing or not.
     * @param lastDecision Steps after this decision are not considered.
     */
    Uni<List<Fault>> of(Sql sql, Period period, Instant asOf, long lastDecision);
}
