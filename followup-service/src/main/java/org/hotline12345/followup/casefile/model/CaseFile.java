package org.hotline12345.followup.casefile.model;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.events.Anonymity;
import org.hotline12345.events.CallbackCompleted;
import org.hotline12345.events.CallbackOutcome;
import org.hotline12345.events.CaseAnsweredDirectly;
import org.hotline12345.events.CaseClosed;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.CaseMerged;
import org.hotline12345.events.CaseNotAccepted;
import org.hotline12345.events.CaseRegistered;
import org.hotline12345.events.CaseSupplemented;
import org.hotline12345.events.CaseUnmerged;
import org.hotline12345.events.CaseWentLive;
import org.hotline12345.events.CaseWithdrawn;
import org.hotline12345.events.CitizenInformed;
import org.hotline12345.events.CitizenUrged;
import org.hotline12345.events.CloseReason;
import org.hotline12345.events.CoHandlingAnswered;
import org.hotline12345.events.CoHandlingRequested;
import org.hotline12345.events.DeadlineCancelReason;
import org.hotline12345.events.DeadlineCancelled;
import org.hotline12345.events.DeadlineKind;
import org.hotline12345.events.DeadlineMark;
import org.hotline12345.events.DeadlineMarkRevoked;
import org.hotline12345.events.DeadlineMarked;
import org.hotline12345.events.DeadlineMet;
import org.hotline12345.events.DeadlineMissed;
import org.hotline12345.events.DeadlineMoveCause;
import org.hotline12345.events.DeadlineSet;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Disposition;
import org.hotline12345.events.ExtensionDecided;
import org.hotline12345.events.ExtensionRequested;
import org.hotline12345.events.IntakeOutcome;
import org.hotline12345.events.NoticeChannel;
import org.hotline12345.events.ReplyIssued;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.ReturnRequested;
import org.hotline12345.events.ReworkCause;
import org.hotline12345.events.ReworkOrdered;
import org.hotline12345.events.SupervisionCause;
import org.hotline12345.events.SupervisionOpened;
import org.hotline12345.events.SupervisionRaised;
import org.hotline12345.events.SurveyInstrument;
import org.hotline12345.events.UnitUrgeRevoked;
import org.hotline12345.events.UnitUrged;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderHandedDown;
import org.hotline12345.events.WorkOrderSigned;
import org.hotline12345.followup.calendar.model.ChangedDays;
import org.hotline12345.followup.calendar.model.WorkingCalendar;
import org.hotline12345.followup.deadline.model.Adjustments;
import org.hotline12345.followup.deadline.model.ComputedDeadline;
import org.hotline12345.followup.deadline.model.Deadline;
import org.hotline12345.followup.deadline.model.DeadlineCalculator;
import org.hotline12345.followup.deadline.model.FiredRung;
import org.hotline12345.followup.deadline.model.Moments;
import org.hotline12345.followup.deadline.model.Pause;
import org.hotline12345.followup.deadline.model.Wording;
import org.hotline12345.followup.policy.model.CaseTraits;
import org.hotline12345.followup.policy.model.CountFrom;
import org.hotline12345.followup.policy.model.DeadlinePolicy;
import org.hotline12345.followup.policy.model.Extensions;
import org.hotline12345.followup.policy.model.KindRules;
import org.hotline12345.followup.policy.model.MomentOfDay;
import org.hotline12345.followup.policy.model.PolicyVersion;
import org.hotline12345.followup.policy.model.Span;
import org.hotline12345.followup.policy.model.SpanUnit;
import org.hotline12345.followup.policy.model.StartingPoint;
import org.hotline12345.followup.policy.model.StatutoryClock;
import org.hotline12345.followup.policy.model.SupervisionRules;
import org.hotline12345.followup.policy.model.Term;
import org.hotline12345.followup.survey.model.Instrument;
import org.hotline12345.followup.survey.model.SurveyPlan;

/**
 * The follow-up of one case: what others' events and the commands of this service make of it. Pure: what is to be published
 * and written is collected in {@link #changes()}. An event that finds the case no longer awaiting it has no effect, for the
 * order of the stream decides.
 */
public final class CaseFile {
    /**
     * The callback that is answered.
     *
     * @param id The callback.
     * @param workOrderId The work order it is about; null for an answer on the spot.
     * @param round Its round; 0 for an answer on the spot.
     * @param unit Its unit. May be null for an answer on the spot.
     * @param disposition What the unit said the handling came to; null for an answer on the spot.
     */
    public record AskedAbout(UUID id, UUID workOrderId, int round, String unit, Disposition disposition) {}

    /** The kinds of deadline that a dispatch sets. */
    private static final List<DeadlineKind> SET_ON_DISPATCH =
            List.of(DeadlineKind.SIGN, DeadlineKind.FIRST_CONTACT, DeadlineKind.REPLY);

    /** The causes of a dispatch by which a unit receives the case for the first time, so that a law's clock starts. */
    private static final Set<DispatchCause> FIRST_RECEIPT = Set.of(DispatchCause.FIRST, DispatchCause.AFTER_RETURN);

    /** What ends the hotline's clocks but not one of the law: another round, another lead. */
    private static final Set<DeadlineCancelReason> LEAVES_STATUTORY =
            Set.of(DeadlineCancelReason.REPLACED, DeadlineCancelReason.MERGED);

    /** Supervision for what happens again and again, which a policy may raise at once. */
    private static final Set<SupervisionCause> REPEATED =
            Set.of(SupervisionCause.THIRD_RETURN, SupervisionCause.THIRD_REWORK);

    /** The kinds of deadline that the unit itself says are done. */
    private static final Set<DeadlineKind> TOLD_BY_UNIT = Set.of(DeadlineKind.FIRST_CONTACT, DeadlineKind.STATUTORY);

    /** The review of a planned matter where the policy says nothing about it: on the day itself, or the next working day. */
    private static final KindRules REVIEW = new KindRules(
            StartingPoint.GIVEN_DATE,
            List.of(Term.of(new Span(0, SpanUnit.WORKING_DAYS), CountFrom.NEXT_DAY, MomentOfDay.CLOSE_OF_OFFICE)),
            null,
            null,
            null);

    /** What starts a clock that would be over already when the policy which sets it comes to hold. */
    private static final Wording POLICY_IN_FORCE = new Wording(
            "本规则开始适用于该件(此前没有此项时限)", "this policy came to hold for the case, which had no such deadline before");

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private CaseFacts facts;
    private final Progress loaded;
    private final List<Deadline> deadlines;
    private final Changes changes = new Changes();

    private Phase phase;
    private boolean live;
    private Instant liveAt;
    private UUID workOrderId;
    private int round;
    private String unit;
    private String category;
    private String policyId;
    private int policyVersion;
    private Instant dispatchedAt;
    private Instant returnRequestedAt;
    private int returns;
    private UUID replyId;
    private Instant repliedAt;
    private boolean informed;
    private UUID callbackId;
    private int dissatisfactions;
    private int reworks;
    private int citizenUrges;
    private boolean urgeSupervised;
    private Instant closedAt;
    private CloseReason closeReason;
    private String returnedBy;
    private boolean returnSupervised;
    private String handlingUnit;
    private boolean signed;
    private UUID returnRequestId;
    private List<OpenQuestion> questions;

    private CaseFile(CaseFacts facts, Progress loaded, Progress start, List<Deadline> deadlines) {
        this.facts = Objects.requireNonNull(facts, "facts");
        this.loaded = loaded;
        this.deadlines = new ArrayList<>(deadlines);
        this.phase = start.phase();
        this.live = start.live();
        this.liveAt = start.liveAt();
        this.workOrderId = start.workOrderId();
        this.round = start.round();
        this.unit = start.unit();
        this.category = start.category();
        this.policyId = start.policyId();
        this.policyVersion = start.policyVersion();
        this.dispatchedAt = start.dispatchedAt();
        this.returnRequestedAt = start.returnRequestedAt();
        this.returns = start.returns();
        this.replyId = start.replyId();
        this.repliedAt = start.repliedAt();
        this.informed = start.informed();
        this.callbackId = start.callbackId();
        this.dissatisfactions = start.dissatisfactions();
        this.reworks = start.reworks();
        this.citizenUrges = start.citizenUrges();
        this.urgeSupervised = start.urgeSupervised();
        this.closedAt = start.closedAt();
        this.closeReason = start.closeReason();
        this.returnedBy = start.returnedBy();
        this.returnSupervised = start.returnSupervised();
        this.handlingUnit = start.handlingUnit();
        this.signed = start.signed();
        this.returnRequestId = start.returnRequestId();
        this.questions = start.questions();
    }

