package org.hotline12345.followup.supervision;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hotline12345.chassis.access.CommandTable;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.followup.cases.model.SupervisionState;

/** Who does what about a supervision that is not closed. */
enum SupervisionActions {
    /** The unit reports. */
    FEEDBACK,
    /** It goes up a level. */
    RAISE,
    /** It ends with a finding. */
    CLOSE;

    static final CommandTable<SupervisionActions, SupervisionState> TABLE = new CommandTable<>(
            SupervisionActions.class,
            action -> action.name().toLowerCase(Locale.ROOT),
            state -> state == SupervisionState.CLOSED ? List.of() : List.of(values()),
            Map.of(
                    FEEDBACK, Roles.UNIT_PEOPLE,
                    RAISE, Set.of(Roles.SUPERVISOR),
                    CLOSE, Set.of(Roles.SUPERVISOR)));
}
