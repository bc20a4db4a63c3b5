package org.hotline12345.dispatch.workorder;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.access.Sight;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.dispatch.cases.OrderInHand;

/**
 * Which work orders a caller may see and handle, by {@link Sight}. A unit's people: those their unit or a subordinate leads; to
 * read also those it co-handles. What is out of scope does not exist for them (404). Who moves history in acts for everybody, in
 * cases that are history.
 */
@ApplicationScoped
public class Scope {
    private static final Set<String> LIST_READERS = Set.of(Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER);
    private static final Set<String> READERS =
            Set.of(Roles.DISPATCHER, Roles.SUPERVISOR, Roles.IMPORTER, Roles.CENTRE_REVIEWER);

    private final Caller caller;

    public Scope(Caller caller) {
        this.caller = caller;
    }

    /** The same for work that is done outside the request. */
    public Scope detached() {
        return new Scope(caller.detached());
    }

    /** Whether the caller moves history in with this order: it counts as the hand of whoever did it then. */
    public boolean movesIn(OrderInHand inHand) {
        return caller.has(Roles.IMPORTER) && inHand.order().imported();
    }

    /** 404 unless the caller is of the lead unit or a unit above it. */
    public void requireLead(OrderInHand inHand) {
        requireHand(inHand, inHand.order().unit());
    }

    /** 404 unless the caller is of the lead unit, of the unit it was handed down to, or of one above them. */
    public void requireHandler(OrderInHand inHand) {
        requireHand(inHand, inHand.order().unit(), inHand.order().handlingUnit());
    }

    /** 404 unless the caller is of this unit beside the lead, or one above it. */
    public void requireBesideLead(OrderInHand inHand, String unit) {
        requireHand(inHand, unit);
    }

    private void requireHand(OrderInHand inHand, String... units) {
        if (movesIn(inHand)) {
            return;
        }
        if (caller.has(Roles.IMPORTER) && caller.unit() == null) {
            throw Problem.of(ProblemType.LIVE_CASE);
        }
        require(false, Stream.of(units).toList(), inHand.accused());
    }

    /** 404 if the order's case is hidden from the caller, whatever the role. */
    public void requireSeen(OrderInHand inHand) {
        if (isAccused(caller.unit(), inHand.accused())) {
            throw Problem.notFound();
        }
    }

    /** 404 unless the caller may handle the order of this unit. */
    public void requireUnit(String unit, Collection<String> accused) {
        require(false, List.of(unit), accused);
    }

    /** 404 unless the caller may read an order of these units. */
    public void requireReader(Collection<String> units, Collection<String> accused) {
        require(caller.isOfOffice(READERS), units, accused);
    }

    private void require(boolean ofOffice, Collection<String> units, Collection<String> accused) {
        if (!caller.sight(ofOffice).of(units, accused)) {
            throw Problem.notFound();
        }
    }

    /** 404 unless the caller may read the lists and the feed of the unit. */
    public void requireListReader(String unit) {
        if (!caller.isOfOffice(LIST_READERS)) {
            caller.requireUnit(unit);
        }
    }

    /** Whether the unit is one of the accused or stands below one. */
    public boolean isAccused(String unit, Collection<String> accused) {
        return caller.sight(false).isAccused(unit, accused);
    }

    /** For lists: the caller's unit and those above it. A case that accuses one of them is not shown to the caller. */
    public List<String> ownAndAbove() {
        return caller.unitAndAbove();
    }
}
