package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.events.CaseCorrected;
import org.hotline12345.events.CaseDispatched;
import org.hotline12345.events.WorkOrderState;

/** One round of handling of one case by a lead unit (承办单). */
public final class WorkOrder {
    private final UUID id;
    private CaseFacts of;
    private Assignment to;
    private final Instant dispatchedAt;
    private final boolean fresh;
    private boolean imported;
    private List<String> coUnits;
    private WorkOrderState state;
    private int version;
    private boolean changed;
    private Signature signature;
    private Assignee assignee;
    private String handlingUnit;
    private String leftUnit;
    private InstructionStanding instructionStanding;
    private WorkOrderState correction;
    private Instant finishedAt;
    private Instant endedAt;
    private Instant lastEventAt;

    private WorkOrder(
            UUID id,
            CaseFacts of,
            boolean imported,
            Assignment to,
            Instant dispatchedAt,
            Progress progress,
            boolean fresh) {
        this.id = id;
        this.of = of;
        this.imported = imported;
        this.to = to;
        this.dispatchedAt = dispatchedAt;
        this.fresh = fresh;
        this.coUnits = to.coUnits();
        this.state = progress.state();
        this.version = progress.version();
        this.signature = progress.signature();
        this.assignee = progress.assignee();
        this.handlingUnit = progress.handlingUnit();
        this.instructionStanding = progress.instruction();
        this.correction = progress.correction();
        this.finishedAt = progress.times().finishedAt();
        this.endedAt = progress.times().endedAt();
        this.lastEventAt = progress.times().lastEventAt();
    }

    /** An order just given, waiting to be signed. */
    static WorkOrder given(UUID id, CaseFacts of, boolean imported, Assignment to, Instant at, Office office) {
        var standing = imported
                ? InstructionStanding.NOT_NEEDED
                : new ComplexCase(
                                of.urgency(),
                                of.channel(),
                                to.round(),
                                to.cause(),
                                to.coUnits().size())
                        .standing(office.instructionsOf(to.unit()));
        var progress = new Progress(
                WorkOrderState.PENDING_SIGN, 0, null, null, null, standing, null, new Times(null, null, at));
        return new WorkOrder(id, of, imported, to, at, progress, true);
    }

    /** An order as it is stored; the assignment names the co-handling units of now. */
    public static WorkOrder stored(
            UUID id, CaseFacts of, boolean imported, Assignment to, Instant dispatchedAt, Progress progress) {
        return new WorkOrder(id, of, imported, to, dispatchedAt, progress, false);
    }

    /** Refuses what the state does not allow. */
    public void require(WorkOrderCommand command) {
        if (!allows(command)) {
            throw new Refusal(new Refusal.WrongState(state.name(), List.copyOf(allowed()), null));
        }
    }

    /** Whether the command is allowed as it stands. */
    public boolean allows(WorkOrderCommand command) {
        return allowed().contains(command);
    }

    private Set<WorkOrderCommand> allowed() {
        return correction == null ? WorkOrderStates.allowed(state) : WorkOrderStates.allowedInCorrection(correction);
    }

    /** Refuses handling while a leader has still to read the order. */
    public void requireInstructed() {
        if (instructionStanding.holdsHandling()) {
            throw new Refusal(new Refusal.InstructionAwaited());
        }
    }

    /** The unit takes the order. */
    public void sign(String by, Instant at) {
        move(WorkOrderCommand.SIGN, WorkOrderState.SIGNED, at);
        signature = new Signature(at, by);
    }

    /** Somebody of the unit is to handle it. */
    public void assign(String subject, String by, Instant at) {
        move(WorkOrderCommand.ASSIGN, state, at);
        assignee = new Assignee(subject, by, at);
    }

    /** A leader has read it. */
    public void markRead(Instant at) {
        move(WorkOrderCommand.MARK_READ, state, at);
        instructionStanding = instructionStanding.read();
    }

    /** A leader said what is to be done. */
    public void instruct(Instant at) {
        move(WorkOrderCommand.INSTRUCT, state, at);
        instructionStanding = InstructionStanding.GIVEN;
    }

    /** A unit below the lead handles it from now on; who of it is for that unit to say. */
    public void handDown(String unit, Instant at) {
        move(WorkOrderCommand.HAND_DOWN, state, at);
        handledBy(unit);
    }

