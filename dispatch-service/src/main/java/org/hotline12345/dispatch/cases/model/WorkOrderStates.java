package org.hotline12345.dispatch.cases.model;

import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.ANSWER_WITH_LEAD;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.ASK_CO_UNIT;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.ASSIGN;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.CENTRE_REVIEW;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.CORRECT;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.DECIDE_EXTENSION;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.DECIDE_RETURN;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.HAND_BACK;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.HAND_DOWN;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.INSTRUCT;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.MARK_READ;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.MERGE;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.RECALL;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.REDIRECT;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.REQUEST_EXTENSION;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.REQUEST_RETURN;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.REVIEW;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.SIGN;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.SIGN_OFF;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.SUBMIT_REPLY;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.TAKE_BACK;
import static org.hotline12345.dispatch.cases.model.WorkOrderCommand.WITHDRAW;
import static org.hotline12345.events.WorkOrderState.MERGED;
import static org.hotline12345.events.WorkOrderState.PENDING_SIGN;
import static org.hotline12345.events.WorkOrderState.RECALLED;
import static org.hotline12345.events.WorkOrderState.REPLIED;
import static org.hotline12345.events.WorkOrderState.REPLY_IN_CENTRE_REVIEW;
import static org.hotline12345.events.WorkOrderState.REPLY_IN_REVIEW;
import static org.hotline12345.events.WorkOrderState.REPLY_IN_SIGN_OFF;
import static org.hotline12345.events.WorkOrderState.RETURNED;
import static org.hotline12345.events.WorkOrderState.RETURN_REQUESTED;
import static org.hotline12345.events.WorkOrderState.SIGNED;
import static org.hotline12345.events.WorkOrderState.WITHDRAWN;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.events.WorkOrderState;

/** The states of a work order and every way between them; nothing else changes a state. */
public final class WorkOrderStates {
    /** States in which the unit still owes something; a case has at most one order in them. */
    public static final Set<WorkOrderState> OPEN = Collections.unmodifiableSet(EnumSet.of(
            PENDING_SIGN, SIGNED, RETURN_REQUESTED, REPLY_IN_REVIEW, REPLY_IN_SIGN_OFF, REPLY_IN_CENTRE_REVIEW));

    /** States in which an order is there for its units; in any other it has left their lists. */
    public static final Set<WorkOrderState> AT_UNITS =
            Collections.unmodifiableSet(EnumSet.of(REPLIED, OPEN.toArray(WorkOrderState[]::new)));

    private static final Set<WorkOrderState> STEPS_OF_REPLIES =
            EnumSet.of(REPLY_IN_REVIEW, REPLY_IN_SIGN_OFF, REPLY_IN_CENTRE_REVIEW);

    private static final Map<WorkOrderState, Map<WorkOrderCommand, Set<WorkOrderState>>> WAYS =
            new EnumMap<>(WorkOrderState.class);

    static {
        for (var state : WorkOrderState.values()) {
            WAYS.put(state, new EnumMap<>(WorkOrderCommand.class));
        }
        way(PENDING_SIGN, SIGN, SIGNED);
        way(PENDING_SIGN, REQUEST_RETURN, RETURN_REQUESTED);
        way(SIGNED, REQUEST_RETURN, RETURN_REQUESTED);
        // a refused return: the first unit dispatched handles the case (首接负责), signed or not as before
        way(RETURN_REQUESTED, DECIDE_RETURN, RETURNED, PENDING_SIGN, SIGNED);
        way(SIGNED, SUBMIT_REPLY, REPLY_IN_REVIEW, REPLY_IN_SIGN_OFF);
        // a rejected reply goes back to its author
        way(REPLY_IN_REVIEW, REVIEW, REPLY_IN_SIGN_OFF, SIGNED);
        way(REPLY_IN_SIGN_OFF, SIGN_OFF, REPLY_IN_CENTRE_REVIEW, REPLIED, SIGNED);
        way(REPLY_IN_CENTRE_REVIEW, CENTRE_REVIEW, REPLIED, SIGNED);
        way(REPLY_IN_REVIEW, TAKE_BACK, SIGNED);
        way(REPLY_IN_SIGN_OFF, TAKE_BACK, SIGNED);
        // what was finished stays so: a correction is reviewed beside it
        way(REPLIED, CORRECT, REPLIED);
        way(SIGNED, REQUEST_EXTENSION, SIGNED);
        way(SIGNED, ASK_CO_UNIT, SIGNED);
        way(SIGNED, HAND_DOWN, SIGNED);
        way(MERGED, ANSWER_WITH_LEAD, REPLIED);
        for (var state : OPEN) {
            way(state, INSTRUCT, state);
            way(state, MARK_READ, state);
            way(state, ASSIGN, state);
            way(state, HAND_BACK, state);
            way(state, DECIDE_EXTENSION, state);
            way(state, RECALL, RECALLED);
            way(state, REDIRECT, RECALLED);
            way(state, MERGE, MERGED);
            way(state, WITHDRAW, WITHDRAWN);
        }
    }

    private WorkOrderStates() {}

    private static void way(WorkOrderState from, WorkOrderCommand command, WorkOrderState... to) {
        WAYS.get(from).put(command, EnumSet.copyOf(List.of(to)));
    }

    /** Whether the unit still owes something. */
    public static boolean isOpen(WorkOrderState state) {
        return OPEN.contains(state);
    }

    /** The commands allowed in the state. */
    public static Set<WorkOrderCommand> allowed(WorkOrderState state) {
        return Collections.unmodifiableSet(WAYS.get(state).keySet());
    }

    /** Whether a reply waits for somebody's step in the state. */
    public static boolean isReplyStep(WorkOrderState state) {
        return STEPS_OF_REPLIES.contains(state);
    }

    /** The commands allowed while the correction of an issued reply waits for this step. */
    public static Set<WorkOrderCommand> allowedInCorrection(WorkOrderState step) {
        var steps = EnumSet.of(TAKE_BACK, REVIEW, SIGN_OFF, CENTRE_REVIEW);
        steps.retainAll(WAYS.get(step).keySet());
        return Collections.unmodifiableSet(steps);
    }

    /** The states the command can lead to. */
    public static Set<WorkOrderState> targets(WorkOrderState state, WorkOrderCommand command) {
        return Collections.unmodifiableSet(WAYS.get(state).getOrDefault(command, EnumSet.noneOf(WorkOrderState.class)));
    }

    /**
     * Checks a way.
     *
     * @return the new state
     * @throws IllegalArgumentException where there is no such way: a mistake of the code, {@link #allowed} is asked first
     */
    public static WorkOrderState move(WorkOrderState from, WorkOrderCommand command, WorkOrderState to) {
        if (!targets(from, command).contains(to)) {
            throw new IllegalArgumentException(from + " does not become " + to + " by " + command);
        }
        return to;
    }
}
