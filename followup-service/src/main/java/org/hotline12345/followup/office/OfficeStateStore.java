package org.hotline12345.followup.office;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;

/** The one row that says how often what the office decides was changed. */
@ApplicationScoped
class OfficeStateStore {
    private static final String COUNT = """
            update office_state
            set %1$s = %1$s + 1
            returning %1$s::bigint as number
            """;
    private static final String POLICIES = COUNT.formatted("policy_revision");
    private static final String SURVEYS = COUNT.formatted("survey_version");
    private static final String MESSAGES = COUNT.formatted("message_version");

    Uni<Void> calendar(Mutiny.Session session, long revision) {
        return Sql.on(session)
                .update("update office_state set calendar_revision = $1", revision)
                .replaceWithVoid();
    }

    Uni<Integer> policies(Mutiny.Session session) {
        return counted(session, POLICIES);
    }

    Uni<Integer> surveys(Mutiny.Session session) {
        return counted(session, SURVEYS);
    }

    Uni<Integer> messages(Mutiny.Session session) {
        return counted(session, MESSAGES);
    }

    private static Uni<Integer> counted(Mutiny.Session session, String statement) {
        return Sql.on(session).first(statement).map((Row row) -> Math.toIntExact(row.getLong("number")));
    }
}
