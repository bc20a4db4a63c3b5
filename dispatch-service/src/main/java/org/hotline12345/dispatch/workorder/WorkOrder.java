package org.hotline12345.dispatch.workorder;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.dispatch.cases.model.Assignment;
import org.hotline12345.dispatch.cases.model.ComplexCase;
import org.hotline12345.dispatch.cases.model.InstructionStanding;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.cases.model.WorkOrderStates;
import org.hotline12345.dispatch.masterdata.units.model.InstructionPolicy;
import org.hotline12345.events.DecidedBy;
import org.hotline12345.events.DispatchCause;
import org.hotline12345.events.Urgency;
import org.hotline12345.events.WorkOrderState;

/** One round of handling of one case by a lead unit (承办单). */
@Entity
@Table(name = "work_order")
public class WorkOrder {
    /** The unit's policy wants a leader to read the order first. */
    private static final ProblemType INSTRUCTION_AWAITED = new ProblemType("instruction-awaited", 409);

    @Id
    private UUID id;

    @Version
    private Integer version;

    @Column(name = "case_id", updatable = false)
    private UUID caseId;

    @Column(updatable = false)
    private int round;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private DispatchCause cause;

    @Column(updatable = false)
    private String unit;

    @Column(name = "co_units", columnDefinition = "text[]")
    private String[] coUnits;

    @Enumerated(EnumType.STRING)
    private WorkOrderState state;

    @Column(updatable = false)
    private String category;

    @Column(updatable = false)
    private String area;

    @Enumerated(EnumType.STRING)
    @Column(name = "decided_by", updatable = false)
    private DecidedBy decidedBy;

    @Column(updatable = false)
    private String reason;

    @Column(updatable = false)
    private Double confidence;

    @Column(name = "model_version", updatable = false)
    private String modelVersion;

    @Column(name = "previous_id", updatable = false)
    private UUID previousId;

    @Column(name = "dispatched_at", updatable = false)
    private Instant dispatchedAt;

    @Column(name = "signed_at")
    private Instant signedAt;

    @Column(name = "signed_by")
    private String signedBy;

    private String assignee;

    @Column(name = "assigned_by")
    private String assignedBy;

    @Column(name = "assigned_at")
    private Instant assignedAt;

    @Column(name = "handling_unit")
    private String handlingUnit;

    @Enumerated(EnumType.STRING)
    @Column(name = "instruction_standing")
    private InstructionStanding instructionStanding;

