package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionClosed;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SupervisionRaised;
import org.hotline12345.followup.deadline.model.Deadline;

/** Supervision, 督办: opened by a supervisor, by returns, by urges or by an overdue deadline. */
public final class Supervising {
    /** Supervision for what happens again and again, which a policy may raise at once. */
    private static final Set<SupervisionCause> REPEATED =
            Set.of(SupervisionCause.THIRD_RETURN, SupervisionCause.THIRD_REWORK);

    /** What a supervision ends with when its case does. */
    private static final Map<DeadlineCancelReason, String> ENDED_WITH_CASE = Map.of(
            DeadlineCancelReason.WITHDRAWN, "诉求人已撤回诉求，督办终止",
            DeadlineCancelReason.MERGED, "诉求已并入其他诉求办理，督办终止");

    private final CaseFile file;

    Supervising(CaseFile file) {
        this.file = file;
    }

    /** A supervisor opens supervision; the unit reports by {@code dueAt}. */
    public Supervision bySupervisor(String order, Instant dueAt, Cause cause, Office office) {
        if (file.workOrderId == null) {
            throw new WrongPhase(file.phase, Set.of(Phase.HANDLING));
        }
        return file.supervision(open(SupervisionCause.SUPERVISOR, order, dueAt, cause, office));
    }

    /** An overdue deadline comes under supervision; what is under supervision goes up a level. */
    void raise(Deadline deadline, Deadline.Due due, Cause cause, Office office) {
        Deadline.Subject about = deadline.subject();
        Instant overdue = deadline.terms().dueAt();
        Instant reportBy = file.rules.reportBy(cause, office);
        Optional<Supervision> open = file.supervisions.stream()
                .filter(one -> one.isOpen()
                        && one.order().workOrderId().equals(about.workOrderId())
                        && one.order().unit().equals(about.unit()))
                .findFirst();
        if (open.isEmpty()) {
            String order = office.notices().overdueSupervision(about.kind(), overdue);
            open(due.id(), about.workOrderId(), about.unit(), SupervisionCause.OVERDUE, order, reportBy, cause, office);
            return;
        }
        String note = office.notices().overdueRaised(about.kind(), overdue);
        raise(open.get(), due.id(), note, reportBy, cause);
    }

    /** The unit reports on an open one; a later report replaces an earlier one. A supervisor looks at it within the time that units have. */
    public void report(Supervision supervision, String text, Cause cause, Office office) {
        supervision.report(
                new Supervision.Statement(text, cause.actor(), cause.time()), file.rules.dealtWithBy(cause, office));
        step(office.ids().get(), supervision, SupervisionStep.REPORTED, text, null, cause);
    }

    /** A supervisor raises an open one a level; the unit reports anew by {@code reportBy}. */
    public void raise(Supervision supervision, String note, Instant reportBy, Cause cause, Office office) {
        raise(supervision, office.ids().get(), note, reportBy, cause);
    }

    /** A supervisor ends an open one with a finding; not one whose case still awaits the decision that it is about. */
    public void close(Supervision supervision, String text, Cause cause, Office office) {
        Supervision.Order order = supervision.order();
        if (file.phase == Phase.AWAITING_DECISION
                && order.cause() == SupervisionCause.SECOND_DISSATISFACTION
                && order.workOrderId().equals(file.workOrderId)) {
            throw new WrongPhase(file.phase, Set.of());
        }
        end(supervision, text, cause, office);
    }

    /** The case ended in intake or goes on with another one: nobody has to report any more. */
    void endAll(DeadlineCancelReason reason, Cause cause, Office office) {
        String text = ENDED_WITH_CASE.getOrDefault(reason, "诉求已由热线直接办结，督办终止");
        file.supervisions.stream().filter(Supervision::isOpen).forEach(one -> end(one, text, cause, office));
    }

    /** The citizen takes the dissatisfaction back on which it stands: there is nothing to report or to decide. */
    void endDissatisfaction(Cause cause, Office office) {
        file.supervisions.stream()
                .filter(one -> one.isOpen()
                        && one.order().cause() == SupervisionCause.SECOND_DISSATISFACTION
                        && one.order().workOrderId().equals(file.workOrderId))
                .forEach(one -> end(one, "诉求人已更正评价，不再不满意，督办终止", cause, office));
    }

    private void end(Supervision supervision, String text, Cause cause, Office office) {
        supervision.close(new Supervision.Statement(text, cause.actor(), cause.time()));
        step(office.ids().get(), supervision, SupervisionStep.CLOSED, text, null, cause);
        Supervision.Order order = supervision.order();
        file.changes.add(
                new SupervisionClosed(
                        order.caseId(), order.id(), order.workOrderId(), order.unit(), text, cause.time()),
                cause);
    }

    private void raise(Supervision supervision, UUID stepId, String note, Instant reportBy, Cause cause) {
        supervision.raise(reportBy);
        step(stepId, supervision, SupervisionStep.RAISED, note, reportBy, cause);
        Supervision.Order order = supervision.order();
        file.changes.add(
                new SupervisionRaised(
                        order.caseId(),
                        order.id(),
                        order.workOrderId(),
                        order.unit(),
                        supervision.level(),
                        note,
                        cause.time(),
                        reportBy),
                cause);
    }

    private void step(UUID id, Supervision supervision, SupervisionStep step, String text, Instant dueAt, Cause cause) {
        file.changes.add(new Changes.StepTaken(
                id, supervision.id(), step, supervision.level(), text, dueAt, cause.actor(), cause.time()));
    }

    /** Supervision opens once for the returns of a case. */
    void openForReturns(String order, Cause cause, Office office) {
        if (!file.live || file.returnSupervised) {
            return;
        }
        file.returnSupervised = true;
        open(SupervisionCause.THIRD_RETURN, order, file.rules.reportBy(cause, office), cause, office);
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
        Instant notifyAt = file.urging.delivery(cause.time(), office);
        file.supervisions.add(Supervision.open(
                new Supervision.Order(
                        id, null, file.facts.caseId(), ofOrder, ofUnit, why, order, by, cause.time(), notifyAt),
                level,
                dueAt));
        file.changes.add(
                new SupervisionOpened(file.facts.caseId(), id, ofOrder, ofUnit, why, order, level, dueAt, cause.time()),
                cause);
        return id;
    }
}
