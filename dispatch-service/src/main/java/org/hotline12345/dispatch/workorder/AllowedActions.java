package org.hotline12345.dispatch.workorder;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
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
    private static final Set<String> HANDLERS = Set.of(Roles.UNIT_HANDLER);
    private static final Set<String> LEADERS = Set.of(Roles.UNIT_LEADER);
    private static final Set<String> ANYBODY = Set.of(Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER);

    /** By role in the lead unit or one above it. */
    private static final Map<WorkOrderCommand, Set<String>> IN_UNIT = Map.ofEntries(
            Map.entry(WorkOrderCommand.SIGN, HANDLERS),
            Map.entry(WorkOrderCommand.ASSIGN, ANYBODY),
            Map.entry(WorkOrderCommand.INSTRUCT, LEADERS),
            Map.entry(WorkOrderCommand.MARK_READ, LEADERS),
            Map.entry(WorkOrderCommand.HAND_DOWN, ANYBODY),
            Map.entry(WorkOrderCommand.HAND_BACK, ANYBODY),
            Map.entry(WorkOrderCommand.REQUEST_RETURN, HANDLERS),
            Map.entry(WorkOrderCommand.REQUEST_EXTENSION, HANDLERS),
            Map.entry(WorkOrderCommand.ASK_CO_UNIT, HANDLERS),
            Map.entry(WorkOrderCommand.SUBMIT_REPLY, HANDLERS),
            Map.entry(WorkOrderCommand.REVIEW, Set.of(Roles.UNIT_REVIEWER)),
            Map.entry(WorkOrderCommand.SIGN_OFF, LEADERS));

    /** Of these, what the people of a unit may do that it was handed down to. */
    private static final Set<WorkOrderCommand> BY_HANDLING_UNIT = Set.of(
            WorkOrderCommand.ASSIGN,
            WorkOrderCommand.HAND_DOWN,
            WorkOrderCommand.HAND_BACK,
            WorkOrderCommand.ASK_CO_UNIT,
            WorkOrderCommand.SUBMIT_REPLY);

    /** What a deputy does in the role of somebody in the lead unit or one above it. */
    private static final Map<WorkOrderCommand, Role> BY_DEPUTY = Map.of(
            WorkOrderCommand.REVIEW, Role.UNIT_REVIEWER,
            WorkOrderCommand.SIGN_OFF, Role.UNIT_LEADER,
            WorkOrderCommand.INSTRUCT, Role.UNIT_LEADER,
            WorkOrderCommand.MARK_READ, Role.UNIT_LEADER);

    /** By role at the centre, whatever the unit. */
    private static final Map<WorkOrderCommand, Set<String>> AT_CENTRE = Map.of(
            WorkOrderCommand.DECIDE_RETURN, Set.of(Roles.DISPATCHER),
            WorkOrderCommand.DECIDE_EXTENSION, Set.of(Roles.DISPATCHER),
            WorkOrderCommand.MERGE, Set.of(Roles.DISPATCHER),
            WorkOrderCommand.CENTRE_REVIEW, Set.of(Roles.CENTRE_REVIEWER));

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

    /** Words of the commands, in the order of {@link WorkOrderCommand}; {@code handlingUnit}: handed down to, or null. */
    List<String> in(WorkOrderState state, InstructionStanding standing, String unit, String handlingUnit) {
        return WorkOrderStates.allowed(state).stream()
                .filter(command -> !standing.holdsHandling() || !HELD.contains(command))
                .filter(command -> handlingUnit != null || command != WorkOrderCommand.HAND_BACK)
                .filter(command -> may(command, unit, handlingUnit))
                .map(WorkOrderCommand::word)
                .toList();
    }

    private boolean may(WorkOrderCommand command, String unit, String handlingUnit) {
        if (NOBODY.contains(command)) {
            return false;
        }
        if (caller.has(Roles.IMPORTER) || caller.hasAny(AT_CENTRE.getOrDefault(command, Set.of()))) {
            return true;
        }
        boolean ofLead = caller.covers(unit);
        boolean inScope = ofLead || BY_HANDLING_UNIT.contains(command) && caller.covers(handlingUnit);
        return inScope && caller.hasAny(IN_UNIT.getOrDefault(command, Set.of()))
                || ofLead
                        && BY_DEPUTY.containsKey(command)
                        && deputies.standsIn(caller.subject(), BY_DEPUTY.get(command), unit);
    }
}
