package org.hotline12345.dispatch.deputy;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.deputy.model.Deputyship;
import org.hotline12345.dispatch.deputy.model.NamedDeputy;
import org.hotline12345.dispatch.deputy.model.NamingRule;
import org.hotline12345.dispatch.masterdata.people.Directory;

/** Names deputies and ends deputyships. */
@ApplicationScoped
public class NameDeputy {
    private static final ProblemType OVERLAPS = new ProblemType("deputy-overlaps", 409);
    private static final ProblemType NOT_YOURS = new ProblemType("deputy-not-yours-to-name", 403);

    private final Caller caller;
    private final Clock clock;
    private final DeputyStore store;
    private final Directory people;

    public NameDeputy(Caller caller, Clock clock, DeputyStore store, Directory people) {
        this.caller = caller;
        this.clock = clock;
        this.store = store;
        this.people = people;
    }

    Uni<NamedDeputy> name(Mutiny.Session session, Deputyship wanted, String reason) {
        boolean admin = caller.isOfOffice(Set.of(Roles.ADMIN));
        if (!admin) {
            caller.requireUnit(wanted.unit());
        }
        people.requireOf("person", wanted.person(), wanted.unit());
        people.requireOf("deputy", wanted.deputy(), wanted.unit());
        Instant now = clock.instant();
        var named = new NamedDeputy(UuidV7.next(), wanted, reason, caller.subject(), now, null, null);
        return store.oneNamingAtATime(session, wanted.unit())
                .chain(() -> store.of(session, wanted.unit(), wanted.person(), wanted.role()))
                .invoke(taken -> refuse(NamingRule.objections(
                        wanted, admin, caller.subject(), caller.level(), taken, ShanghaiTime.day(now))))
                .chain(() -> store.insert(session, named))
                .replaceWith(named);
    }

    /** Ends the deputyship at once. */
    Uni<NamedDeputy> end(Mutiny.Session session, UUID id) {
        return store.lock(session, id)
                .map(named -> {
                    if (!caller.isOfOffice(Set.of(Roles.ADMIN))) {
                        caller.requireUnit(named.deputyship().unit());
                    }
                    if (named.endedAt() != null) {
                        throw Problem.wrongState("ENDED", List.of());
                    }
                    return named.ended(caller.subject(), clock.instant());
                })
                .call(ended -> store.update(session, ended));
    }

    private static void refuse(List<NamingRule.Objection> objections) {
        if (objections.contains(NamingRule.Objection.NOT_YOURS)) {
            throw Problem.of(NOT_YOURS);
        }
        Problem.throwIfAny(new Violations()
                .unless(!objections.contains(NamingRule.Objection.OWN_DEPUTY), "deputy", "violation.own-deputy")
                .unless(
                        !objections.contains(NamingRule.Objection.PERIOD),
                        "to",
                        "violation.deputy-period",
                        NamingRule.LONGEST_DAYS)
                .unless(
                        !objections.contains(NamingRule.Objection.IN_THE_PAST),
                        "from",
                        "violation.deputy-in-the-past"));
        if (objections.contains(NamingRule.Objection.OVERLAPS)) {
            throw Problem.of(OVERLAPS);
        }
    }
}
