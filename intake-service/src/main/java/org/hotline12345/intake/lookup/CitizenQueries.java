package org.hotline12345.intake.lookup;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.intake.accesslog.AccessLog;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.PhoneNumber;

/** Whose telephone it is: the reference by which other services know a citizen, and the cases it may be about. */
@ApplicationScoped
class CitizenQueries {
    private static final int MOST = 20;

    private static final String CITIZEN = """
            select citizen_ref
            from citizen
            where phone_index = any($1::bytea[])
            limit 1
            """;

    private static final String CASES = """
            select %s
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            where c.citizen_ref = $1
              and (%s not in %s or coalesce(s.last_event_at, c.registered_at) >= $2)
            order by c.registered_at desc, c.case_id desc
            limit %d
            """.formatted(CaseSummary.COLUMNS, Cases.STATUS, OpenMatterQueries.ENDED, MOST);

    private final Transactions transactions;
    private final AccessLog log;
    private final Contacts contacts;
    private final Clock clock;

    CitizenQueries(Transactions transactions, AccessLog log, Contacts contacts, Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * The citizen of a telephone with the latest cases; the look is logged in the same transaction.
     *
     * @param ended cases that ended longer ago are left out
     */
    Uni<CitizenResource.CitizenView> of(PhoneNumber phone, Duration ended, String purpose, Language language) {
        Buffer[] indexes = contacts.indexes(phone);
        return transactions.inTransaction(session -> Sql.on(session)
                .first(CITIZEN, (Object) indexes)
                .map(row -> row == null ? null : row.getUUID("citizen_ref"))
                .chain(citizen -> cases(session, citizen, ended).map(rows -> {
                    log.add(session, AccessLog.Action.PHONE_SEARCH, null, citizen, purpose, rows.size());
                    return new CitizenResource.CitizenView(
                            citizen, rows.stream().map(CaseSummary.in(language)).toList());
                })));
    }

    private Uni<List<Row>> cases(Mutiny.Session session, UUID citizen, Duration ended) {
        return citizen == null
                ? Uni.createFrom().item(List.of())
                : Sql.on(session).select(CASES, citizen, clock.instant().minus(ended));
    }
}