    /** A new file for a case just registered. */
    public static CaseFile open(CaseRegistered event, boolean imported) {
        boolean settled = event.outcome() != IntakeOutcome.TO_DISPATCH;
        var start = new Progress(
                settled ? Phase.ENDED : Phase.REGISTERED,
                !imported,
                null,
                null,
                0,
                null,
                event.category(),
                null,
                0,
                null,
                null,
                0,
                null,
                null,
                false,
                null,
                0,
                0,
                0,
                false,
                settled ? event.registeredAt() : null,
                null,
                "",
                false,
                null,
                false,
                null,
                List.of());
        return new CaseFile(CaseFacts.of(event, imported), null, start, List.of());
    }

    /** A file as it was saved, with its open deadlines. */
    public static CaseFile restore(CaseFacts facts, Progress progress, List<Deadline> openDeadlines) {
        return new CaseFile(facts, progress, progress, openDeadlines);
    }

    /** Applies an event of another service; an event without meaning for follow-up has no effect. */
    public void apply(CaseEvent event, Cause cause, Office office) {
        if (event instanceof CaseDispatched dispatched) {
            dispatched(dispatched, cause, office);
        } else if (event instanceof WorkOrderSigned signed) {
            signed(signed, cause);
        } else if (event instanceof ReturnRequested requested) {
            returnRequested(requested, cause, office);
        } else if (event instanceof ReturnDecided decided) {
            returnDecided(decided, cause, office);
        } else if (event instanceof ExtensionRequested requested) {
            extensionRequested(requested, cause);
        } else if (event instanceof ExtensionDecided decided) {
            extensionDecided(decided, cause, office);
        } else if (event instanceof CoHandlingRequested asked) {
            opinionAsked(asked, cause, office);
        } else if (event instanceof CoHandlingAnswered answered) {
            opinionGiven(answered, cause);
        } else if (event instanceof WorkOrderHandedDown handed) {
            if (isCurrent(handed.workOrderId())) {
                handlingUnit = handed.toUnit().equals(unit) ? null : handed.toUnit();
            }
        } else if (event instanceof ReplyIssued reply) {
            replyIssued(reply, cause, office);
        } else if (event instanceof CitizenUrged urged) {
            citizenUrged(urged, cause, office);
        } else if (event instanceof CaseSupplemented supplemented) {
            supplemented(supplemented, cause, office);
        } else if (event instanceof CaseWithdrawn withdrawn) {
            end(Phase.ENDED, DeadlineCancelReason.WITHDRAWN, withdrawn.withdrawnAt(), cause);
        } else if (event instanceof CaseMerged merged) {
            end(Phase.MERGED, DeadlineCancelReason.MERGED, merged.mergedAt(), cause);
        } else if (event instanceof CaseUnmerged) {
            if (phase == Phase.MERGED) {
                phase = Phase.AWAITING_DISPATCH;
                closedAt = null;
            }
        } else if (event instanceof CaseAnsweredDirectly answered) {
            answeredDirectly(answered, cause, office);
        } else if (event instanceof CaseNotAccepted notAccepted) {
            settledInIntake(notAccepted.decidedAt(), cause);
        } else if (event instanceof CaseWentLive wentLive) {
            wentLive(wentLive);
        }
    }

    /**
     * The unit waits for the citizen: the reply's clock stops as far as the policy allows.
     *
     * @return the pause, or empty if the policy allows none (any more), one is running, or the reply is overdue
     */
    public Optional<Pause> paused(String reason, Cause cause, Office office) {
        requirePhase(Phase.HANDLING);
        Deadline deadline = open(DeadlineKind.REPLY).orElse(null);
        if (deadline == null || cause.time().isAfter(deadline.terms().dueAt())) {
            return Optional.empty();
        }
        KindRules rules = rules(deadline.subject(), office);
        List<Pause> before = deadline.terms().granted().pauses();
        if (before.size() >= rules.pauses().times() || before.stream().anyMatch(pause -> pause.runsAt(cause.time()))) {
            return Optional.empty();
        }
        var pause = new Pause(cause.time(), calculator(office).pauseUntil(rules, cause.time()), false, reason);
        var all = new ArrayList<>(before);
        all.add(pause);
        pausesAre(
                deadline,
                all,
                new Wording("等待诉求人(" + reason + ")", "waiting for the citizen (" + reason + ")"),
                cause,
                office);
        return Optional.of(pause);
    }

    /** The unit no longer waits for the citizen; answers whether it did. */
    public boolean resumed(Cause cause, Office office) {
        requirePhase(Phase.HANDLING);
        return endPause(new Wording("等待诉求人结束", "the waiting for the citizen is over"), cause, office);
    }

    /**
     * What the unit itself reports is done: the first contact, an act of the law.
     *
     * @return whether such a deadline is open
     */
    public boolean toldDone(UUID deadlineId, Instant doneAt, Cause cause) {
        Optional<Deadline> found = openDeadlines().stream()
                .filter(deadline -> deadline.subject().id().equals(deadlineId)
                        && TOLD_BY_UNIT.contains(deadline.subject().kind()))
                .findFirst();
        found.ifPresent(deadline -> done(deadline, doneAt, cause));
        return found.isPresent();
    }

    /**
     * The platform above agreed that the answer comes later: its deadline no longer cuts short what was granted here.
     *
     * @param until when it wants the answer now; null: it sets no moment any more
     * @param reference the paper that says so
     */
    public void agreedUpstream(Instant until, String reference, Cause cause, Office office) {
        facts = facts.wantedUpstream(until);
        Deadline deadline = open(DeadlineKind.REPLY).orElse(null);
        if (deadline == null) {
            return;
        }
        Instant before = deadline.terms().dueAt();
        var because = new Wording(
                "上级平台同意延期(" + reference + ")", "the platform above agreed to more time (" + reference + ")");
        move(deadline, Change.none(because), cause, office);
        changes.add(moved(deadline, before, DeadlineMoveCause.EXTENSION, office), cause);
        opinionsFollow(DeadlineMoveCause.EXTENSION, because, cause, office);
    }

    /** A supervisor urges the unit. */
    public Changes.NewUrge urgedBySupervisor(UrgeLevel level, String note, Cause cause, Office office) {
        requirePhase(Phase.HANDLING);
        return urge(UrgeOrigin.SUPERVISOR, level, note, null, cause, office);
    }

    /** The quiet hours are over: the notice of an urge is delivered, unless the unit has nothing to do any more. */
    public void deliver(WaitingUrge urge) {
        var cause = Cause.at(urge.deliverAt(), urge.by());
        deadlines.forEach(deadline -> deadline.noticeWaits(urge.id(), false));
        boolean isOwed = urge.origin() == UrgeOrigin.SYSTEM
                ? openDeadlines().stream().anyMatch(deadline -> deadline.urgedBy(urge.id()))
                : isCurrent(urge.workOrderId());
        if (!isOwed) {
            changes.add(new Changes.RevokedUrge(urge.id(), urge.deliverAt()));
            return;
        }
        changes.add(new Changes.DeliveredUrge(urge.id(), urge.deliverAt()));
        changes.add(
                new UnitUrged(
                        facts.caseId(),
                        urge.id(),
                        urge.workOrderId(),
                        urge.unit(),
                        urge.origin(),
                        urge.note(),
                        urge.deliverAt(),
                        urge.level()),
                cause);
    }

    /** A supervisor opens supervision; the unit reports by {@code dueAt}. */
    public UUID supervised(String order, Instant dueAt, Cause cause, Office office) {
        if (workOrderId == null) {
            throw new WrongPhase(phase, Set.of(Phase.HANDLING));
        }
        return openSupervision(SupervisionCause.SUPERVISOR, order, dueAt, cause, office);
    }

    /** The citizen was told the result of the round, or could not be reached. */
    public UUID informed(NoticeChannel channel, boolean reached, Instant at, Cause cause, Office office) {
        if (replyId == null) {
            throw new WrongPhase(phase, Set.of(Phase.CALLBACK, Phase.CLOSED));
        }
        return inform(channel, reached, at, cause, office);
    }

