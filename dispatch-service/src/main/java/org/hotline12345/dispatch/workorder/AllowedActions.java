package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.dispatch.cases.CommandRoles;
import org.hotline12345.dispatch.cases.model.InstructionStanding;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;
import org.hotline12345.dispatch.cases.model.WorkOrderStates;
import org.hotline12345.dispatch.deputy.StandingDeputies;
import org.hotline12345.dispatch.deputy.model.Role;
import org.hotline12345.events.WorkOrderState;

/**
 * What the caller may do with an order now: what its state allows and the caller's roles can do, in the caller's own units or
 * at the centre; a deputy also what the person acted for may do.
 */
@ApplicationScoped
public class AllowedActions {
    /** Of these, what the people of a unit may do that it was handed down to. */
    private static final Set<WorkOrderCommand> BY_HANDLING_UNIT = Set.of(
            WorkOrderCommand.ASSIGN,
            WorkOrderCommand.HAND_DOWN,
            WorkOrderCommand.HAND_BACK,
            WorkOrderCommand.ASK_CO_UNIT,
            WorkOrderCommand.SUBMIT_REPLY,
            WorkOrderCommand.TAKE_BACK,
            WorkOrderCommand.CORRECT);

    /** What a deputy does in the role of somebody in the lead unit or one above it. */
    private static final Map<WorkOrderCommand, Role> BY_DEPUTY = Map.of(
            WorkOrderCommand.REVIEW, Role.UNIT_REVIEWER,
            WorkOrderCommand.SIGN_OFF, Role.UNIT_LEADER,
            WorkOrderCommand.INSTRUCT, Role.UNIT_LEADER,
            WorkOrderCommand.MARK_READ, Role.UNIT_LEADER);

    /** Happens by itself, or by the citizen: nobody's command. */
    private static final Set<WorkOrderCommand> NOBODY =
            Set.of(WorkOrderCommand.ANSWER_WITH_LEAD, WorkOrderCommand.WITHDRAW);

    /** What waits for the leader where the unit's policy wants one to read the case first. */
    static final Set<WorkOrderCommand> HELD = Set.of(WorkOrderCommand.SUBMIT_REPLY, WorkOrderCommand.HAND_DOWN);

    private final Caller caller;
    private final StandingDeputies deputies;

    public AllowedActions(Caller caller, StandingDeputies deputies) {
        this.caller = caller;
        this.deputies = deputies;
    }

    /** The same for work that is done outside the request. */
    AllowedActions detached() {
        return new AllowedActions(caller.detached(), deputies);
    }

    /** Before orders are shown: who is whose deputy now. */
    public Uni<Void> upToDate() {
        return deputies.upToDate();
    }

    /**
     * Words of the commands, in the order of {@link WorkOrderCommand}.
     *
     * @param handlingUnit to which it was handed down, or null
     * @param history whether its case was moved in and is not live
     * @param correction the step for which the correction of its reply waits, or null
     * @param correctable whether its reply may be corrected, as far as is known here
     */
    List<String> in(
            WorkOrderState state,
            InstructionStanding standing,
            String unit,
            String handlingUnit,
            boolean history,
            WorkOrderState correction,
            boolean correctable) {
        var ways =
                correction == null ? WorkOrderStates.allowed(state) : WorkOrderStates.allowedInCorrection(correction);
        return ways.stream()
                .filter(command -> correctable || command != WorkOrderCommand.CORRECT)
                .filter(command -> !standing.holdsHandling() || !HELD.contains(command))
                .filter(command -> handlingUnit != null || command != WorkOrderCommand.HAND_BACK)
                .filter(command -> may(command, unit, handlingUnit, history))
                .map(WorkOrderCommand::word)
                .toList();
    }

    private boolean may(WorkOrderCommand command, String unit, String handlingUnit, boolean history) {
        if (NOBODY.contains(command)) {
            return false;
        }
        if (history && caller.has(Roles.IMPORTER) || caller.isOfOffice(CommandRoles.atCentre(command))) {
            return true;
        }
        boolean ofLead = caller.covers(unit);
        boolean inScope = ofLead || BY_HANDLING_UNIT.contains(command) && caller.covers(handlingUnit);
        return inScope && caller.hasAny(CommandRoles.inUnit(command))
                || ofLead
                        && BY_DEPUTY.containsKey(command)
                        && deputies.standsIn(caller.subject(), BY_DEPUTY.get(command), unit);
    }
}
