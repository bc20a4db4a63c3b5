package org.hotline12345.dispatch.workorder;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.dispatch.cases.model.WorkOrder;

/**
 * Which work orders a caller may see and handle. A unit's people: those their unit or a subordinate leads; to read also those
 * it co-handles. Never those of a case that accuses their unit or one above it. What is out of scope does not exist for
 * them (404).
 */
@ApplicationScoped
public class Scope {
    private final Caller caller;
    private final OfficeCopy office;

    public Scope(Caller caller, OfficeCopy office) {
        this.caller = caller;
        this.office = office;
    }

    /** The same for work that is done outside the request. */
    public Scope detached() {
        return new Scope(caller.detached(), office);
    }

    /** 404 unless the caller is of the lead unit, a unit above it, or acts in its place when moving history in. */
    public void requireLead(WorkOrder order) {
        if (!caller.has(Roles.IMPORTER)) {
            requireUnit(order.unit(), order.respondentUnit());
        }
    }

    /** 404 unless the caller is of the lead unit, of the unit it was handed down to, or of one above them. */
    public void requireHandler(WorkOrder order) {
        if (order.handlingUnit() != null && caller.covers(order.handlingUnit())) {
            requireNotAccused(order.respondentUnit());
        } else {
            requireLead(order);
        }
    }

    /** 404 unless the caller covers the unit and is not accused. */
    public void requireUnit(String unit, String respondent) {
        if (!caller.has(Roles.IMPORTER)) {
            caller.requireUnit(unit);
            requireNotAccused(respondent);
        }
    }

    /** The same for a unit beside the lead, where cases that accuse it may have been merged in since. */
    public void requireUnit(String unit, Collection<String> respondents) {
        respondents.forEach(respondent -> requireUnit(unit, respondent));
        requireUnit(unit, (String) null);
    }

    /** 404 unless the caller may read an order of these units. */
    public void requireReader(String unit, Collection<String> coUnits, Collection<String> respondents) {
        if (caller.has(Roles.DISPATCHER)
                || caller.has(Roles.SUPERVISOR)
                || caller.has(Roles.IMPORTER)
                || caller.has(Roles.CENTRE_REVIEWER)) {
            return;
        }
        if (!caller.covers(unit) && coUnits.stream().noneMatch(caller::covers)) {
            throw Problem.notFound();
        }
        respondents.forEach(this::requireNotAccused);
    }

    /** 404 unless the caller may read the lists and the feed of the unit. */
    public void requireListReader(String unit) {
        if (!caller.has(Roles.DISPATCHER) && !caller.has(Roles.SUPERVISOR) && !caller.has(Roles.IMPORTER)) {
            caller.requireUnit(unit);
        }
    }

    /** Whether the unit is the accused one or stands below it. */
    public boolean isAccused(String unit, String respondent) {
        return office.isWithin(unit, respondent);
    }

    /** Whether the unit is one of the accused or stands below one. */
    public boolean isAccused(String unit, Collection<String> respondents) {
        return respondents.stream().anyMatch(respondent -> isAccused(unit, respondent));
    }

    /** The caller's unit and those above it: a case that accuses one of them is not shown to the caller. */
    public List<String> ownAndAbove() {
        return office.withThoseAbove(caller.unit());
    }

    private void requireNotAccused(String respondent) {
        if (isAccused(caller.unit(), respondent)) {
            throw Problem.notFound();
        }
    }
}