    /** The lead unit, or one between, handles it again. */
    public void handBack(String unit, Instant at) {
        move(WorkOrderCommand.HAND_BACK, state, at);
        handledBy(unit);
    }

    private void handledBy(String unit) {
        leftUnit = handlingUnit;
        handlingUnit = unit.equals(to.unit()) ? null : unit;
        assignee = null;
    }

    /** Something happened that leaves the state as it is. */
    public void note(WorkOrderCommand command, Instant at) {
        move(command, state, at);
    }

    /** The unit asks to be rid of it. */
    public void requestReturn(Instant at) {
        move(WorkOrderCommand.REQUEST_RETURN, WorkOrderState.RETURN_REQUESTED, at);
    }

    /** A granted return ends the order; a refused one leaves it to the unit that was dispatched first (首接负责). */
    public void decideReturn(boolean granted, Instant at) {
        if (granted) {
            move(WorkOrderCommand.DECIDE_RETURN, WorkOrderState.RETURNED, at);
            endedAt = at;
        } else {
            move(
                    WorkOrderCommand.DECIDE_RETURN,
                    signature == null ? WorkOrderState.PENDING_SIGN : WorkOrderState.SIGNED,
                    at);
        }
    }

    /** It is taken from the unit. */
    void recall(WorkOrderCommand how, Instant at) {
        move(how, WorkOrderState.RECALLED, at);
        endedAt = at;
    }

    /** Another unit is asked for its opinion and sees the order from now on. */
    public void askCoUnit(String coUnit, Instant at) {
        move(WorkOrderCommand.ASK_CO_UNIT, state, at);
        if (!coUnits.contains(coUnit)) {
            coUnits = Stream.concat(coUnits.stream(), Stream.of(coUnit)).toList();
        }
    }

    /** A step of the reply's way; that of a correction leaves the order finished as it is. */
    public void replyMoved(WorkOrderCommand step, WorkOrderState next, Instant at) {
        if (state == WorkOrderState.REPLIED) {
            require(step);
            correction = WorkOrderStates.isReplyStep(next) ? next : null;
            lastEventAt = at;
            touch();
            return;
        }
        move(step, next, at);
        if (next == WorkOrderState.REPLIED) {
            finishedAt = at;
            endedAt = at;
        }
    }

    /** The result of the round no longer stands: nothing of it is left to correct. */
    void endCorrection() {
        if (correction != null) {
            correction = null;
            touch();
        }
    }

    /** Its issued reply was replaced by that of the lead case, with which it was answered. */
    public void correctedWithLead(Instant at) {
        lastEventAt = lastEventAt.isBefore(at) ? at : lastEventAt;
        touch();
    }

    /** The order ends because the case is handled with another one. */
    void merge(Instant at) {
        move(WorkOrderCommand.MERGE, WorkOrderState.MERGED, at);
        endedAt = at;
    }

    /** The citizen of a merged case is answered with the lead case. */
    void answerWithLead(Instant at) {
        move(WorkOrderCommand.ANSWER_WITH_LEAD, WorkOrderState.REPLIED, at);
        finishedAt = at;
    }

    /** The case has ended elsewhere. */
    void withdraw(Instant at) {
        state = WorkOrderStates.move(state, WorkOrderCommand.WITHDRAW, WorkOrderState.WITHDRAWN);
        endedAt = at;
        lastEventAt = lastEventAt.isBefore(at) ? at : lastEventAt;
        touch();
    }

    /** What was registered of its case is this. */
    void correct(CaseFacts facts) {
        of = facts;
    }

    /** From now on somebody is told of it. */
    void goLive() {
        imported = false;
        touch();
    }

    private void move(WorkOrderCommand command, WorkOrderState next, Instant at) {
        require(command);
        state = WorkOrderStates.move(state, command, next);
        lastEventAt = at;
        touch();
    }

    /** Something about it changed: its version rises once in a transaction. */
    void touch() {
        if (!changed && !fresh) {
            version++;
        }
        changed = true;
    }

    /** It goes on, and its case is of the corrected category and area. */
    void correct(CaseCorrected event) {
        to = to.corrected(event);
    }

