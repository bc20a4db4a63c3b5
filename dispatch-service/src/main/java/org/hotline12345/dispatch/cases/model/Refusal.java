package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Why a case or an order does not take what was asked of it. */
public abstract sealed class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Refusal(String message) {
        super(message, null, false, false);
    }

    /** The state does not allow it. */
    public static final class WrongState extends Refusal {
        private static final long serialVersionUID = 1L;
        private final String state;
        private final transient List<WorkOrderCommand> allowed;
        private final UUID caseId;

        /**
         * Where it stands, and what could be done there.
         *
         * @param caseId The case, where several were named; else null.
         */
        public WrongState(String state, Collection<WorkOrderCommand> allowed, UUID caseId) {
            super("the state is " + state);
            this.state = state;
            this.allowed = List.copyOf(allowed);
            this.caseId = caseId;
        }

        /** Where something stands that allows nothing. */
        public WrongState(String state) {
            this(state, List.of(), null);
        }

        public String state() {
            return state;
        }

        public List<WorkOrderCommand> allowed() {
            return allowed;
        }

        /** The case, where several were named; else null. */
        public UUID caseId() {
            return caseId;
        }
    }

    /** History is told in the wrong order. */
    public static final class BeforeLastEvent extends Refusal {
        private static final long serialVersionUID = 1L;
        private final Instant last;

        BeforeLastEvent(Instant last) {
            super("it lies before " + last);
            this.last = last;
        }

        public Instant last() {
            return last;
        }
    }

    /** The unit's policy wants a leader to read the order first. */
    public static final class InstructionAwaited extends Refusal {
        private static final long serialVersionUID = 1L;

        InstructionAwaited() {
            super("a leader has to read it first");
        }
    }

    /** The unit, or one above it, is accused by a case that it would handle. */
    public static final class UnitIsAccused extends Refusal {
        private static final long serialVersionUID = 1L;
        private final String field;
        private final String unit;
        private final int cases;

        UnitIsAccused(String field, String unit, int cases) {
            super(unit + " is accused");
            this.field = field;
            this.unit = unit;
            this.cases = cases;
        }

        /** What of the command names it. */
        public String field() {
            return field;
        }

        public String unit() {
            return unit;
        }

        /** How many cases accuse it. */
        public int cases() {
            return cases;
        }
    }

    /** The unit returned the case before, and nobody has ruled that it goes back. */
    public static final class ReturnedBefore extends Refusal {
        private static final long serialVersionUID = 1L;
        private final String unit;

        ReturnedBefore(String unit) {
            super(unit + " returned it before");
            this.unit = unit;
        }

        public String unit() {
            return unit;
        }
    }

    /** The cases cannot be merged like this. */
    public static final class NotMergeable extends Refusal {
        private static final long serialVersionUID = 1L;
        private final transient List<MergePlan.Objection> objections;

        NotMergeable(List<MergePlan.Objection> objections) {
            super(objections.toString());
            this.objections = objections;
        }

        public List<MergePlan.Objection> objections() {
            return objections;
        }
    }

    /** Intake has not told the case yet. */
    public static final class NotKnownYet extends Refusal {
        private static final long serialVersionUID = 1L;

        NotKnownYet() {
            super("it is not known yet");
        }
    }

    /** The case is handled with no other one. */
    public static final class NotMerged extends Refusal {
        private static final long serialVersionUID = 1L;

        NotMerged() {
            super("it is not merged");
        }
    }
}
