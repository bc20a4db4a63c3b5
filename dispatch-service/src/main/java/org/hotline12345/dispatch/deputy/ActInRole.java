package org.hotline12345.dispatch.deputy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.deputy.model.ActingRule;
import org.hotline12345.dispatch.deputy.model.Deputyship;
import org.hotline12345.dispatch.deputy.model.Hand;
import org.hotline12345.dispatch.deputy.model.Role;
import org.hotline12345.events.SignOffLevel;

/** Whether the caller may act in a role of a unit: as the person with the role, or as a deputy on the days named. */
@ApplicationScoped
public class ActInRole {
    private static final ProblemType PRINCIPAL_NEEDED = new ProblemType("principal-must-sign", 403);
    private static final String OF_DEPUTY = """
            select unit, person, role, level, deputy, valid_from, valid_to
            from deputy
            where deputy = $1
              and role = $2
              and unit = any ($3::text[])
              and ended_at is null
            order by valid_from, id
            """;

    private final Caller caller;
    private final OfficeCopy office;

    public ActInRole(Caller caller, OfficeCopy office) {
        this.caller = caller;
        this.office = office;
    }

    /**
     * By whose hand the caller acts.
     *
     * @param level The level asked for; null for any.
     * @throws Problem 403 if the caller neither has the role nor is a deputy of somebody who has
     */
    public Uni<Hand> require(Mutiny.Session session, Role role, SignOffLevel level, String unit, Instant at) {
        if (caller.has(Roles.IMPORTER)) {
            return Uni.createFrom().item(Hand.OWN);
        }
        boolean holdsRole = caller.has(role.code());
        SignOffLevel own = caller.level();
        LocalDate day = at.atZone(ShanghaiTime.ZONE).toLocalDate();
        if (ActingRule.judge(level, holdsRole, own, List.of(), day) instanceof ActingRule.Verdict.Granted granted) {
            return Uni.createFrom().item(granted.hand());
        }
        return Sql.on(session)
                .select(OF_DEPUTY, caller.subject(), role.code(), withThoseAbove(unit))
                .map(rows -> {
                    var named = rows.stream().map(ActInRole::deputyship).toList();
                    var verdict = ActingRule.judge(level, holdsRole, own, named, day);
                    if (verdict instanceof ActingRule.Verdict.Granted granted) {
                        return granted.hand();
                    }
                    throw verdict instanceof ActingRule.Verdict.PrincipalNeeded
                            ? Problem.of(PRINCIPAL_NEEDED)
                            : Problem.forbidden();
                });
    }

    private List<String> withThoseAbove(String unit) {
        var units = new ArrayList<String>();
        for (String step = unit; step != null && !units.contains(step); ) {
            units.add(step);
            step = office.unit(step).map(UnitInfo::parent).orElse(null);
        }
        return units;
    }

    static Deputyship deputyship(Row row) {
        String level = row.getString("level");
        return new Deputyship(
                row.getString("unit"),
                row.getString("person"),
                Role.of(row.getString("role")).orElseThrow(),
                level == null ? null : SignOffLevel.valueOf(level),
                row.getString("deputy"),
                row.getLocalDate("valid_from"),
                row.getLocalDate("valid_to"));
    }
}
