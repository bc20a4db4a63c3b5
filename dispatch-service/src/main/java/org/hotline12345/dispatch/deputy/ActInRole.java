package org.hotline12345.dispatch.deputy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.deputy.model.ActingRule;
import org.hotline12345.dispatch.deputy.model.Hand;
import org.hotline12345.dispatch.deputy.model.Role;
import org.hotline12345.events.SignOffLevel;

/** Whether the caller may act in a role of a unit: as the person with the role, or as a deputy on the days named. */
@ApplicationScoped
public class ActInRole {
    private static final ProblemType PRINCIPAL_NEEDED = new ProblemType("principal-must-sign", 403);
    private final Caller caller;
    private final OfficeCopy office;
    private final DeputyStore store;

    public ActInRole(Caller caller, OfficeCopy office, DeputyStore store) {
        this.caller = caller;
        this.office = office;
        this.store = store;
    }

    /**
     * By whose hand the caller acts.
     *
     * @param level The level asked for; null for any.
     * @param history Whether the caller moves history in: the hand counts as that of whoever did it then.
     * @throws Problem 403 if the caller neither has the role nor is a deputy of somebody who has
     */
    public Uni<Hand> require(
            Mutiny.Session session, Role role, SignOffLevel level, String unit, Instant at, boolean history) {
        if (history) {
            return Uni.createFrom().item(Hand.OWN);
        }
        boolean holdsRole = caller.has(role.code());
        SignOffLevel own = caller.level();
        LocalDate day = ShanghaiTime.day(at);
        if (ActingRule.judge(level, holdsRole, own, List.of(), day) instanceof ActingRule.Verdict.Granted granted) {
            return Uni.createFrom().item(granted.hand());
        }
        return store.heldBy(session, caller.subject(), role, office.withThoseAbove(unit))
                .map(named -> {
                    var verdict = ActingRule.judge(level, holdsRole, own, named, day);
                    if (verdict instanceof ActingRule.Verdict.Granted granted) {
                        return granted.hand();
                    }
                    throw verdict instanceof ActingRule.Verdict.PrincipalNeeded
                            ? Problem.of(PRINCIPAL_NEEDED)
                            : Problem.forbidden();
                });
    }
}
