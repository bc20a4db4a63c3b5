package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.dispatch.routing.model.RoutingDecision;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseEvent;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.ReturnDecided;
import org.hotline12345.events.TriageQuestionAnswered;
import org.hotline12345.events.TriageQuestionAsked;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderRecalled;
import org.hotline12345.events.WorkOrderState;
import org.hotline12345.events.course.CaseCourse;

/** A case as dispatch has it: its orders, whether it waits for a dispatcher, and with which others it is handled. */
public final class DispatchCase {
    private CaseFacts facts;
    private Registration registration;
    private final List<WorkOrder> orders = new ArrayList<>();
    private final Set<UUID> members = new LinkedHashSet<>();
    private boolean silent;
    private boolean risky;
    private String ended;
    private CaseCourse course;
    private TriageEntry.Waiting waiting;
    private UUID leadCase;
    private CaseSet in;

    /**
     * A case.
     *
     * @param risky whether words of the citizen speak of a risk
     * @param silent whether it was moved in and is not live: its events start no timers and notices
     * @param ended why nothing more is to be dispatched; null while something is
     * @param course where it is as far as the stream has come back
     */
    public DispatchCase(
            CaseFacts facts,
            Registration registration,
            boolean risky,
            boolean silent,
            String ended,
            CaseCourse course) {
        this.facts = facts;
        this.registration = registration;
        this.risky = risky;
        this.silent = silent;
        this.ended = ended;
        this.course = course;
    }

    /**
     * The next event of its stream.
     *
     * @return whether it has an effect: what the course does not admit has none, here or in any other service
     */
    boolean follow(CaseEvent event) {
        if (!course.admits(event)) {
            return false;
        }
        var next = course.after(event);
        if (!next.equals(course)) {
            course = next;
            in.changes().moved(id(), course);
        }
        return true;
    }

    /** Where it is as far as the stream has come back; what was decided here meanwhile is ahead of it. */
    public CaseCourse course() {
        return course;
    }

    /** It is one of those in hand. */
    void join(CaseSet set) {
        in = set;
    }

    /** One of its orders, as it is stored; the oldest first. */
    public void add(WorkOrder order) {
        orders.add(order);
    }

    /** It waits for a dispatcher. */
    public void waits(TriageEntry.Waiting since) {
        waiting = since;
    }

    /** It is handled with the other one. */
    public void isMemberOf(DispatchCase lead) {
        leadCase = lead.id();
        lead.members.add(id());
    }

    void leaves(DispatchCase lead) {
        leadCase = null;
        lead.members.remove(id());
    }

    void goLive() {
        silent = false;
        orders.forEach(WorkOrder::goLive);
    }

    void isRisky() {
        risky = true;
    }

    /** How early a dispatcher sees it: cases with a risk first, then emergencies. */
    public int priority() {
        return (risky ? 2 : 0) + (facts.urgency() == Urgency.EMERGENCY ? 1 : 0);
    }

    /** What was registered of it is what the correction says, in its orders too. */
    void correct(CaseCorrected event, List<String> accused) {
        facts = facts.corrected(event, accused);
        registration = new Registration(event.category(), event.area(), registration.fromAbove(), event.number());
        orders.forEach(order -> order.correct(facts));
    }

    void end(String how) {
        ended = how;
    }

    /** Gives it to a unit. */
    WorkOrder dispatch(Assignment to, Telling telling) {
        var order = WorkOrder.given(in.office().ids().get(), facts, silent, to, telling.at(), in.office());
        orders.add(order);
        in.changes().show(order);
        in.changes().tell(telling.of(order.dispatched(registration.corrections()), order, false));
        return order;
    }

    /** Puts it before a dispatcher; the order to come follows the one before. */
    TriageEntry toTriage(RoutingDecision.Triage decision, Follows next, Telling telling) {
        var entry = TriageEntry.of(id(), decision, next.round(), next.cause(), next.previousId(), telling.at());
        waiting = entry.waiting();
        in.changes().into(entry);
        in.changes().tell(telling.of(entry.event(), null, true));
        return entry;
    }

