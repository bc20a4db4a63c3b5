package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.chassis.language.Text;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.ExtensionRequested;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.KindRules;
import org.hotline12345.followup.policy.model.PolicyVersion;

/** The work order at the unit: dispatch, sign, return, extension, waiting for the citizen, opinions of other units. */
public final class Handling {
    /** The causes of a dispatch by which a unit receives the case for the first time, so that a law's clock starts. */
    private static final Set<DispatchCause> FIRST_RECEIPT =
            Set.of(DispatchCause.FIRST, DispatchCause.AFTER_RETURN, DispatchCause.AFTER_RECALL);

    private final CaseFile file;

    Handling(CaseFile file) {
        this.file = file;
    }

    /**
     * The unit waits for the citizen: the reply's clock stops as far as the policy allows.
     *
     * @return the pause, or empty if the policy allows none (any more), one is running, or the reply is overdue
     */
    public Optional<Pause> paused(String reason, Cause cause, Office office) {
        file.requirePhase(Phase.HANDLING);
        Deadline deadline = file.clocks.open(DeadlineKind.REPLY).orElse(null);
        if (deadline == null || cause.time().isAfter(deadline.terms().dueAt())) {
            return Optional.empty();
        }
        KindRules rules = file.rules.of(deadline.subject(), office);
        List<Pause> before = deadline.terms().granted().pauses();
        if (before.size() >= rules.pauses().times() || before.stream().anyMatch(pause -> pause.runsAt(cause.time()))) {
            return Optional.empty();
        }
        var pause =
                new Pause(cause.time(), file.rules.calculator(office).pauseUntil(rules, cause.time()), false, reason);
        var all = new ArrayList<>(before);
        all.add(pause);
        replacePauses(
                deadline,
                all,
                new Text("等待诉求人（" + reason + "）", "waiting for the citizen (" + reason + ")"),
                cause,
                office);
        return Optional.of(pause);
    }

    /** The unit no longer waits for the citizen; answers whether it did. */
    public boolean resumed(Cause cause, Office office) {
        file.requirePhase(Phase.HANDLING);
        return endPause(new Text("等待诉求人结束", "the waiting for the citizen is over"), cause, office);
    }

    /**
     * The platform above agreed that the answer comes later: its deadline no longer cuts short what was granted here.
     *
     * @param until when it wants the answer now; null: it sets no moment any more
     * @param reference the paper that says so
     */
    public void agreedUpstream(Instant until, String reference, Cause cause, Office office) {
        file.facts = file.facts.wantedUpstream(until);
        Deadline deadline = file.clocks.open(DeadlineKind.REPLY).orElse(null);
        if (deadline == null) {
            return;
        }
        Instant before = deadline.terms().dueAt();
        var because =
                new Text("上级平台同意延期（" + reference + "）", "the platform above agreed to more time (" + reference + ")");
        file.clocks.move(deadline, Clocks.Change.none(because), cause, office);
        file.changes.add(file.clocks.asMoved(deadline, before, DeadlineMoveCause.EXTENSION, office), cause);
        opinionsFollow(DeadlineMoveCause.EXTENSION, because, cause, office);
    }

    void forgetQuestion(UUID id) {
        file.questions = file.questions.stream()
                .filter(question -> !question.id().equals(id))
                .toList();
    }

    void dispatched(CaseDispatched event, Cause cause, Office office) {
        String before = file.unit;
        file.triage.decided(event.dispatchedAt(), cause);
        file.clocks.cancelAll(DeadlineCancelReason.REPLACED, event.dispatchedAt(), cause);
        file.afterReply.endCallback(event.dispatchedAt());
        file.informing.lapse(event.dispatchedAt());
        PolicyVersion policy = office.policies().inForceAt(event.dispatchedAt());
        file.phase = Phase.HANDLING;
        file.workOrderId = event.workOrderId();
        file.round = event.round();
        file.unit = event.leadUnit();
        file.category = event.category(file.category, file.categoryCorrection);
        file.policyId = policy.id();
        file.policyVersion = policy.version();
        file.dispatchedAt = event.dispatchedAt();
        file.returnRequestedAt = null;
        file.returnRequestId = null;
        file.signed = false;
        file.questions = List.of();
        file.replyId = null;
        file.repliedAt = null;
        file.informed = false;
        file.closedAt = null;
        file.closeReason = null;
        file.handlingUnit = null;
        for (DeadlineKind kind : ClockRules.SET_ON_DISPATCH) {
            policy.policy()
                    .rules(kind)
                    .filter(rules -> file.rules.isOwed(kind))
                    .ifPresent(rules -> file.clocks.set(
                            file.rules.subject(kind, null, file.rules.startOf(rules.startsAt()), office),
                            cause,
                            office));
        }
        if (FIRST_RECEIPT.contains(event.cause())) {
            CaseTraits traits = file.rules.traits(file.unit, office);
            policy.policy().statutory().stream()
                    .filter(clock -> clock.isFor(traits))
                    .forEach(clock -> file.clocks.set(file.rules.statutory(clock, office), cause, office));
        }
        if (event.cause() == DispatchCause.AFTER_RETURN) {
            PingPong.afterDispatch(file.unit, before, file.returnedBy, office.unitName(), office.notices())
                    .ifPresent(order -> file.supervising.openForReturns(order, cause, office));
        }
    }

