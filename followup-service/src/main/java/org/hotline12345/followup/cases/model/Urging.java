package org.hotline12345.followup.cases.model;

import java.time.Instant;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.events.Urgency;
import org.hotline12345.followup.policy.model.SupervisionRules;

/** Urges, 催办: by the citizen, by a supervisor, by the ladder of an overdue deadline; a notice may wait for the morning. */
public final class Urging {
    private final CaseFile file;

    Urging(CaseFile file) {
        this.file = file;
    }

    /** A supervisor urges the unit by the notice of this number. */
    public Changes.NewUrge bySupervisor(UrgeLevel level, String note, Long number, Cause cause, Office office) {
        file.requirePhase(Phase.HANDLING);
        return urge(UrgeOrigin.SUPERVISOR, number, level, note, null, cause, office);
    }

    /** The quiet hours are over: the notice of an urge is delivered, unless the unit has nothing to do any more. */
    public void deliver(WaitingUrge urge) {
        var cause = Cause.at(urge.deliverAt(), urge.by());
        file.deadlines.forEach(deadline -> deadline.noticeWaits(urge.id(), false));
        boolean isOwed = urge.origin() == UrgeOrigin.SYSTEM
                ? file.clocks.allOpen().stream().anyMatch(deadline -> deadline.urgedBy(urge.id()))
                : file.isCurrent(urge.workOrderId());
        if (!isOwed) {
            file.changes.add(new Changes.RevokedUrge(urge.id(), urge.deliverAt()));
            return;
        }
        file.changes.add(new Changes.DeliveredUrge(urge.id(), urge.deliverAt()));
        file.changes.add(
                new UnitUrged(
                        file.facts.caseId(),
                        urge.id(),
                        urge.workOrderId(),
                        urge.unit(),
                        urge.origin(),
                        urge.note(),
                        urge.deliverAt(),
                        urge.level()),
                cause);
    }

    /** When a notice that is ready at the moment reaches the unit. */
    Instant delivery(Instant ready, Office office) {
        return file.rules.policy(office).quietHours().delivery(ready, file.facts.urgency() == Urgency.EMERGENCY);
    }

    void citizenUrged(CitizenUrged event, Cause cause, Office office) {
        file.citizenUrges = Math.max(file.citizenUrges + 1, event.urgeNumber());
        if (file.phase != Phase.HANDLING || !file.live) {
            return;
        }
        SupervisionRules rules = file.rules.policy(office).supervision();
        if (file.citizenUrges >= rules.citizenUrges() && !file.urgeSupervised) {
            file.urgeSupervised = true;
            String order = office.notices().urgedAgain(file.citizenUrges);
            Instant dueAt = file.rules.reportBy(cause, office);
            file.supervising.open(SupervisionCause.THIRD_CITIZEN_URGE, order, dueAt, cause, office);
        } else if (file.citizenUrges >= rules.citizenUrgeToUnit()) {
            String note = office.notices().citizenUrged(file.citizenUrges);
            urge(UrgeOrigin.CITIZEN, null, UrgeLevel.HANDLERS, note, file.citizenUrges, cause, office);
        }
    }

    private Changes.NewUrge urge(
            UrgeOrigin origin,
            Long number,
            UrgeLevel level,
            String note,
            Integer citizenUrges,
            Cause cause,
            Office office) {
        Instant deliverAt = delivery(cause.time(), office);
        var urge = new Changes.NewUrge(
                office.ids().get(),
                number,
                file.facts.caseId(),
                file.workOrderId,
                file.unit,
                origin,
                level,
                note,
                citizenUrges,
                null,
                origin == UrgeOrigin.SUPERVISOR ? cause.actor() : null,
                cause.time(),
                deliverAt,
                deliverAt.isAfter(cause.time()) ? null : cause.time());
        addUrge(urge, cause);
        return urge;
    }

    /** An urge that waits for the morning is told when it is delivered. */
    void addUrge(Changes.NewUrge urge, Cause cause) {
        file.changes.add(urge);
        if (urge.deliveredAt() != null) {
            file.changes.add(
                    new UnitUrged(
                            file.facts.caseId(),
                            urge.id(),
                            urge.workOrderId(),
                            urge.unit(),
                            urge.origin(),
                            urge.note(),
                            urge.urgedAt(),
                            urge.level()),
                    cause);
        }
    }
}
