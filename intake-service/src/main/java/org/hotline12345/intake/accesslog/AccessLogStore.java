package org.hotline12345.intake.accesslog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.intake.accesslog.AccessLogResource.Entry;

/**
 * Who looked at citizens' data, when and why. An entry is written in the transaction of the look: no entry, no look. The
 * table refuses changes.
 */
@ApplicationScoped
public class AccessLogStore {
    private static final List<String> ROLES = roles();

    private static final String INSERT = """
            insert into access_log
              (entry_id, at, subject, roles, unit, action, case_id, citizen_ref, purpose, found)
            values ($1, $2, $3, $4::text[], $5, $6, $7, $8, $9, $10)
            """;

    private static final String FIND = """
            select entry_id as id, at, subject, roles, unit, action, case_id, purpose, found
            from access_log
            where ($4::uuid is null or case_id = $4)
              and ($5::text is null or subject = $5)
              and at >= coalesce($6::timestamptz, '-infinity')
              and at < coalesce($7::timestamptz, 'infinity')
              and ($1::timestamptz is null or (at, entry_id) < ($1, $2::uuid))
            order by at desc, entry_id desc
            limit $3
            """;

    private final Caller caller;
    private final Clock clock;
    private final Pool pool;

    public AccessLogStore(Caller caller, Clock clock, Pool pool) {
        this.caller = caller;
        this.clock = clock;
        this.pool = pool;
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

    /** Entries, the latest first. */
    Uni<Page<Entry>> find(UUID caseId, String subject, Instant from, Instant to, PageRequest page) {
        return Sql.on(pool).page(FIND, "at", page, AccessLogStore::entry, caseId, subject, from, to);
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getUUID("id"),
                row.getOffsetDateTime("at"),
                row.getString("subject"),
                List.of(row.getArrayOfStrings("roles")),
                row.getString("unit"),
                row.getString("action"),
                row.getUUID("case_id"),
                row.getString("purpose"),
                row.getInteger("found"));
    }

    private static List<String> roles() {
        var all = new ArrayList<String>(Roles.OF_OFFICE);
        all.addAll(Roles.OF_UNITS);
        all.sort(null);
        return List.copyOf(all);
    }
}