    void signed(WorkOrderSigned event, Cause cause) {
        if (file.isCurrent(event.workOrderId())) {
            file.signed = true;
            file.clocks
                    .open(DeadlineKind.SIGN)
                    .ifPresent(deadline -> file.clocks.done(deadline, event.signedAt(), cause));
        }
    }

    /** The lead unit asks another one for its opinion: that unit's clock starts, the lead's goes on. */
    void opinionAsked(CoHandlingRequested event, Cause cause, Office office) {
        boolean known = Stream.concat(
                        file.deadlines.stream()
                                .map(deadline -> deadline.subject().id()),
                        file.questions.stream().map(OpenQuestion::id))
                .anyMatch(event.coHandlingId()::equals);
        if (!file.isCurrent(event.workOrderId()) || known) {
            return;
        }
        var question = new OpenQuestion(event.coHandlingId(), event.coUnit(), event.requestedAt());
        file.questions =
                Stream.concat(file.questions.stream(), Stream.of(question)).toList();
        if (file.rules.policy(office).rules(DeadlineKind.CO_HANDLING).isPresent()) {
            file.clocks.set(opinion(question), cause, office);
        }
    }

    Deadline.Subject opinion(OpenQuestion question) {
        return new Deadline.Subject(
                question.id(),
                file.facts.caseId(),
                file.workOrderId,
                file.round,
                DeadlineKind.CO_HANDLING,
                null,
                question.unit(),
                question.askedAt());
    }

    void opinionGiven(CoHandlingAnswered event, Cause cause) {
        forgetQuestion(event.coHandlingId());
        openOpinions()
                .filter(deadline -> deadline.subject().id().equals(event.coHandlingId()))
                .forEach(deadline -> file.clocks.done(deadline, event.answeredAt(), cause));
    }

    Stream<Deadline> openOpinions() {
        return file.deadlines.stream()
                .filter(deadline ->
                        deadline.state().isOpen() && deadline.subject().kind() == DeadlineKind.CO_HANDLING);
    }

    /** The reply's deadline moved: opinions that had to be there before it may have more time too. */
    private void opinionsFollow(DeadlineMoveCause why, Text because, Cause cause, Office office) {
        openOpinions().toList().forEach(deadline -> {
            Instant before = deadline.terms().dueAt();
            if (file.clocks.move(deadline, Clocks.Change.none(because), cause, office)) {
                file.changes.add(file.clocks.asMoved(deadline, before, why, office), cause);
            }
        });
    }

    /** The reply is out: an opinion still missing was late, or is no longer needed. */
    void endOpinions(Instant at, Cause cause) {
        openOpinions().toList().forEach(deadline -> {
            if (at.isAfter(deadline.terms().dueAt())) {
                file.clocks.done(deadline, at, cause);
            } else {
                file.clocks.cancel(deadline, DeadlineCancelReason.CLOSED, at, cause);
            }
        });
    }

    void supplemented(CaseSupplemented event, Cause cause, Office office) {
        if (file.phase == Phase.HANDLING) {
            endPause(new Text("诉求人已补充材料", "the citizen has answered"), cause, office);
        }
    }

    private boolean endPause(Text because, Cause cause, Office office) {
        Deadline deadline = file.clocks.open(DeadlineKind.REPLY).orElse(null);
        if (deadline == null
                || deadline.terms().granted().pauses().stream().noneMatch(pause -> pause.runsAt(cause.time()))) {
            return false;
        }
        List<Pause> all = deadline.terms().granted().pauses().stream()
                .map(pause -> pause.runsAt(cause.time()) ? pause.endedAt(cause.time()) : pause)
                .toList();
        replacePauses(deadline, all, because, cause, office);
        return true;
    }

    private void replacePauses(Deadline deadline, List<Pause> all, Text because, Cause cause, Office office) {
        Instant before = deadline.terms().dueAt();
        file.clocks.move(deadline, new Clocks.Change(0, 0, all, because), cause, office);
        file.changes.add(file.clocks.asMoved(deadline, before, DeadlineMoveCause.PAUSE, office), cause);
        opinionsFollow(DeadlineMoveCause.PAUSE, because, cause, office);
    }