    /**
     * The citizen answered.
     *
     * @param asked the callback
     * @param earlier the answer given before to the same callback. May be null.
     * @param toDispatcher whether a dispatcher is to find the unit, should it be handled again
     */
    public void answered(
            AskedAbout asked, Answer answer, Answer earlier, boolean toDispatcher, Cause cause, Office office) {
        boolean correction = earlier != null && earlier.instrument() == answer.instrument();
        SurveyPlan plan = office.surveys();
        String why = plan.why(answer.reasons(), answer.reason());
        changes.add(completed(asked, CallbackOutcome.ANSWERED, answer, why, correction, cause.time()), cause);
        if (plan.instrument(answer.instrument()).follows() == Instrument.Follows.NOTHING) {
            return;
        }
        if (asked.id().equals(callbackId)) {
            callbackId = null;
        }
        if (workOrderId == null || !workOrderId.equals(asked.workOrderId())) {
            return;
        }
        open(DeadlineKind.CALLBACK).ifPresent(deadline -> done(deadline, cause.time(), cause));
        toldByAnswer(answer, cause);
        boolean blamedBefore = earlier != null && earlier.blamesUnit(asked.disposition());
        if (phase == Phase.CALLBACK || phase == Phase.AWAITING_EXPLANATION) {
            follow(asked, answer, why, ReworkCause.DISSATISFIED, toDispatcher, cause, office);
        } else if (mayObject(cause.time(), office) && answer.blamesUnit(asked.disposition()) && !blamedBefore) {
            // A citizen may object within the window even if the case is closed; a later answer only counts.
            reopen();
            follow(asked, answer, why, ReworkCause.OBJECTION, toDispatcher, cause, office);
        }
    }

    /** A citizen objects to a closed case, 异议: it counts as dissatisfied by the unit's fault. */
    public void objected(String reason, Cause cause, Office office) {
        if (phase != Phase.CLOSED || !live || workOrderId == null) {
            throw new WrongPhase(phase, Set.of(Phase.CLOSED));
        }
        reopen();
        sendBack(reason, ReworkCause.OBJECTION, false, cause, office);
    }

    /** Until when the citizen may object; null while the case is not closed. */
    public Instant objectionUntil(Office office) {
        return phase == Phase.CLOSED
                ? closedAt.plus(Duration.ofDays(office.surveys().objectionDays()))
                : null;
    }

    private boolean mayObject(Instant at, Office office) {
        return phase == Phase.CLOSED && !at.isAfter(objectionUntil(office));
    }

    /** The objective reason was explained to the citizen; the case is closed. */
    public void explained(String text, Cause cause, Office office) {
        requirePhase(Phase.AWAITING_EXPLANATION);
        explain(text, cause, office);
    }

    /** When the planned matter of the present round is to be looked at again; empty if none is. */
    public Optional<Instant> reviewDue() {
        return open(DeadlineKind.REVIEW).map(deadline -> deadline.terms().dueAt());
    }

    /**
     * A planned matter was looked at again.
     *
     * @param again when it is looked at next, for {@link ReviewOutcome#LATER}
     * @param note what was found
     */
    public void reviewed(ReviewOutcome outcome, LocalDate again, String note, Cause cause, Office office) {
        Deadline review = open(DeadlineKind.REVIEW)
                .orElseThrow(() -> new WrongPhase(phase, Set.of(Phase.CALLBACK, Phase.CLOSED)));
        switch (outcome) {
            case DONE -> done(review, cause.time(), cause);
            case LATER -> {
                cancel(review, DeadlineCancelReason.REPLACED, cause.time(), cause);
                setReview(again, cause, office);
            }
            case HANDLE_AGAIN -> {
                if (phase != Phase.CLOSED && phase != Phase.CALLBACK) {
                    throw new WrongPhase(phase, Set.of(Phase.CALLBACK, Phase.CLOSED));
                }
                done(review, cause.time(), cause);
                reopen();
                endCallback(cause.time());
                orderRework(ReworkCause.SUPERVISOR, note, false, cause, office);
            }
        }
    }

    /** The last attempt to reach the citizen was in vain. */
    public void notReached(AskedAbout asked, SurveyInstrument instrument, Cause cause) {
        changes.add(
                new CallbackCompleted(
                        facts.caseId(),
                        asked.id(),
                        asked.workOrderId(),
                        asked.round(),
                        asked.unit(),
                        instrument,
                        CallbackOutcome.NO_ANSWER,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        cause.time()),
                cause);
        if (asked.id().equals(callbackId)) {
            callbackId = null;
        }
        if (phase == Phase.CALLBACK && workOrderId.equals(asked.workOrderId())) {
            open(DeadlineKind.CALLBACK).ifPresent(deadline -> done(deadline, cause.time(), cause));
            close(CloseReason.NO_ANSWER, cause);
        }
    }

    /** A supervisor decides after the citizen was dissatisfied again. */
    public void reworkDecided(boolean rework, boolean toDispatcher, String reason, Cause cause, Office office) {
        requirePhase(Phase.AWAITING_DECISION);
        if (rework) {
            orderRework(ReworkCause.SUPERVISOR, reason, toDispatcher, cause, office);
        } else {
            explain(reason, cause, office);
        }
    }

    /** Whether the ladder of one of its deadlines has come to supervision: then {@link #fireDue} must know the open ones. */
    public boolean raisesBy(Instant now) {
        return deadlines.stream().anyMatch(deadline -> deadline.raisesBy(now));
    }

    /**
     * What the timer does now around the case's deadlines, in the order of its moments.
     *
     * @param supervised the case's supervisions that are not closed; looked at if {@link #raisesBy}
     */
    public void fireDue(Instant now, List<OpenSupervision> supervised, Office office) {
        record Fired(Deadline deadline, Deadline.Due due) {}
        List<Fired> all = deadlines.stream()
                .flatMap(deadline -> deadline.fire(now, office.ids()).stream().map(due -> new Fired(deadline, due)))
                .sorted(Comparator.comparing(fired -> fired.due().moment()))
                .toList();
        all.forEach(fired -> publish(fired.deadline(), fired.due(), now, supervised, office));
        if (all.isEmpty()) {
            // the moment in the row does not fit the deadline: without this it would be looked at for ever
            openDeadlines().forEach(Deadline::writeNextMoment);
        }
    }

    private void publish(
            Deadline deadline, Deadline.Due due, Instant now, List<OpenSupervision> supervised, Office office) {
        var cause = Cause.at(due.moment(), null);
        switch (due.step()) {
            case YELLOW -> changes.add(marked(deadline, DeadlineMark.YELLOW, due.moment()), cause);
            case RED -> changes.add(marked(deadline, DeadlineMark.RED, due.moment()), cause);
            case RAISE -> raise(deadline, due, supervised, cause, office);
            default -> {
                DeadlineKind kind = deadline.subject().kind();
                Instant dueAt = deadline.terms().dueAt();
                UrgeLevel level = due.step().urges();
                Instant deliverAt = delivery(now, office);
                boolean waits = deliverAt.isAfter(now);
                deadline.noticeWaits(due.id(), waits);
                addUrge(
                        new Changes.NewUrge(
                                due.id(),
                                facts.caseId(),
                                deadline.subject().workOrderId(),
                                deadline.subject().unit(),
                                UrgeOrigin.SYSTEM,
                                level,
                                office.notices().overdue(level, kind, dueAt),
                                null,
                                new Changes.Overdue(kind, dueAt),
                                null,
                                due.moment(),
                                waits ? deliverAt : due.moment(),
                                waits ? null : due.moment()),
                        cause);
            }
        }
    }

    /** An overdue deadline comes under supervision; what is under supervision goes up a level. */
    private void raise(
            Deadline deadline, Deadline.Due due, List<OpenSupervision> supervised, Cause cause, Office office) {
        Deadline.Subject about = deadline.subject();
        Instant overdue = deadline.terms().dueAt();
        Instant reportBy = calculator(office)
                .after(cause.time(), policy(office).supervision().reportWithin());
        Optional<OpenSupervision> open = supervised.stream()
                .filter(one -> one.workOrderId().equals(about.workOrderId())
                        && one.unit().equals(about.unit()))
                .findFirst();
        if (open.isEmpty()) {
            String order = office.notices().overdueSupervision(about.kind(), overdue);
            openSupervision(
                    due.id(),
                    about.workOrderId(),
                    about.unit(),
                    SupervisionCause.OVERDUE,
                    order,
                    reportBy,
                    cause,
                    office);
            return;
        }
        OpenSupervision raised = open.get();
        int level = raised.level() + 1;
        String note = office.notices().overdueRaised(about.kind(), overdue);
        changes.add(new Changes.RaisedSupervision(raised.id(), due.id(), level, note, reportBy, cause.time()));
        changes.add(
                new SupervisionRaised(
                        facts.caseId(),
                        raised.id(),
                        about.workOrderId(),
                        about.unit(),
                        level,
                        note,
                        cause.time(),
                        reportBy),
                cause);
    }

    /** When a notice that is ready at the moment reaches the unit. */
    private Instant delivery(Instant ready, Office office) {
        return policy(office).quietHours().delivery(ready, facts.urgency() == Urgency.EMERGENCY);
    }