    void leaveTriage(Instant at, String by, TriageEntry.Outcome outcome) {
        if (waiting != null) {
            waiting = null;
            in.changes().outOf(id(), at, by, outcome);
        }
    }

    void tell(CaseEvent event, Telling telling) {
        in.changes().tell(telling.of(event, null, false));
    }

    /** Its open order has something new to show. */
    void touchOpen() {
        var open = open();
        if (open != null) {
            open.touch();
            in.changes().show(open);
        }
    }

    /** The open order ends because the case has ended elsewhere; one that the same transaction gave was never given. */
    void withdraw(WorkOrder order, Instant at) {
        order.withdraw(at);
        if (order.isNew()) {
            forget(order);
        } else {
            in.changes().show(order);
        }
    }

    /** An order that the same transaction gave was never given. */
    void forget(WorkOrder order) {
        orders.remove(order);
        in.changes().forget(order);
    }

    /** A ruling on the order's return; granted, the case goes where the decision says. */
    public WorkOrder decideReturn(WorkOrder order, ReturnDecided ruling, RoutingDecision next, Act act) {
        Instant at = ruling.decidedAt();
        order.decideReturn(ruling.granted(), at);
        in.changes().tell(order, act, at, ruling);
        if (!ruling.granted()) {
            return null;
        }
        return goOn(order, DispatchCause.AFTER_RETURN, next, act.telling(at, order.imported()));
    }

    /**
     * The order is taken from its unit, whatever waits there for somebody; the case goes where the decision says. A group stays together and
     * follows its lead.
     */
    public WorkOrder recall(WorkOrder order, String toUnit, String reason, RoutingDecision next, Act act) {
        Instant at = act.notBefore(order.lastEventAt());
        boolean signed = order.signature() != null;
        order.recall(
                next instanceof RoutingDecision.Dispatch ? WorkOrderCommand.REDIRECT : WorkOrderCommand.RECALL, at);
        in.changes()
                .recalled(
                        order,
                        act,
                        new WorkOrderRecalled(id(), order.id(), order.unit(), signed, toUnit, reason, act.actor(), at));
        return goOn(order, DispatchCause.AFTER_RECALL, next, act.telling(at, order.imported()));
    }

    /** The next order, or null: a dispatcher finds the unit. */
    private WorkOrder goOn(WorkOrder before, DispatchCause cause, RoutingDecision next, Telling telling) {
        var follows = new Follows(before.round(), cause, before.id());
        if (next instanceof RoutingDecision.Dispatch to) {
            in.requireNotAccused(this, to.unit());
            return dispatch(Assignment.of(to, follows), telling);
        }
        toTriage((RoutingDecision.Triage) next, follows, telling);
        return null;
    }

    /** A dispatcher asks the agent back before deciding. */
    public TriageQuestion askBack(UUID questionId, String question, Act act) {
        requireWaiting();
        if (waiting.questionId() != null) {
            throw new Refusal(new Refusal.WrongState("ASKED_BACK"));
        }
        Instant at = act.notBefore(waiting.sentAt());
        waiting = waiting.asked(questionId, at);
        tell(new TriageQuestionAsked(id(), questionId, question, act.actor(), at), act.telling(at, silent));
        return TriageQuestion.asked(questionId, id(), question, act.actor(), at);
    }

    /** The agent answers: the case is before the dispatchers again, on its old place. What was learnt belongs to the case from now on. */
    public TriageQuestion answerBack(TriageQuestion open, boolean learnt, String answer, Act act) {
        if (waiting == null || !open.id().equals(waiting.questionId())) {
            throw new Refusal(new Refusal.WrongState(open.answer() != null ? "ANSWERED_BACK" : standing("REGISTERED")));
        }
        Instant at = act.notBefore(waiting.askedAt());
        waiting = waiting.asked(null, null);
        tell(new TriageQuestionAnswered(id(), open.id(), learnt, answer, act.actor(), at), act.telling(at, silent));
        if (learnt) {
            in.note(this, new CaseChanges.Note(open.id(), id(), CaseChanges.Note.Kind.SUPPLEMENT, answer, at));
        }
        return open.answered(learnt, answer, act.actor(), at);
    }