    /** The unit says it is not responsible: from now on a ruling is owed by the dispatch office. */
    void returnRequested(ReturnRequested event, Cause cause, Office office) {
        if (!file.isCurrent(event.workOrderId())) {
            return;
        }
        file.returnRequestedAt = event.requestedAt();
        file.returnRequestId = event.returnRequestId();
        if (file.rules.policy(office).rules(DeadlineKind.RULING).isEmpty()
                || file.clocks.open(DeadlineKind.RULING).isPresent()) {
            return;
        }
        file.clocks.set(ruling(), cause, office);
    }

    Deadline.Subject ruling() {
        return new Deadline.Subject(
                file.returnRequestId,
                file.facts.caseId(),
                file.workOrderId,
                file.round,
                DeadlineKind.RULING,
                null,
                null,
                file.returnRequestedAt);
    }

    void returnDecided(ReturnDecided event, Cause cause, Office office) {
        if (!file.isCurrent(event.workOrderId())) {
            return;
        }
        Instant requestedAt = file.returnRequestedAt;
        file.returnRequestedAt = null;
        file.returnRequestId = null;
        file.clocks
                .open(DeadlineKind.RULING)
                .ifPresent(deadline -> file.clocks.done(deadline, event.decidedAt(), cause));
        if (event.granted()) {
            file.returns++;
            file.returnedBy = Stream.concat(file.returnedBy.stream(), Stream.of(event.unit()))
                    .distinct()
                    .toList();
            PingPong.afterReturn(
                            file.returns,
                            file.rules.policy(office).supervision().returns(),
                            office.notices())
                    .ifPresent(order -> file.supervising.openForReturns(order, cause, office));
            file.clocks.cancelAll(DeadlineCancelReason.RETURNED, event.decidedAt(), cause);
            file.phase = Phase.AWAITING_DISPATCH;
            return;
        }
        int excess = requestedAt == null
                ? 0
                : file.rules
                        .calculator(office)
                        .rulingExcess(file.rules.traits(file.unit, office), requestedAt, event.decidedAt());
        if (excess > 0) {
            // while the request waited the unit could neither sign nor reply: both clocks get it back, but what was
            // overdue
            // when it was asked stays overdue
            var because = new Text(
                    "退单裁定超过规定时限，补回 " + excess + " 个工作日",
                    excess + " working day(s) given back for a late ruling on a return");
            for (DeadlineKind kind : ClockRules.SET_ON_DISPATCH) {
                file.clocks
                        .open(kind)
                        .filter(deadline ->
                                !requestedAt.isAfter(deadline.terms().dueAt()))
                        .ifPresent(deadline -> {
                            Instant before = deadline.terms().dueAt();
                            file.clocks.move(deadline, new Clocks.Change(0, excess, null, because), cause, office);
                            file.changes.add(
                                    file.clocks.asMoved(deadline, before, DeadlineMoveCause.LATE_RULING, office),
                                    cause);
                        });
            }
            opinionsFollow(DeadlineMoveCause.LATE_RULING, because, cause, office);
        }
    }

    /** The order was taken from the unit, which owes nothing more; the next one has its own clocks from its dispatch. */
    void recalled(WorkOrderRecalled event, Cause cause) {
        if (!file.isCurrent(event.workOrderId())) {
            return;
        }
        file.returnRequestedAt = null;
        file.returnRequestId = null;
        file.questions = List.of();
        file.clocks.cancelAll(DeadlineCancelReason.RECALLED, event.recalledAt(), cause);
        file.phase = Phase.AWAITING_DISPATCH;
    }

    void extensionRequested(ExtensionRequested event, Cause cause) {
        if (!file.isCurrent(event.workOrderId())) {
            return;
        }
        file.clocks
                .open(DeadlineKind.REPLY)
                .filter(deadline ->
                        !event.requestedAt().isAfter(deadline.terms().dueAt()))
                .ifPresent(deadline -> file.clocks.revoke(deadline, deadline.hold(event.requestedAt()), cause));
    }

    void extensionDecided(ExtensionDecided event, Cause cause, Office office) {
        if (!file.isCurrent(event.workOrderId())) {
            return;
        }
        file.clocks.open(DeadlineKind.REPLY).ifPresent(deadline -> {
            deadline.release();
            if (event.granted()) {
                Instant before = deadline.terms().dueAt();
                var because = new Text(
                        "批准延期 " + event.workingDays() + " 个工作日", event.workingDays() + " more working day(s) granted");
                file.clocks.move(deadline, new Clocks.Change(event.workingDays(), 0, null, because), cause, office);
                file.changes.add(file.clocks.asMoved(deadline, before, DeadlineMoveCause.EXTENSION, office), cause);
                opinionsFollow(DeadlineMoveCause.EXTENSION, because, cause, office);
            }
        });
    }
}