    /**
     * The case comes under another policy than that of its dispatch, as far as a unit handles it: its deadlines are computed anew,
     * those that the policy does not know end, and those that only it knows are set, each with the reason.
     *
     * @param because why
     * @param settled what the unit that has the case did already
     * @return what it did
     */
    public Recomputed comeUnder(
            PolicyVersion policy, Wording because, Set<Settled> settled, Cause cause, Office office) {
        if (phase != Phase.HANDLING) {
            return Recomputed.NOTHING;
        }
        policyId = policy.id();
        policyVersion = policy.version();
        Recomputed done = recompute(because, ChangedDays.ALL, cause, office);
        setMissing(because, settled, cause, office);
        return done;
    }

    private void setMissing(Wording because, Set<Settled> settled, Cause cause, Office office) {
        DeadlinePolicy policy = policy(office);
        for (DeadlineKind kind : SET_ON_DISPATCH) {
            boolean isDone = kind == DeadlineKind.SIGN && signed || settled.contains(new Settled(kind, null));
            if (!isDone && open(kind).isEmpty() && policy.rules(kind).isPresent()) {
                Deadline.Subject subject = subject(
                        kind, null, startOf(policy.rules(kind).orElseThrow().startsAt()), office);
                setByPolicy(notOver(subject, cause, office), because, cause, office);
            }
        }
        if (round <= 1) {
            CaseTraits traits = traits(unit, office);
            policy.statutory().stream()
                    .filter(clock -> clock.isFor(traits)
                            && !isOpenClock(clock.id())
                            && !settled.contains(new Settled(DeadlineKind.STATUTORY, clock.id())))
                    .map(clock -> statutory(clock, office))
                    // a law's clock starts with the first receipt and no later: one that is over can only be told, not
                    // kept
                    .filter(subject -> isAhead(subject, cause, office))
                    .forEach(subject -> setByPolicy(subject, because, cause, office));
        }
        if (returnRequestId != null
                && open(DeadlineKind.RULING).isEmpty()
                && policy.rules(DeadlineKind.RULING).isPresent()) {
            setByPolicy(ruling(), because, cause, office);
        }
        if (policy.rules(DeadlineKind.CO_HANDLING).isPresent()) {
            questions.stream()
                    .filter(question -> openOpinions()
                            .noneMatch(deadline -> deadline.subject().id().equals(question.id())))
                    .forEach(
                            question -> setByPolicy(notOver(opinion(question), cause, office), because, cause, office));
        }
    }

    private boolean isOpenClock(String clock) {
        return openDeadlines().stream()
                .anyMatch(deadline -> clock.equals(deadline.subject().clock()));
    }

    /** Nobody is late with what was not asked: a clock that would be over already starts when the policy comes to hold. */
    private Deadline.Subject notOver(Deadline.Subject subject, Cause cause, Office office) {
        return isAhead(subject, cause, office) ? subject : subject.startedAt(cause.time());
    }

    private void endByPolicy(Deadline deadline, Wording because, Cause cause) {
        Deadline.Subject about = deadline.subject();
        cancel(deadline, DeadlineCancelReason.REPLACED, cause.time(), cause);
        changes.add(new Changes.PolicyNote(about.id(), because, true));
        // the deadline of a request has its id: a later policy cannot set it a second time
        if (about.id().equals(returnRequestId)) {
            returnRequestId = null;
        }
        forgetQuestion(about.id());
    }

    private void forgetQuestion(UUID id) {
        questions =
                questions.stream().filter(question -> !question.id().equals(id)).toList();
    }

    private boolean isAhead(Deadline.Subject subject, Cause cause, Office office) {
        return terms(subject, Deadline.Granted.NOTHING, cause.time(), office)
                .dueAt()
                .isAfter(cause.time());
    }

    private void setByPolicy(Deadline.Subject subject, Wording because, Cause cause, Office office) {
        Deadline.Terms terms = terms(subject, Deadline.Granted.NOTHING, cause.time(), office)
                .afterLine(DeadlineCalculator.setBy(because));
        changes.add(new Changes.PolicyNote(subject.id(), because, false));
        setDeadline(subject, terms, moments(subject, terms, office).notBefore(cause.time()), cause, office);
    }

    /**
     * Computes the open deadlines anew with the calendar of the office.
     *
     * @param because why
     * @param changed the days that changed; a deadline that touches none of them only takes the new revision
     * @return what it did
     */
    public Recomputed recompute(Wording because, ChangedDays changed, Cause cause, Office office) {
        int looked = 0;
        int moved = 0;
        for (Deadline deadline : openDeadlines()) {
            PolicyVersion policy = policyOf(deadline.subject(), office);
            boolean samePolicy = deadline.terms().policyId().equals(policy.id())
                    && deadline.terms().policyVersion() == policy.version();
            long revision = office.calendar().revision();
            if (samePolicy && deadline.terms().calendarRevision() == revision) {
                continue;
            }
            looked++;
            if (samePolicy && dependsOnItsDaysAlone(deadline) && !deadline.touches(changed)) {
                deadline.carryOver(revision);
                continue;
            }
            if (!isStillOwed(deadline.subject(), office)) {
                endByPolicy(deadline, because, cause);
                continue;
            }
            Instant before = deadline.terms().dueAt();
            boolean provisional = deadline.terms().provisional();
            boolean isMoved = move(deadline, Change.none(because), cause, office);
            if (isMoved) {
                moved++;
                changes.add(moved(deadline, before, DeadlineMoveCause.CALENDAR_OR_POLICY, office), cause);
            } else if (provisional != deadline.terms().provisional()) {
                changes.add(set(deadline, office), cause);
            }
        }
        return new Recomputed(looked, moved);
    }

    /** Not one that something later than itself may have cut short: that could move without a change of its own days. */
    private boolean dependsOnItsDaysAlone(Deadline deadline) {
        return deadline.subject().kind() != DeadlineKind.CO_HANDLING && facts.upstreamDueAt() == null;
    }

    /** Whether the policy that now holds has such a deadline for the case at all. */
    private boolean isStillOwed(Deadline.Subject about, Office office) {
        return findRules(about, office)
                .flatMap(rules -> rules.termFor(traits(about.unit(), office)))
                .isPresent();
    }

    /** What never changes about the case. */
    public CaseFacts facts() {
        return facts;
    }

    /** How far it is. */
    public Progress progress() {
        return new Progress(
                phase,
                live,
                liveAt,
                workOrderId,
                round,
                unit,
                category,
                policyId,
                policyVersion,
                dispatchedAt,
                returnRequestedAt,
                returns,
                replyId,
                repliedAt,
                informed,
                callbackId,
                dissatisfactions,
                reworks,
                citizenUrges,
                urgeSupervised,
                closedAt,
                closeReason,
                returnedBy,
                returnSupervised,
                handlingUnit,
                signed,
                returnRequestId,
                questions);
    }

    /** Where it stands. */
    public Phase phase() {
        return phase;
    }

    /** Whether it has no row yet. */
    public boolean isNew() {
        return loaded == null;
    }

    /** Whether its row must be written. */
    public boolean isChanged() {
        return loaded == null || !loaded.equals(progress());
    }

    /** Its deadlines: those open when it was loaded and those set since. */
    public List<Deadline> deadlines() {
        return deadlines;
    }

    /** What came of it. */
    public Changes changes() {
        return changes;
    }

    private void dispatched(CaseDispatched event, Cause cause, Office office) {
        if (phase == Phase.ENDED || phase == Phase.MERGED || event.workOrderId().equals(workOrderId)) {
            return;
        }
        String before = unit;
        cancelDeadlines(DeadlineCancelReason.REPLACED, event.dispatchedAt(), cause);
        endCallback(event.dispatchedAt());
        PolicyVersion policy = office.policies().inForceAt(event.dispatchedAt());
        phase = Phase.HANDLING;
        workOrderId = event.workOrderId();
        round = event.round();
        unit = event.leadUnit();
        category = event.category() == null ? category : event.category();
        policyId = policy.id();
        policyVersion = policy.version();
        dispatchedAt = event.dispatchedAt();
        returnRequestedAt = null;
        returnRequestId = null;
        signed = false;
        questions = List.of();
        replyId = null;
        repliedAt = null;
        informed = false;
        closedAt = null;
        closeReason = null;
        handlingUnit = null;
        for (DeadlineKind kind : SET_ON_DISPATCH) {
            policy.policy()
                    .rules(kind)
                    .ifPresent(rules ->
                            setDeadline(subject(kind, null, startOf(rules.startsAt()), office), cause, office));
        }
        if (FIRST_RECEIPT.contains(event.cause())) {
            CaseTraits traits = traits(unit, office);
            policy.policy().statutory().stream()
                    .filter(clock -> clock.isFor(traits))
                    .forEach(clock -> setDeadline(statutory(clock, office), cause, office));
        }
        if (event.cause() == DispatchCause.AFTER_RETURN) {
            PingPong.afterDispatch(unit, before, returners())
                    .ifPresent(order -> superviseReturns(order, cause, office));
        }
    }

