package org.hotline12345.assessment.campaign.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The plan of a campaign (专项整治): 设定时间表,批次推进.
 *
 * @param target How many percent of the cases must be resolved at the end.
 * @param batches The batches, in their order; none: everything is one.
 */
public record Plan(LocalDate from, LocalDate to, BigDecimal target, List<Batch> batches) {
    /** More batches are no plan. */
    public static final int MOST_BATCHES = 50;

    /**
     * A part of a campaign.
     *
     * @param units Units whose cases are in it; none: those of all units that no other batch names.
     * @param target How many percent of its cases must be resolved.
     */
    public record Batch(String name, List<String> units, LocalDate from, LocalDate to, BigDecimal target) {
        public Batch {
            units = List.copyOf(units);
        }
    }

    /** What is wrong with a plan: where, and the key of the reason. */
    public record Fault(String field, String message) {}

    public Plan {
        batches = List.copyOf(batches);
    }

    /** What is wrong; nothing: the plan can be carried out. */
    public List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        if (to.isBefore(from)) {
            faults.add(new Fault("to", "violation.period-order"));
        }
        if (batches.size() > MOST_BATCHES) {
            faults.add(new Fault("batches", "violation.campaign.batches"));
        }
        Set<String> named = new HashSet<>();
        boolean rest = false;
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            String place = "batches[" + i + "].";
            if (batch.to().isBefore(batch.from())) {
                faults.add(new Fault(place + "to", "violation.period-order"));
            }
            if (batch.from().isBefore(from) || batch.to().isAfter(to)) {
                faults.add(new Fault(place + "from", "violation.campaign.outside"));
            }
            if (batch.units().isEmpty() && rest || batch.units().stream().anyMatch(unit -> !named.add(unit))) {
                faults.add(new Fault(place + "units", "violation.campaign.units-twice"));
            }
            rest |= batch.units().isEmpty();
        }
        return faults;
    }

    /** The batch in which the cases of a unit are, from 1; 0 for none. */
    public int batchOf(String unit) {
        int rest = 0;
        for (int i = 0; i < batches.size(); i++) {
            if (unit != null && batches.get(i).units().contains(unit)) {
                return i + 1;
            }
            if (batches.get(i).units().isEmpty()) {
                rest = i + 1;
            }
        }
        return rest;
    }
}
