package org.hotline12345.intake.accesslog;

import io.smallrye.mutiny.Uni;
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
import org.hotline12345.chassis.privacy.Masking;

/**
 * Who looked at citizens' data, when and why. An entry is written in the transaction of the look: no entry, no look. The
 * table refuses changes.
 */
@ApplicationScoped
public class AccessLog {
    private static final List<String> ROLES = roles();

    private static final String INSERT = """
            insert into access_log
              (entry_id, at, subject, roles, unit, action, case_id, citizen_ref, purpose, found)
            values ($1, $2, $3, $4::text[], $5, $6, $7, $8, $9, $10)
            """;

    private final Caller caller;
    private final Clock clock;

    public AccessLog(Caller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    /** What was done. */
    public enum Action {
        /** Name and telephone of a case were shown. */
        CONTACT_REVEALED,
        /** Cases were looked for by telephone. */
        PHONE_SEARCH,
        /** Possible duplicates were looked for by telephone. */
        DUPLICATE_SEARCH
    }

    /** Writes an entry in the session's transaction. */
    public Uni<Void> add(
            Mutiny.Session session, Action action, UUID caseId, UUID citizenRef, String purpose, int found) {
        return Sql.on(session)
                .update(
                        INSERT,
                        UuidV7.next(),
                        Instant.now(clock),
                        caller.subject(),
                        ROLES.stream().filter(caller::has).toArray(String[]::new),
                        caller.unit(),
                        action,
                        caseId,
                        citizenRef,
                        Masking.mask(purpose),
                        found)
                .replaceWithVoid();
    }

    private static List<String> roles() {
        var all = new ArrayList<String>(Roles.OF_OFFICE);
        all.addAll(Roles.OF_UNITS);
        all.sort(null);
        return List.copyOf(all);
    }
}