    private void signed(WorkOrderSigned event, Cause cause) {
        if (isCurrent(event.workOrderId())) {
            signed = true;
            open(DeadlineKind.SIGN).ifPresent(deadline -> done(deadline, event.signedAt(), cause));
        }
    }

    private Deadline.Subject subject(DeadlineKind kind, String clock, Instant startedAt, Office office) {
        return new Deadline.Subject(
                office.ids().get(), facts.caseId(), workOrderId, round, kind, clock, unit, startedAt);
    }

    private Deadline.Subject statutory(StatutoryClock clock, Office office) {
        return subject(DeadlineKind.STATUTORY, clock.id(), startOf(clock.rules().startsAt()), office);
    }

    /** When a clock that a dispatch sets started; a round after the first knows no other start than its dispatch. */
    private Instant startOf(StartingPoint point) {
        return point == StartingPoint.REGISTRATION && round <= 1 ? facts.registeredAt() : dispatchedAt;
    }

    private List<String> returners() {
        return returnedBy.isEmpty() ? List.of() : List.of(returnedBy.split(";"));
    }

    /** Supervision opens once for the returns of a case. */
    private void superviseReturns(String order, Cause cause, Office office) {
        if (!live || returnSupervised) {
            return;
        }
        returnSupervised = true;
        Instant dueAt = calculator(office)
                .after(cause.time(), policy(office).supervision().reportWithin());
        openSupervision(SupervisionCause.THIRD_RETURN, order, dueAt, cause, office);
    }

    /** The lead unit asks another one for its opinion: that unit's clock starts, the lead's goes on. */
    private void opinionAsked(CoHandlingRequested event, Cause cause, Office office) {
        boolean known = Stream.concat(
                        deadlines.stream().map(deadline -> deadline.subject().id()),
                        questions.stream().map(OpenQuestion::id))
                .anyMatch(event.coHandlingId()::equals);
        if (!isCurrent(event.workOrderId()) || known) {
            return;
        }
        var question = new OpenQuestion(event.coHandlingId(), event.coUnit(), event.requestedAt());
        questions = Stream.concat(questions.stream(), Stream.of(question)).toList();
        if (policy(office).rules(DeadlineKind.CO_HANDLING).isPresent()) {
            setDeadline(opinion(question), cause, office);
        }
    }

    private Deadline.Subject opinion(OpenQuestion question) {
        return new Deadline.Subject(
                question.id(),
                facts.caseId(),
                workOrderId,
                round,
                DeadlineKind.CO_HANDLING,
                null,
                question.unit(),
                question.askedAt());
    }

    private void opinionGiven(CoHandlingAnswered event, Cause cause) {
        forgetQuestion(event.coHandlingId());
        openOpinions()
                .filter(deadline -> deadline.subject().id().equals(event.coHandlingId()))
                .forEach(deadline -> done(deadline, event.answeredAt(), cause));
    }

    private Stream<Deadline> openOpinions() {
        return deadlines.stream()
                .filter(deadline ->
                        deadline.state().isOpen() && deadline.subject().kind() == DeadlineKind.CO_HANDLING);
    }

    /** The reply's deadline moved: opinions that had to be there before it may have more time too. */
    private void opinionsFollow(DeadlineMoveCause why, Wording because, Cause cause, Office office) {
        openOpinions().toList().forEach(deadline -> {
            Instant before = deadline.terms().dueAt();
            if (move(deadline, Change.none(because), cause, office)) {
                changes.add(moved(deadline, before, why, office), cause);
            }
        });
    }

    /** The reply is out: an opinion still missing was late, or is no longer needed. */
    private void endOpinions(Instant at, Cause cause) {
        openOpinions().toList().forEach(deadline -> {
            if (at.isAfter(deadline.terms().dueAt())) {
                done(deadline, at, cause);
            } else {
                cancel(deadline, DeadlineCancelReason.CLOSED, at, cause);
            }
        });
    }

    private void setDeadline(Deadline.Subject subject, Cause cause, Office office) {
        Deadline.Terms terms = terms(subject, Deadline.Granted.NOTHING, cause.time(), office);
        setDeadline(subject, terms, moments(subject, terms, office), cause, office);
    }

    private void setDeadline(
            Deadline.Subject subject, Deadline.Terms terms, Moments moments, Cause cause, Office office) {
        Deadline deadline = Deadline.set(subject, terms, moments, live);
        deadlines.add(deadline);
        changes.add(set(deadline, office), cause);
    }

    /**
     * What started a clock, where that is not what the policy names: it may have come to hold when the unit had the case already, and
     * a round after the first knows no other start than its dispatch. Null: what the policy names.
     */
    private Wording startedBy(Deadline.Subject subject, DeadlinePolicy policy) {
        Instant start = subject.startedAt();
        if (subject.kind() == DeadlineKind.CO_HANDLING) {
            return questions.stream()
                            .anyMatch(question -> question.id().equals(subject.id()) && isLater(start, question))
                    ? POLICY_IN_FORCE
                    : null;
        }
        if (!SET_ON_DISPATCH.contains(subject.kind())) {
            return null;
        }
        boolean isDispatch = start.equals(dispatchedAt);
        boolean isRegistration = start.equals(facts.registeredAt());
        StartingPoint named =
                policy.rules(subject.kind()).map(KindRules::startsAt).orElse(StartingPoint.DISPATCH);
        if (named == StartingPoint.REGISTRATION ? isRegistration : isDispatch) {
            return null;
        }
        if (isDispatch || isRegistration) {
            return Wording.of(isDispatch ? StartingPoint.DISPATCH : StartingPoint.REGISTRATION);
        }
        return POLICY_IN_FORCE;
    }

    /** To the microsecond, which is what a database keeps. */
    private static boolean isLater(Instant start, OpenQuestion question) {
        return start.truncatedTo(ChronoUnit.MICROS).isAfter(question.askedAt().truncatedTo(ChronoUnit.MICROS));
    }

    private Deadline.Terms terms(Deadline.Subject subject, Deadline.Granted granted, Instant setAt, Office office) {
        PolicyVersion policy = policyOf(subject, office);
        var calculator = new DeadlineCalculator(office.calendar(), policy.policy());
        CaseTraits traits = traits(subject.unit(), office);
        Adjustments granting = Adjustments.NONE.givenBack(granted.givenBackDays());
        Adjustments adjustments = switch (subject.kind()) {
            case REPLY ->
                granting.extended(granted.extensionDays())
                        .paused(granted.pauses())
                        .upstream(facts.upstreamDueAt())
                        .fixed(subject.round() == 1 ? facts.replyDueAt() : null);
            case CO_HANDLING ->
                Adjustments.NONE.noLaterThan(open(DeadlineKind.REPLY)
                        .map(deadline -> deadline.terms().dueAt())
                        .orElse(null));
            case STATUTORY -> Adjustments.NONE;
            default -> granting;
        };
        adjustments = adjustments.startedBy(startedBy(subject, policy.policy()));
        ComputedDeadline computed;
        if (subject.clock() != null) {
            computed = calculator.compute(
                    policy.policy().statutory(subject.clock()).orElseThrow(), traits, subject.startedAt(), adjustments);
        } else if (policy.policy().rules(subject.kind()).isEmpty() && subject.kind() == DeadlineKind.REVIEW) {
            computed = calculator.compute(REVIEW.terms().get(0), REVIEW.startsAt(), subject.startedAt(), adjustments);
        } else {
            computed = calculator.compute(subject.kind(), traits, subject.startedAt(), adjustments);
        }
        boolean returnable = SET_ON_DISPATCH.contains(subject.kind());
        return new Deadline.Terms(
                computed.dueAt(),
                computed.provisional(),
                office.calendar().revision(),
                policy.id(),
                policy.version(),
                computed.explanation(),
                granted,
                returnable ? calculator.returnUntil(traits, dispatchedAt) : null,
                null,
                setAt);
    }

    private Moments moments(Deadline.Subject subject, Deadline.Terms terms, Office office) {
        Moments moments = calculator(office)
                .moments(rules(subject, office), traits(subject.unit(), office), subject.startedAt(), terms.dueAt());
        if (subject.unit() == null) {
            moments = moments.marksOnly();
        }
        return liveAt == null ? moments : moments.notBefore(liveAt);
    }

    /**
     * What more is granted to a deadline that is computed anew.
     *
     * @param extensionDays Working days granted now; zero for none.
     * @param givenBackDays Working days given back now.
     * @param pauses All pauses from now on. Null: as they were.
     * @param because Why.
     */
    private record Change(int extensionDays, int givenBackDays, List<Pause> pauses, Wording because) {
        static Change none(Wording because) {
            return new Change(0, 0, null, because);
        }

