package org.hotline12345.intake.accesslog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.privacy.Masking;

/**
 * Who looked at citizens' data, when and why. An entry is written in the transaction of the look: no entry, no look. The
 * table refuses changes.
 */
@ApplicationScoped
public class AccessLog {
    private static final List<String> ROLES = roles();

    private static final Table<Look> LOOKS = new Table<Look>("access_log")
            .uuid("entry_id", look -> UuidV7.next())
            .time("at", Look::at)
            .text("subject", Look::subject)
            .textArray("roles", Look::roles)
            .text("unit", Look::unit)
            .name("action", Look::action)
            .uuid("case_id", Look::caseId)
            .uuid("citizen_ref", Look::citizenRef)
            .text("purpose", Look::purpose)
            .number("found", Look::found);

    private final Caller caller;
    private final Clock clock;
    private final Transactions transactions;

    public AccessLog(Caller caller, Clock clock, Transactions transactions) {
        this.caller = caller;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** What was done. */
    public enum Action {
        /** Name and telephone of a case were shown. */
        CONTACT_REVEALED,
        /** Cases were looked for by telephone. */
        PHONE_SEARCH,
        /** Possible duplicates were looked for by telephone. */
        DUPLICATE_SEARCH,
        /** A file of a case was read. */
        ATTACHMENT_READ
    }

    private record Look(
            Instant at,
            String subject,
            List<String> roles,
            String unit,
            Action action,
            UUID caseId,
            UUID citizenRef,
            String purpose,
            int found) {}

    /** Writes an entry at the end of the session's transaction. */
    public void add(Mutiny.Session session, Action action, UUID caseId, UUID citizenRef, String purpose, int found) {
        var look = new Look(
                Instant.now(clock),
                caller.subject(),
                ROLES.stream().filter(caller::has).toList(),
                caller.unit(),
                action,
                caseId,
                citizenRef,
                Masking.mask(purpose),
                found);
        transactions.atClose(session).insert(LOOKS, List.of(look));
    }

    private static List<String> roles() {
        var all = new ArrayList<String>(Roles.OF_OFFICE);
        all.addAll(Roles.OF_UNITS);
        all.sort(null);
        return List.copyOf(all);
    }
}
