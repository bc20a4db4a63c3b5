package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SupervisionRaised;
import org.hotline12345.followup.deadline.model.Deadline;

/** Supervision, 督办: opened by a supervisor, by returns, by urges or by an overdue deadline. */
public final class Supervising {
    /** Supervision for what happens again and again, which a policy may raise at once. */
    private static final Set<SupervisionCause> REPEATED =
            Set.of(SupervisionCause.THIRD_RETURN, SupervisionCause.THIRD_REWORK);

    private final CaseFile file;

    Supervising(CaseFile file) {
        this.file = file;
    }

    /** A supervisor opens supervision; the unit reports by {@code dueAt}. */
    public UUID bySupervisor(String order, Instant dueAt, Cause cause, Office office) {
        if (file.workOrderId == null) {
            throw new WrongPhase(file.phase, Set.of(Phase.HANDLING));
        }
        return open(SupervisionCause.SUPERVISOR, order, dueAt, cause, office);
    }

    /** An overdue deadline comes under supervision; what is under supervision goes up a level. */
    void raise(Deadline deadline, Deadline.Due due, List<OpenSupervision> supervised, Cause cause, Office office) {
        Deadline.Subject about = deadline.subject();
        Instant overdue = deadline.terms().dueAt();
        Instant reportBy = file.rules
                .calculator(office)
                .after(cause.time(), file.rules.policy(office).supervision().reportWithin());
        Optional<OpenSupervision> open = supervised.stream()
                .filter(one -> one.workOrderId().equals(about.workOrderId())
                        && one.unit().equals(about.unit()))
                .findFirst();
        if (open.isEmpty()) {
            String order = office.notices().overdueSupervision(about.kind(), overdue);
            open(due.id(), about.workOrderId(), about.unit(), SupervisionCause.OVERDUE, order, reportBy, cause, office);
            return;
        }
        OpenSupervision raised = open.get();
        int level = raised.level() + 1;
        String note = office.notices().overdueRaised(about.kind(), overdue);
        file.changes.add(new Changes.RaisedSupervision(raised.id(), due.id(), level, note, reportBy, cause.time()));
        file.changes.add(
                new SupervisionRaised(
                        file.facts.caseId(),
                        raised.id(),
                        about.workOrderId(),
                        about.unit(),
                        level,
                        note,
                        cause.time(),
                        reportBy),
                cause);
    }

    /** Supervision opens once for the returns of a case. */
    void openForReturns(String order, Cause cause, Office office) {
        if (!file.live || file.returnSupervised) {
            return;
        }
        file.returnSupervised = true;
        Instant dueAt = file.rules
                .calculator(office)
                .after(cause.time(), file.rules.policy(office).supervision().reportWithin());
        open(SupervisionCause.THIRD_RETURN, order, dueAt, cause, office);
    }

    UUID open(SupervisionCause why, String order, Instant dueAt, Cause cause, Office office) {
        return open(office.ids().get(), file.workOrderId, file.unit, why, order, dueAt, cause, office);
    }

    UUID open(
            UUID id,
            UUID ofOrder,
            String ofUnit,
            SupervisionCause why,
            String order,
            Instant dueAt,
            Cause cause,
            Office office) {
        String by = why == SupervisionCause.SUPERVISOR ? cause.actor() : null;
        int level =
                REPEATED.contains(why) ? file.rules.policy(office).supervision().repeatLevel() : 1;
        file.changes.add(new Changes.NewSupervision(
                id,
                file.facts.caseId(),
                ofOrder,
                ofUnit,
                why,
                order,
                level,
                dueAt,
                by,
                cause.time(),
                file.urging.delivery(cause.time(), office)));
        file.changes.add(
                new SupervisionOpened(file.facts.caseId(), id, ofOrder, ofUnit, why, order, level, dueAt, cause.time()),
                cause);
        return id;
    }
}