        Deadline.Granted to(Deadline.Granted before) {
            return new Deadline.Granted(
                    before.extensions() + (extensionDays > 0 ? 1 : 0),
                    before.extensionDays() + extensionDays,
                    before.givenBackDays() + givenBackDays,
                    pauses == null ? before.pauses() : pauses);
        }
    }

    /** Computes the deadline anew with what more is granted; answers whether it moved. */
    private boolean move(Deadline deadline, Change change, Cause cause, Office office) {
        Deadline.Terms before = deadline.terms();
        Deadline.Terms computed = terms(deadline.subject(), change.to(before.granted()), cause.time(), office);
        boolean isMoved = !computed.dueAt().equals(before.dueAt());
        Deadline.Terms terms =
                computed.withMove(isMoved ? new Deadline.Move(before.dueAt(), change.because()) : before.lastMove());
        Deadline.Revoked revoked = deadline.move(terms, moments(deadline.subject(), terms, office), cause.time());
        revoke(deadline, revoked, cause);
        if (isMoved && deadline.subject().kind() == DeadlineKind.INFORM) {
            changes.add(new Changes.MovedDuty(deadline.subject().workOrderId(), terms.dueAt()));
        }
        return isMoved;
    }

    private void supplemented(CaseSupplemented event, Cause cause, Office office) {
        if (phase == Phase.HANDLING) {
            endPause(new Wording("诉求人已补充材料", "the citizen has answered"), cause, office);
        }
    }

    private boolean endPause(Wording because, Cause cause, Office office) {
        Deadline deadline = open(DeadlineKind.REPLY).orElse(null);
        if (deadline == null
                || deadline.terms().granted().pauses().stream().noneMatch(pause -> pause.runsAt(cause.time()))) {
            return false;
        }
        List<Pause> all = deadline.terms().granted().pauses().stream()
                .map(pause -> pause.runsAt(cause.time()) ? pause.endedAt(cause.time()) : pause)
                .toList();
        pausesAre(deadline, all, because, cause, office);
        return true;
    }

    private void pausesAre(Deadline deadline, List<Pause> all, Wording because, Cause cause, Office office) {
        Instant before = deadline.terms().dueAt();
        move(deadline, new Change(0, 0, all, because), cause, office);
        changes.add(moved(deadline, before, DeadlineMoveCause.PAUSE, office), cause);
        opinionsFollow(DeadlineMoveCause.PAUSE, because, cause, office);
    }

    /** The unit says it is not responsible: from now on a ruling is owed by the dispatch office. */
    private void returnRequested(ReturnRequested event, Cause cause, Office office) {
        if (!isCurrent(event.workOrderId())) {
            return;
        }
        returnRequestedAt = event.requestedAt();
        returnRequestId = event.returnRequestId();
        if (policy(office).rules(DeadlineKind.RULING).isEmpty()
                || open(DeadlineKind.RULING).isPresent()) {
            return;
        }
        setDeadline(ruling(), cause, office);
    }

    private Deadline.Subject ruling() {
        return new Deadline.Subject(
                returnRequestId,
                facts.caseId(),
                workOrderId,
                round,
                DeadlineKind.RULING,
                null,
                null,
                returnRequestedAt);
    }

    private void returnDecided(ReturnDecided event, Cause cause, Office office) {
        if (!isCurrent(event.workOrderId())) {
            return;
        }
        Instant requestedAt = returnRequestedAt;
        returnRequestedAt = null;
        returnRequestId = null;
        open(DeadlineKind.RULING).ifPresent(deadline -> done(deadline, event.decidedAt(), cause));
        if (event.granted()) {
            returns++;
            if (!returners().contains(event.unit())) {
                returnedBy = returnedBy.isEmpty() ? event.unit() : returnedBy + ";" + event.unit();
            }
            PingPong.afterReturn(returns, policy(office).supervision().returns())
                    .ifPresent(order -> superviseReturns(order, cause, office));
            cancelDeadlines(DeadlineCancelReason.RETURNED, event.decidedAt(), cause);
            phase = Phase.AWAITING_DISPATCH;
            return;
        }
        int excess = requestedAt == null
                ? 0
                : calculator(office).rulingExcess(traits(unit, office), requestedAt, event.decidedAt());
        if (excess > 0) {
            // while the request waited the unit could neither sign nor reply: both clocks get it back, but what was
            // overdue
            // when it was asked stays overdue
            var because = new Wording(
                    "退单裁定超过规定时限,补回 " + excess + " 个工作日",
                    excess + " working day(s) given back for a late ruling on a return");
            for (DeadlineKind kind : SET_ON_DISPATCH) {
                open(kind)
                        .filter(deadline ->
                                !requestedAt.isAfter(deadline.terms().dueAt()))
                        .ifPresent(deadline -> {
                            Instant before = deadline.terms().dueAt();
                            move(deadline, new Change(0, excess, null, because), cause, office);
                            changes.add(moved(deadline, before, DeadlineMoveCause.LATE_RULING, office), cause);
                        });
            }
            opinionsFollow(DeadlineMoveCause.LATE_RULING, because, cause, office);
        }
    }

    private void extensionRequested(ExtensionRequested event, Cause cause) {
        if (!isCurrent(event.workOrderId())) {
            return;
        }
        open(DeadlineKind.REPLY)
                .filter(deadline ->
                        !event.requestedAt().isAfter(deadline.terms().dueAt()))
                .ifPresent(deadline -> revoke(deadline, deadline.hold(event.requestedAt()), cause));
    }

    private void extensionDecided(ExtensionDecided event, Cause cause, Office office) {
        if (!isCurrent(event.workOrderId())) {
            return;
        }
        open(DeadlineKind.REPLY).ifPresent(deadline -> {
            deadline.release();
            if (event.granted()) {
                Instant before = deadline.terms().dueAt();
                var because = new Wording(
                        "批准延期 " + event.workingDays() + " 个工作日", event.workingDays() + " more working day(s) granted");
                move(deadline, new Change(event.workingDays(), 0, null, because), cause, office);
                changes.add(moved(deadline, before, DeadlineMoveCause.EXTENSION, office), cause);
                opinionsFollow(DeadlineMoveCause.EXTENSION, because, cause, office);
            }
        });
    }

    private void replyIssued(ReplyIssued event, Cause cause, Office office) {
        // a merged case is answered with its lead, on its own order
        boolean withLead = phase == Phase.MERGED && event.workOrderId().equals(workOrderId);
        if (!isCurrent(event.workOrderId()) && !withLead) {
            return;
        }
        closedAt = null;
        for (DeadlineKind kind : SET_ON_DISPATCH) {
            boolean contact = kind == DeadlineKind.FIRST_CONTACT && event.contactedAt() != null;
            open(kind).ifPresent(deadline -> done(deadline, contact ? event.contactedAt() : event.issuedAt(), cause));
        }
        endOpinions(event.issuedAt(), cause);
        replyId = event.replyId();
        repliedAt = event.issuedAt();
        boolean toldAlready = event.contactedAt() != null;
        oweTelling(toldAlready, event.issuedAt(), cause, office);
        if (toldAlready) {
            inform(NoticeChannel.UNIT_CALL, true, event.contactedAt(), cause, office);
        }
        if (event.disposition() == Disposition.PLANNED && event.reviewDate() != null) {
            setReview(event.reviewDate(), cause, office);
        }
        var asked = new AskedAbout(office.ids().get(), workOrderId, round, unit, event.disposition());
        if (!live) {
            close(CloseReason.SILENT_HISTORY, cause);
        } else if (facts.mayBeCalled()) {
            phase = Phase.CALLBACK;
            if (policy(office).rules(DeadlineKind.CALLBACK).isPresent()) {
                setDeadline(subject(DeadlineKind.CALLBACK, null, event.issuedAt(), office), cause, office);
            }
            ask(asked, CallbackOrigin.REPLY, event.text(), event.issuedAt());
        } else {
            changes.add(completed(asked, CallbackOutcome.NOT_CALLED, null, null, false, cause.time()), cause);
            close(CloseReason.NOT_CALLED, cause);
        }
    }

    private void ask(AskedAbout asked, CallbackOrigin origin, String told, Instant at) {
        callbackId = asked.id();
        changes.add(new Changes.NewCallback(
                asked.id(),
                facts.caseId(),
                asked.workOrderId(),
                asked.round(),
                asked.unit(),
                facts.citizenRef(),
                origin,
                facts.anonymity() == Anonymity.HIDDEN_FROM_UNIT,
                asked.disposition(),
                told,
                at));
    }

