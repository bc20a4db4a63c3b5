package org.hotline12345.assessment.rectification.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hotline12345.assessment.period.model.Period;

/**
 * What a unit left undone of an order to put something right (限期整改): a time that was over without a report counts in the
 * period in which it was over; a verification that found it not put right, or an opening again, in the period in which that was found.
 */
public final class OrderFaults {
    private OrderFaults() {}

    /**
     * A step of an order.
     *
     * @param dueAt Until when the unit is to report from now on. Null where it is not to.
     */
    public record Step(StepKind kind, Instant dueAt, String by, Instant at) {}

    /**
     * A fault.
     *
     * @param late Whether the time was over without a report; else it had not been put right.
     * @param by Who set the time, or found that it was not put right.
     * @param at When the time was over, or it was found.
     */
    public record Fault(boolean late, String by, Instant at) {}

    /**
     * The faults of an order in a period.
     *
     * @param asOf The moment by which a report is missing or not; a report at the very moment it was due is in time.
     */
    public static List<Fault> of(List<Step> steps, Period period, Instant asOf) {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.kind().isFault() && within(step.at(), period)) {
                faults.add(new Fault(false, step.by(), step.at()));
            }
            if (step.dueAt() != null
                    && within(step.dueAt(), period)
                    && step.dueAt().isBefore(asOf)
                    && !reportedInTime(steps.subList(i + 1, steps.size()), step.dueAt())) {
                faults.add(new Fault(true, step.by(), step.dueAt()));
            }
        }
        return faults;
    }

    private static boolean reportedInTime(List<Step> later, Instant dueAt) {
        return !later.isEmpty()
                && later.get(0).kind() == StepKind.REPORTED
                && !later.get(0).at().isAfter(dueAt);
    }

    private static boolean within(Instant at, Period period) {
        return !at.isBefore(period.from()) && at.isBefore(period.to());
    }
}