    private void requireWaiting() {
        if (waiting == null) {
            throw new Refusal(new Refusal.WrongState(standing("REGISTERED")));
        }
    }

    /** A dispatcher gives the case, which waits for it, to a unit. */
    public WorkOrder decideTriage(TriageChoice choice, Act act) {
        in.requireNotReturnedBy(choice.unit(), List.of(id()), choice.backToReturner());
        requireWaiting();
        Instant at = act.notBefore(waiting.sentAt());
        var to = new Assignment(
                choice.unit(),
                choice.coUnits(),
                choice.category() != null ? choice.category() : registration.category(),
                registration.area(),
                DecidedBy.CLERK,
                "派单员选定：" + in.office().book().unitName(choice.unit())
                        + (choice.note() == null || choice.note().isBlank() ? "" : "。" + choice.note()),
                waiting.round(),
                waiting.cause(),
                waiting.previousId());
        leaveTriage(at, act.actor(), TriageEntry.Outcome.DISPATCHED);
        in.requireNotAccused(this, to.unit());
        return dispatch(to, act.telling(at, silent));
    }

    public UUID id() {
        return facts.caseId();
    }

    public CaseFacts facts() {
        return facts;
    }

    public Registration registration() {
        return registration;
    }

    /** Whether it was moved in and is not live yet: its events start no timers and notices. */
    public boolean silent() {
        return silent;
    }

    /** Why nothing more is to be dispatched; null while something is. */
    public String ended() {
        return ended;
    }

    /** Its orders, the oldest first. */
    public List<WorkOrder> orders() {
        return Collections.unmodifiableList(orders);
    }

    /** The open order, or null. */
    public WorkOrder open() {
        return orders.stream().filter(WorkOrder::isOpen).findFirst().orElse(null);
    }

    /** The order, or null. */
    public WorkOrder order(UUID orderId) {
        return orders.stream()
                .filter(order -> order.id().equals(orderId))
                .findFirst()
                .orElse(null);
    }

    /** The latest order; of a merged case the one that ended when it was merged. */
    WorkOrder latest() {
        return orders.get(orders.size() - 1);
    }

    /** The order that says where the case is, or by which it is given again; null for none, or while a dispatcher is to decide. */
    WorkOrder goesOn() {
        return orders.isEmpty() || waiting != null ? null : latest();
    }

    /** The order to come, if it waits for a dispatcher; else null. */
    public TriageEntry.Waiting waiting() {
        return waiting;
    }

    /** The case that it is handled with; null for one that is handled alone or leads. */
    public UUID leadCase() {
        return leadCase;
    }

    /** The cases handled with it. */
    public Set<UUID> members() {
        return Collections.unmodifiableSet(members);
    }

    Stream<String> returners() {
        return orders.stream()
                .filter(order -> order.state() == WorkOrderState.RETURNED)
                .map(WorkOrder::unit);
    }

    /** Where it stands, in the word of its latest order. */
    public String standing(String beforeTheFirstOrder) {
        return ended != null
                ? ended
                : orders.isEmpty() ? beforeTheFirstOrder : latest().state().name();
    }

    /**
     * What intake said that the next dispatch goes by.
     *
     * @param category May be null.
     * @param area May be null.
     * @param fromAbove Whether a platform above sent it.
     * @param corrections The number of the last correction that was heard of; 0 for none.
     */
    public record Registration(String category, String area, boolean fromAbove, int corrections) {
        /** As it was first registered. */
        public Registration(String category, String area, boolean fromAbove) {
            this(category, area, fromAbove, 0);
        }
    }

    /**
     * What the next order follows.
     *
     * @param cause Why it is given.
     * @param previousId The order before. May be null.
     */
    public record Follows(int round, DispatchCause cause, UUID previousId) {
        static final Follows NOTHING = new Follows(1, DispatchCause.FIRST, null);
    }
}