    /** Issued is not informed: until the citizen knows the result, telling it is owed; not to those who refused contact. */
    private void oweTelling(boolean toldAlready, Instant at, Cause cause, Office office) {
        boolean owed = facts.mayBeCalled();
        Instant dueAt = null;
        if (owed && live && policy(office).rules(DeadlineKind.INFORM).isPresent()) {
            Deadline.Subject subject = subject(DeadlineKind.INFORM, null, at, office);
            dueAt = terms(subject, Deadline.Granted.NOTHING, at, office).dueAt();
            // who hides from the unit is told by the centre: nothing for which the unit could be urged
            if (!toldAlready && facts.anonymity() != Anonymity.HIDDEN_FROM_UNIT) {
                setDeadline(subject, cause, office);
            }
        }
        changes.add(new Changes.NewDuty(workOrderId, facts.caseId(), round, unit, owed, at, dueAt));
    }

    private void setReview(LocalDate date, Cause cause, Office office) {
        setDeadline(subject(DeadlineKind.REVIEW, null, date.atStartOfDay(ZONE).toInstant(), office), cause, office);
    }

    /** An answer on the spot is surveyed too. */
    private void answeredDirectly(CaseAnsweredDirectly event, Cause cause, Office office) {
        boolean settledAtRegistration =
                phase == Phase.ENDED && facts.registeredAt().equals(closedAt);
        boolean settles = settledInIntake(event.answeredAt(), cause);
        if ((settles || settledAtRegistration)
                && live
                && callbackId == null
                && facts.mayBeCalled()
                && office.surveys().onTheSpot().asks(facts.caseId())) {
            ask(
                    new AskedAbout(office.ids().get(), null, 0, event.unit(), null),
                    CallbackOrigin.ON_THE_SPOT,
                    event.text(),
                    event.answeredAt());
        }
    }

    /** What the citizen says about being told outweighs what the unit noted. */
    private void toldByAnswer(Answer answer, Cause cause) {
        if (answer.informed() == null) {
            return;
        }
        if (answer.informed()) {
            var by = answer.instrument() == SurveyInstrument.AGENT ? NoticeChannel.UNIT_CALL : NoticeChannel.WEB;
            if (!informed) {
                told(by, cause.time(), cause);
            }
        } else {
            informed = false;
            changes.add(new Changes.Told(workOrderId, null, cause.time()));
        }
    }

    private void told(NoticeChannel by, Instant at, Cause cause) {
        informed = true;
        changes.add(new Changes.Told(workOrderId, by, at));
        open(DeadlineKind.INFORM).ifPresent(deadline -> done(deadline, at, cause));
    }

    private void citizenUrged(CitizenUrged event, Cause cause, Office office) {
        citizenUrges = Math.max(citizenUrges + 1, event.urgeNumber());
        if (phase != Phase.HANDLING || !live) {
            return;
        }
        SupervisionRules rules = policy(office).supervision();
        if (citizenUrges >= rules.citizenUrges() && !urgeSupervised) {
            urgeSupervised = true;
            Instant dueAt = calculator(office).after(cause.time(), rules.reportWithin());
            String order = "诉求人已第" + citizenUrges + "次催办,请立即办理并报告情况";
            openSupervision(SupervisionCause.THIRD_CITIZEN_URGE, order, dueAt, cause, office);
        } else if (citizenUrges >= rules.citizenUrgeToUnit()) {
            String note = office.notices().citizenUrged(citizenUrges);
            urge(UrgeOrigin.CITIZEN, UrgeLevel.HANDLERS, note, citizenUrges, cause, office);
        }
    }

    private void wentLive(CaseWentLive event) {
        if (live) {
            return;
        }
        live = true;
        liveAt = event.liveAt();
        openDeadlines().forEach(deadline -> deadline.goLive(event.liveAt()));
    }

    /** Answers whether that ended the case. */
    private boolean settledInIntake(Instant at, Cause cause) {
        boolean awaited = phase == Phase.REGISTERED || phase == Phase.HANDLING || phase == Phase.AWAITING_DISPATCH;
        if (awaited) {
            end(Phase.ENDED, DeadlineCancelReason.CLOSED, at, cause);
        }
        return awaited;
    }

    private void end(Phase ended, DeadlineCancelReason reason, Instant at, Cause cause) {
        // a closed case may still owe a review or a notice; a citizen answered on the spot may still be asked
        cancelDeadlines(reason, at, cause);
        endCallback(at);
        if (phase == Phase.ENDED || phase == Phase.CLOSED) {
            return;
        }
        phase = ended;
        closedAt = at;
    }

    private void follow(
            AskedAbout asked,
            Answer answer,
            String why,
            ReworkCause reworkCause,
            boolean toDispatcher,
            Cause cause,
            Office office) {
        SupervisionRules rules = policy(office).supervision();
        switch (AfterAnswer.of(answer, asked.disposition(), dissatisfactions, rules)) {
            case CLOSE_SATISFIED -> close(CloseReason.SATISFIED, cause);
            case EXPLAIN -> {
                if (answer.explanation() == null) {
                    phase = Phase.AWAITING_EXPLANATION;
                } else {
                    explain(answer.explanation(), cause, office);
                }
            }
            case REWORK, SUPERVISE -> {
                String said = answer.dissatisfied() ? "诉求人不满意" : "诉求人反映问题没有解决";
                sendBack(why == null ? said : why, reworkCause, toDispatcher, cause, office);
            }
        }
    }

    /** The reason lies with the unit: rework, and at the number of times that the policy names a supervisor decides. */
    private void sendBack(String why, ReworkCause reworkCause, boolean toDispatcher, Cause cause, Office office) {
        SupervisionRules rules = policy(office).supervision();
        boolean supervise = AfterAnswer.atFault(dissatisfactions, rules) == AfterAnswer.SUPERVISE;
        dissatisfactions++;
        if (!supervise) {
            orderRework(reworkCause, why, toDispatcher, cause, office);
            return;
        }
        phase = Phase.AWAITING_DECISION;
        Instant dueAt = calculator(office).after(cause.time(), rules.reportWithin());
        openSupervision(
                SupervisionCause.SECOND_DISSATISFACTION,
                "诉求人第" + dissatisfactions + "次不满意,请报告办理情况并说明原因",
                dueAt,
                cause,
                office);
    }

    private void explain(String text, Cause cause, Office office) {
        changes.add(new Changes.NewExplanation(
                office.ids().get(), facts.caseId(), workOrderId, round, text, cause.actor(), cause.time()));
        close(CloseReason.EXPLAINED, cause);
    }

    private void reopen() {
        closedAt = null;
        closeReason = null;
    }

    private void orderRework(ReworkCause reworkCause, String reason, boolean toDispatcher, Cause cause, Office office) {
        reworks++;
        phase = Phase.AWAITING_DISPATCH;
        // the round's result no longer stands: nothing to tell, to ask or to review
        cancelDeadlines(DeadlineCancelReason.REPLACED, cause.time(), cause);
        SupervisionRules rules = policy(office).supervision();
        if (reworks == rules.reworks()) {
            openSupervision(
                    SupervisionCause.THIRD_REWORK,
                    "该诉求已第" + reworks + "次重办,请报告办理情况并说明原因",
                    calculator(office).after(cause.time(), rules.reportWithin()),
                    cause,
                    office);
        }
        changes.add(
                new ReworkOrdered(
                        facts.caseId(),
                        office.ids().get(),
                        workOrderId,
                        round,
                        unit,
                        reworkCause,
                        reason,
                        cause.actor() == null ? "system" : cause.actor(),
                        cause.time(),
                        toDispatcher ? true : null),
                cause);
    }

    private void close(CloseReason reason, Cause cause) {
        phase = Phase.CLOSED;
        closedAt = cause.time();
        closeReason = reason;
        changes.add(new CaseClosed(facts.caseId(), reason, round, cause.time()), cause);
    }

    private UUID inform(NoticeChannel channel, boolean reached, Instant at, Cause cause, Office office) {
        UUID noticeId = office.ids().get();
        changes.add(new Changes.NewNotice(
                noticeId, facts.caseId(), workOrderId, round, unit, channel, reached, cause.actor(), at));
        changes.add(
                new CitizenInformed(facts.caseId(), noticeId, workOrderId, round, unit, channel, reached, at), cause);
        if (reached) {
            told(channel, at, cause);
        }
        return noticeId;
    }

    private Changes.NewUrge urge(
            UrgeOrigin origin, UrgeLevel level, String note, Integer number, Cause cause, Office office) {
        Instant deliverAt = delivery(cause.time(), office);
        var urge = new Changes.NewUrge(
                office.ids().get(),
                facts.caseId(),
                workOrderId,
                unit,
                origin,
                level,
                note,
                number,
                null,
                origin == UrgeOrigin.SUPERVISOR ? cause.actor() : null,
                cause.time(),
                deliverAt,
                deliverAt.isAfter(cause.time()) ? null : cause.time());
        addUrge(urge, cause);
        return urge;
    }