    /**
     * The event of its being given.
     *
     * @param corrections the number of the last correction of the case that was heard of
     */
    CaseDispatched dispatched(int corrections) {
        return new CaseDispatched(
                of.caseId(),
                id,
                to.round(),
                to.cause(),
                to.unit(),
                to.coUnits(),
                to.category(),
                to.area(),
                to.decidedBy(),
                to.reason(),
                to.confidence(),
                to.modelVersion(),
                to.previousId(),
                dispatchedAt,
                of.accused(),
                corrections);
    }

    /** Whether the unit still owes something. */
    public boolean isOpen() {
        return WorkOrderStates.isOpen(state);
    }

    /** Whether it is not stored yet. */
    public boolean isNew() {
        return fresh;
    }

    /** Whether it differs from what is stored. */
    public boolean isChanged() {
        return fresh || changed;
    }

    public UUID id() {
        return id;
    }

    public CaseFacts of() {
        return of;
    }

    public UUID caseId() {
        return of.caseId();
    }

    /** To whom it was given, and why. */
    public Assignment assignment() {
        return to;
    }

    /** Lead unit. */
    public String unit() {
        return to.unit();
    }

    public int round() {
        return to.round();
    }

    /** The version that is stored, or that it is stored with first. */
    public int storedVersion() {
        return fresh || !changed ? version : version - 1;
    }

    /** The version that it will have when it is stored. */
    public int version() {
        return version;
    }

    public WorkOrderState state() {
        return state;
    }

    public List<String> coUnits() {
        return coUnits;
    }

    /** The unit below the lead that handles it; null while the lead unit does. */
    public String handlingUnit() {
        return handlingUnit;
    }

    /** Who handles it: the lead unit or one below it. */
    public String handler() {
        return handlingUnit == null ? to.unit() : handlingUnit;
    }

    /** The units beside the lead that see it: those that co-handle it and the one it was handed down to. */
    public List<String> readers() {
        return handlingUnit == null || coUnits.contains(handlingUnit)
                ? coUnits
                : Stream.concat(coUnits.stream(), Stream.of(handlingUnit)).toList();
    }

    /** The unit below the lead that saw it until now, and sees it no more; null for none. */
    public String leftUnit() {
        return leftUnit == null || readers().contains(leftUnit) ? null : leftUnit;
    }

    /** Whether a leader reads it before it is handled. */
    public InstructionStanding instructionStanding() {
        return instructionStanding;
    }

    /** The step for which the correction of its issued reply waits; null if none is under way. */
    public WorkOrderState correction() {
        return correction;
    }

    /** Whether it was answered with the lead case of a merge, not by its own unit. */
    public boolean isAnsweredWithLead() {
        return finishedAt != null && !finishedAt.equals(endedAt);
    }

    public Instant dispatchedAt() {
        return dispatchedAt;
    }

    /** Null before it is signed. */
    public Signature signature() {
        return signature;
    }

    /** Null while nobody is named. */
    public Assignee assignee() {
        return assignee;
    }

    public Instant finishedAt() {
        return finishedAt;
    }

    public Instant endedAt() {
        return endedAt;
    }

    public Instant lastEventAt() {
        return lastEventAt;
    }

    /** Whether its events start no timers and notices: the case was moved in and is not live. */
    public boolean imported() {
        return imported;
    }

    /** Who took it, and when. */
    public record Signature(Instant at, String by) {}

    /** Who of the unit handles it, and who said so when. */
    public record Assignee(String subject, String by, Instant at) {}

    /**
     * When what happened.
     *
     * @param finishedAt When the citizen was answered. May be null.
     * @param endedAt When the unit owed nothing more. May be null.
     */
    public record Times(Instant finishedAt, Instant endedAt, Instant lastEventAt) {}

    /**
     * How far it has come.
     *
     * @param signature May be null.
     * @param assignee May be null.
     * @param handlingUnit May be null.
     * @param correction The step for which the correction of its reply waits. May be null.
     */
    public record Progress(
            WorkOrderState state,
            int version,
            Signature signature,
            Assignee assignee,
            String handlingUnit,
            InstructionStanding instruction,
            WorkOrderState correction,
            Times times) {}
}
