package org.hotline12345.dispatch.deputy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.problem.ProblemType;
import org.hotline12345.chassis.problem.Violation;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.hotline12345.dispatch.deputy.model.Deputyship;
import org.hotline12345.dispatch.deputy.model.NamingRule;

/** Names deputies and ends deputyships; rows are never deleted, so who could sign on which day stays known. */
@ApplicationScoped
public class NameDeputy {
    private static final ProblemType OVERLAPS = new ProblemType("deputy-overlaps", 409);
    private static final ProblemType NOT_YOURS = new ProblemType("deputy-not-yours-to-name", 403);
    private static final String INSERT = """
            insert into deputy (id, unit, person, role, level, deputy, valid_from, valid_to, reason, named_by, named_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            returning *
            """;
    private static final String END = """
            update deputy
            set ended_by = $2,
                ended_at = $3
            where id = $1
            returning *
            """;

    private final Caller caller;
    private final Clock clock;

    public NameDeputy(Caller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /** The deputyship, named. */
    Uni<Row> name(Mutiny.Session session, Deputyship wanted, String reason) {
        boolean admin = caller.has(Roles.ADMIN);
        if (!admin) {
            caller.requireUnit(wanted.unit());
        }
        Instant now = clock.instant();
        var sql = Sql.on(session);
        // one naming at a time in a unit, so that two cannot overlap
        return sql.select("select code from unit where code = $1 for no key update", wanted.unit())
                .chain(found -> {
                    if (found.isEmpty()) {
                        throw Problem.notFound();
                    }
                    return sql.select(
                            """
                            select unit, person, role, level, deputy, valid_from, valid_to
                            from deputy
                            where unit = $1
                              and person = $2
                              and role = $3
                              and ended_at is null
                            """, wanted.unit(), wanted.person(), wanted.role().code());
                })
                .chain(rows -> {
                    var taken = rows.stream().map(ActInRole::deputyship).toList();
                    refuse(NamingRule.objections(
                            wanted,
                            admin,
                            caller.subject(),
                            caller.level(),
                            taken,
                            now.atZone(ShanghaiTime.ZONE).toLocalDate()));
                    return sql.first(
                            INSERT,
                            UuidV7.next(),
                            wanted.unit(),
                            wanted.person(),
                            wanted.role().code(),
                            wanted.level(),
                            wanted.deputy(),
                            wanted.from(),
                            wanted.to(),
                            reason,
                            caller.subject(),
                            now);
                });
    }

    /** The deputyship, ended at once. */
    Uni<Row> end(Mutiny.Session session, UUID id) {
        Instant now = clock.instant();
        var sql = Sql.on(session);
        return sql.first("select * from deputy where id = $1 for update", id).chain(row -> {
            if (row == null) {
                throw Problem.notFound();
            }
            if (!caller.has(Roles.ADMIN)) {
                caller.requireUnit(row.getString("unit"));
            }
            if (row.getOffsetDateTime("ended_at") != null) {
                throw Problem.wrongState("ENDED", List.of());
            }
            return sql.first(END, id, caller.subject(), now);
        });
    }

    private static void refuse(List<NamingRule.Objection> objections) {
        if (objections.contains(NamingRule.Objection.NOT_YOURS)) {
            throw Problem.of(NOT_YOURS);
        }
        var violations = new ArrayList<Violation>();
        for (var objection : objections) {
            switch (objection) {
                case OWN_DEPUTY -> violations.add(Violation.of("deputy", "violation.own-deputy"));
                case PERIOD -> violations.add(Violation.of("to", "violation.deputy-period", NamingRule.LONGEST_DAYS));
                case IN_THE_PAST -> violations.add(Violation.of("from", "violation.deputy-in-the-past"));
                default -> {}
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.validation(violations);
        }
        if (objections.contains(NamingRule.Objection.OVERLAPS)) {
            throw Problem.of(OVERLAPS);
        }
    }
}