    /** An urge that waits for the morning is told when it is delivered. */
    private void addUrge(Changes.NewUrge urge, Cause cause) {
        changes.add(urge);
        if (urge.deliveredAt() != null) {
            changes.add(
                    new UnitUrged(
                            facts.caseId(),
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

    private UUID openSupervision(SupervisionCause why, String order, Instant dueAt, Cause cause, Office office) {
        return openSupervision(office.ids().get(), workOrderId, unit, why, order, dueAt, cause, office);
    }

    private UUID openSupervision(
            UUID id,
            UUID ofOrder,
            String ofUnit,
            SupervisionCause why,
            String order,
            Instant dueAt,
            Cause cause,
            Office office) {
        String by = why == SupervisionCause.SUPERVISOR ? cause.actor() : null;
        int level = REPEATED.contains(why) ? policy(office).supervision().repeatLevel() : 1;
        changes.add(new Changes.NewSupervision(
                id,
                facts.caseId(),
                ofOrder,
                ofUnit,
                why,
                order,
                level,
                dueAt,
                by,
                cause.time(),
                delivery(cause.time(), office)));
        changes.add(
                new SupervisionOpened(facts.caseId(), id, ofOrder, ofUnit, why, order, level, dueAt, cause.time()),
                cause);
        return id;
    }

    private void done(Deadline deadline, Instant doneAt, Cause cause) {
        Deadline.Revoked revoked = deadline.done(doneAt);
        revoke(deadline, revoked, cause);
        Deadline.Subject about = deadline.subject();
        Instant dueAt = deadline.terms().dueAt();
        changes.add(
                doneAt.isAfter(dueAt)
                        ? new DeadlineMissed(
                                facts.caseId(),
                                about.id(),
                                about.workOrderId(),
                                about.round(),
                                about.kind(),
                                about.unit(),
                                dueAt,
                                doneAt)
                        : new DeadlineMet(
                                facts.caseId(),
                                about.id(),
                                about.workOrderId(),
                                about.round(),
                                about.kind(),
                                about.unit(),
                                dueAt,
                                doneAt),
                cause);
    }

    private void revoke(Deadline deadline, Deadline.Revoked revoked, Cause cause) {
        Deadline.Subject about = deadline.subject();
        for (FiredRung rung : revoked.ladder()) {
            changes.add(new Changes.RevokedUrge(rung.id(), cause.time()));
            // of one that still waited nobody was told
            if (!rung.waiting()) {
                changes.add(
                        new UnitUrgeRevoked(facts.caseId(), rung.id(), about.workOrderId(), about.unit(), cause.time()),
                        cause);
            }
        }
        for (DeadlineMark mark : revoked.marks()) {
            changes.add(
                    new DeadlineMarkRevoked(
                            facts.caseId(),
                            about.id(),
                            about.workOrderId(),
                            about.kind(),
                            about.unit(),
                            mark,
                            cause.time()),
                    cause);
        }
    }

    private void cancelDeadlines(DeadlineCancelReason reason, Instant at, Cause cause) {
        openDeadlines().stream()
                .filter(deadline ->
                        deadline.subject().kind() != DeadlineKind.STATUTORY || !LEAVES_STATUTORY.contains(reason))
                .forEach(deadline -> cancel(deadline, reason, at, cause));
    }

    private void cancel(Deadline deadline, DeadlineCancelReason reason, Instant at, Cause cause) {
        Deadline.Subject about = deadline.subject();
        deadline.cancel(reason, at);
        changes.add(
                new DeadlineCancelled(
                        facts.caseId(), about.id(), about.workOrderId(), about.kind(), about.unit(), reason, at),
                cause);
    }

    private void endCallback(Instant at) {
        if (callbackId != null) {
            changes.add(new Changes.EndedCallback(callbackId, at));
            callbackId = null;
        }
    }

    private DeadlineMarked marked(Deadline deadline, DeadlineMark mark, Instant moment) {
        Deadline.Subject about = deadline.subject();
        return new DeadlineMarked(
                facts.caseId(),
                about.id(),
                about.workOrderId(),
                about.kind(),
                about.unit(),
                mark,
                deadline.terms().dueAt(),
                moment);
    }

    private DeadlineSet set(Deadline deadline, Office office) {
        return moved(deadline, null, null, office);
    }

    private DeadlineSet moved(Deadline deadline, Instant before, DeadlineMoveCause why, Office office) {
        Deadline.Subject about = deadline.subject();
        Deadline.Terms terms = deadline.terms();
        KindRules rules = rules(about, office);
        CaseTraits traits = traits(about.unit(), office);
        Extensions allowed = rules.extensionsFor(traits);
        boolean moved = before != null && !before.equals(terms.dueAt());
        return new DeadlineSet(
                facts.caseId(),
                about.id(),
                about.workOrderId(),
                about.round(),
                about.kind(),
                about.unit(),
                about.startedAt(),
                terms.dueAt(),
                moved ? before : null,
                moved ? terms.lastMove().because().zh() : null,
                terms.provisional(),
                terms.calendarRevision(),
                terms.policyId(),
                terms.policyVersion(),
                Math.max(0, allowed.times() - terms.granted().extensions()),
                Math.max(0, allowed.workingDays() - terms.granted().extensionDays()),
                terms.returnUntil(),
                terms.explanation(),
                terms.setAt(),
                moved ? why : null,
                calculator(office).extensionUntil(rules, traits, terms.dueAt()));
    }

    private KindRules rules(Deadline.Subject about, Office office) {
        return findRules(about, office)
                .orElseThrow(() -> new IllegalStateException("the policy of the case has no rules for " + about));
    }

    private Optional<KindRules> findRules(Deadline.Subject about, Office office) {
        DeadlinePolicy policy = policyOf(about, office).policy();
        if (about.kind() == DeadlineKind.REVIEW) {
            return Optional.of(policy.rules(DeadlineKind.REVIEW).orElse(REVIEW));
        }
        return about.clock() == null
                ? policy.rules(about.kind())
                : policy.statutory(about.clock()).map(StatutoryClock::rules);
    }

    private CallbackCompleted completed(
            AskedAbout asked, CallbackOutcome outcome, Answer answer, String why, boolean correction, Instant at) {
        return new CallbackCompleted(
                facts.caseId(),
                asked.id(),
                asked.workOrderId(),
                asked.round(),
                asked.unit(),
                answer == null ? SurveyInstrument.AUTOMATIC : answer.instrument(),
                outcome,
                answer == null ? null : answer.informed(),
                answer == null ? null : answer.resolved(),
                answer == null ? null : answer.satisfaction(),
                answer == null ? null : answer.attitude(),
                why,
                answer == null ? null : answer.objective(),
                correction,
                at);
    }

    /** What the policy looks at; for what the dispatch office owes, of null, it is the lead unit's case. */
    private CaseTraits traits(String of, Office office) {
        return new CaseTraits(
                facts.type(),
                facts.urgency(),
                facts.channel(),
                category,
                office.unitLevel().apply(of == null ? unit : of),
                round > 1);
    }

    /** The policy of a deadline: the case's own, or for one that an earlier order left, such as a law's clock, the one it was set by. */
    private PolicyVersion policyOf(Deadline.Subject about, Office office) {
        if (about.workOrderId().equals(workOrderId)) {
            return office.policies().version(policyId, policyVersion);
        }
        Deadline.Terms terms = deadlines.stream()
                .filter(deadline -> deadline.subject().equals(about))
                .findFirst()
                .orElseThrow()
                .terms();
        return office.policies().version(terms.policyId(), terms.policyVersion());
    }

    private DeadlinePolicy policy(Office office) {
        return office.policies().version(policyId, policyVersion).policy();
    }

    private DeadlineCalculator calculator(Office office) {
        WorkingCalendar calendar = office.calendar();
        return new DeadlineCalculator(calendar, policy(office));
    }

    private Optional<Deadline> open(DeadlineKind kind) {
        return deadlines.stream()
                .filter(deadline -> deadline.state().isOpen()
                        && deadline.subject().kind() == kind
                        && deadline.subject().workOrderId().equals(workOrderId))
                .findFirst();
    }

    private List<Deadline> openDeadlines() {
        return deadlines.stream().filter(deadline -> deadline.state().isOpen()).toList();
    }

    private boolean isCurrent(UUID order) {
        return phase == Phase.HANDLING && order.equals(workOrderId);
    }

    private void requirePhase(Phase needed) {
        if (phase != needed) {
            throw new WrongPhase(phase, Set.of(needed));
        }
    }
}
