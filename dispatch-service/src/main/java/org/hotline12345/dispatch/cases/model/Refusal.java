package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A case or an order does not take what was asked of it. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    public Refusal(Reason reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why. */
    public sealed interface Reason {}

    /**
     * The state does not allow it.
     *
     * @param state Where it stands.
     * @param allowed What could be done there.
     * @param caseId The case, where several were named; else null.
     */
    public record WrongState(String state, List<WorkOrderCommand> allowed, UUID caseId) implements Reason {
        /** Where something stands that allows nothing. */
        public WrongState(String state) {
            this(state, List.of(), null);
        }
    }

    /** History is told in the wrong order. */
    public record BeforeLastEvent(Instant last) implements Reason {}

    /** The unit's policy wants a leader to read the order first. */
    public record InstructionAwaited() implements Reason {}

    /**
     * The unit, or one above it, is accused by a case that it would handle.
     *
     * @param field What of the command names it.
     * @param cases How many cases accuse it.
     */
    public record UnitIsAccused(String field, String unit, int cases) implements Reason {}

    /** The unit returned the case before, and nobody has ruled that it goes back. */
    public record ReturnedBefore(String unit) implements Reason {}

    /** The cases cannot be merged like this. */
    public record NotMergeable(List<MergePlan.Objection> objections) implements Reason {}

    /** Intake has not told the case yet. */
    public record NotKnownYet(UUID caseId) implements Reason {}

    /** The case is handled with no other one. */
    public record NotMerged() implements Reason {}
}
