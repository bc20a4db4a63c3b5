package org.hotline12345.dispatch.cases;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.dispatch.cases.model.WorkOrderCommand;

/** By which role commands on orders are given, deputies apart. */
public final class CommandRoles {
    private static final Set<String> HANDLERS = Set.of(Roles.UNIT_HANDLER);
    private static final Set<String> LEADERS = Set.of(Roles.UNIT_LEADER);
    private static final Set<String> ANYBODY = Set.of(Roles.UNIT_HANDLER, Roles.UNIT_REVIEWER, Roles.UNIT_LEADER);

    /** Of the lead unit or one above it. */
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
            Map.entry(WorkOrderCommand.TAKE_BACK, HANDLERS),
            Map.entry(WorkOrderCommand.CORRECT, HANDLERS),
            Map.entry(WorkOrderCommand.REVIEW, Set.of(Roles.UNIT_REVIEWER)),
            Map.entry(WorkOrderCommand.SIGN_OFF, LEADERS));

    /** At the centre, whatever the unit. */
    private static final Map<WorkOrderCommand, Set<String>> AT_CENTRE = Map.of(
            WorkOrderCommand.DECIDE_RETURN, Set.of(Roles.DISPATCHER),
            WorkOrderCommand.DECIDE_EXTENSION, Set.of(Roles.DISPATCHER),
            WorkOrderCommand.MERGE, Set.of(Roles.DISPATCHER),
            WorkOrderCommand.RECALL, Set.of(Roles.DISPATCHER, Roles.SUPERVISOR),
            WorkOrderCommand.REDIRECT, Set.of(Roles.DISPATCHER, Roles.SUPERVISOR),
            WorkOrderCommand.CENTRE_REVIEW, Set.of(Roles.CENTRE_REVIEWER));

    private CommandRoles() {}

    /** Roles of the people of the lead unit or one above it. */
    public static Set<String> inUnit(WorkOrderCommand command) {
        return IN_UNIT.getOrDefault(command, Set.of());
    }

    /** Roles of the centre's people. */
    public static Set<String> atCentre(WorkOrderCommand command) {
        return AT_CENTRE.getOrDefault(command, Set.of());
    }

    /** All of them. */
    static Set<String> of(WorkOrderCommand command) {
        return Stream.concat(inUnit(command).stream(), atCentre(command).stream())
                .collect(Collectors.toSet());
    }
}