    @Column(name = "finished_at")
    private Instant finishedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "last_event_at")
    private Instant lastEventAt;

    @Column(name = "case_number", updatable = false)
    private String caseNumber;

    @Column(updatable = false)
    private String title;

    @Column(updatable = false)
    private String type;

    @Column(updatable = false)
    private String urgency;

    @Column(updatable = false)
    private String channel;

    @Column(updatable = false)
    private String anonymity;

    @Column(name = "respondent_unit", updatable = false)
    private String respondentUnit;

    @Column(updatable = false)
    private boolean imported;

    protected WorkOrder() {}

    /** An order for the case, waiting to be signed. */
    static WorkOrder give(RegisteredCase registered, Assignment to, InstructionPolicy policy, Instant at) {
        var order = new WorkOrder();
        order.id = UuidV7.next();
        order.caseId = registered.caseId();
        order.round = to.round();
        order.cause = to.cause();
        order.unit = to.unit();
        order.coUnits = to.coUnits().toArray(String[]::new);
        order.state = WorkOrderState.PENDING_SIGN;
        order.category = to.category();
        order.area = to.area();
        order.decidedBy = to.decidedBy();
        order.reason = to.reason();
        order.confidence = to.confidence();
        order.modelVersion = to.modelVersion();
        order.previousId = to.previousId();
        order.dispatchedAt = at;
        order.lastEventAt = at;
        order.caseNumber = registered.caseNumber();
        order.title = registered.title();
        order.type = registered.type();
        order.urgency = registered.urgency();
        order.channel = registered.channel();
        order.anonymity = registered.anonymity();
        order.respondentUnit = registered.respondentUnit();
        order.imported = registered.silent();
        order.instructionStanding = order.imported
                ? InstructionStanding.NOT_NEEDED
                : order.complexity().standing(policy);
        return order;
    }

    /** 409 unless the state allows the command. */
    public void require(WorkOrderCommand command) {
        if (!WorkOrderStates.allows(state, command)) {
            throw Problem.wrongState(
                    state.name(),
                    WorkOrderStates.allowed(state).stream()
                            .map(WorkOrderCommand::word)
                            .toList());
        }
    }

    /** The unit takes the order. */
    public void sign(String by, Instant at) {
        move(WorkOrderCommand.SIGN, WorkOrderState.SIGNED, at);
        signedAt = at;
        signedBy = by;
    }

    /** Somebody of the unit is to handle it. */
    public void assign(String subject, String by, Instant at) {
        move(WorkOrderCommand.ASSIGN, state, at);
        assignee = subject;
        assignedBy = by;
        assignedAt = at;
    }

    /** 409 while a leader has still to read the order before it is handled. */
    public void requireInstructed() {
        if (instructionStanding.holdsHandling()) {
            throw Problem.of(INSTRUCTION_AWAITED);
        }
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
    public void handDown(String to, Instant at) {
        move(WorkOrderCommand.HAND_DOWN, state, at);
        handledBy(to);
    }

    /** The lead unit, or one between, handles it again. */
    public void handBack(String to, Instant at) {
        move(WorkOrderCommand.HAND_BACK, state, at);
        handledBy(to);
    }

    private void handledBy(String to) {
        handlingUnit = to.equals(unit) ? null : to;
        assignee = null;
        assignedBy = null;
        assignedAt = null;
    }

    /** What makes it complex. */
    public ComplexCase complexity() {
        return new ComplexCase(Urgency.valueOf(urgency), channel, round, cause, coUnits.length);
    }

    /** Something happened that leaves the state as it is. */
    public void note(WorkOrderCommand command, Instant at) {
        move(command, state, at);
    }

    /** The unit asks to be rid of it. */
    public void requestReturn(Instant at) {
        move(WorkOrderCommand.REQUEST_RETURN, WorkOrderState.RETURN_REQUESTED, at);
    }

    /** A granted return ends the order; a refused one leaves it to the unit that was dispatched first. */
    public void decideReturn(boolean granted, Instant at) {
        if (granted) {
            move(WorkOrderCommand.DECIDE_RETURN, WorkOrderState.RETURNED, at);
            endedAt = at;
        } else {
            move(
                    WorkOrderCommand.DECIDE_RETURN,
                    signedAt == null ? WorkOrderState.PENDING_SIGN : WorkOrderState.SIGNED,
                    at);
        }
    }

    /** Another unit is asked for its opinion and sees the order from now on. */
    public void askCoUnit(String coUnit, Instant at) {
        move(WorkOrderCommand.ASK_CO_UNIT, state, at);
        if (!coUnits().contains(coUnit)) {
            var units = new ArrayList<>(coUnits());
            units.add(coUnit);
            coUnits = units.toArray(String[]::new);
        }
    }

    /** A step of the reply's way. */
    public void replyMoved(WorkOrderCommand step, WorkOrderState to, Instant at) {
        move(step, to, at);
        if (to == WorkOrderState.REPLIED) {
            finishedAt = at;
            endedAt = at;
        }
    }

    /** The order ends because the case is handled with another one. */
    public void merge(Instant at) {
        move(WorkOrderCommand.MERGE, WorkOrderState.MERGED, at);
        endedAt = at;
    }

    /** The citizen of a merged case is answered with the lead case. */
    public void answerWithLead(Instant at) {
        move(WorkOrderCommand.ANSWER_WITH_LEAD, WorkOrderState.REPLIED, at);
        finishedAt = at;
    }

    private void move(WorkOrderCommand command, WorkOrderState to, Instant at) {
        require(command);
        state = WorkOrderStates.move(state, command, to);
        lastEventAt = at;
    }

    public UUID id() {
        return id;
    }

    /** The version; null before it is stored. */
    public Integer version() {
        return version;
    }

    public UUID caseId() {
        return caseId;
    }

    public int round() {
        return round;
    }

    public DispatchCause cause() {
        return cause;
    }

    /** The unit below the lead that handles it; null while the lead unit does. */
    public String handlingUnit() {
        return handlingUnit;
    }

    /** Who handles it: the lead unit or one below it. */
    public String handler() {
        return handlingUnit == null ? unit : handlingUnit;
    }

    /** The units beside the lead that see it: those that co-handle it and the one it was handed down to. */
    public List<String> readers() {
        return handlingUnit == null || coUnits().contains(handlingUnit)
                ? coUnits()
                : Stream.concat(coUnits().stream(), Stream.of(handlingUnit)).toList();
    }

    /** Whether a leader reads it before it is handled. */
    public InstructionStanding instructionStanding() {
        return instructionStanding;
    }

    /** Lead unit. */
    public String unit() {
        return unit;
    }

    public List<String> coUnits() {
        return Arrays.asList(coUnits);
    }

    public WorkOrderState state() {
        return state;
    }

    public String category() {
        return category;
    }

    public String area() {
        return area;
    }

    public DecidedBy decidedBy() {
        return decidedBy;
    }

    public String reason() {
        return reason;
    }

    /** Probability, where a model had a say; else null. */
    public Double confidence() {
        return confidence;
    }

    /** Version of the model that had a say; else null. */
    public String modelVersion() {
        return modelVersion;
    }

    public UUID previousId() {
        return previousId;
    }

    public Instant dispatchedAt() {
        return dispatchedAt;
    }

    public Instant signedAt() {
        return signedAt;
    }

    public String signedBy() {
        return signedBy;
    }

    public String assignee() {
        return assignee;
    }

    public Instant finishedAt() {
        return finishedAt;
    }

    public Instant lastEventAt() {
        return lastEventAt;
    }

    public String caseNumber() {
        return caseNumber;
    }

    public String title() {
        return title;
    }

    public String type() {
        return type;
    }

    public String urgency() {
        return urgency;
    }

    public String channel() {
        return channel;
    }

    public String anonymity() {
        return anonymity;
    }

    /** The accused unit; may be null. */
    public String respondentUnit() {
        return respondentUnit;
    }

    /** Whether its events start no timers and notices: the case was moved in and is not live. */
    public boolean imported() {
        return imported;
    }
}
