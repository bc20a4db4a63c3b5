package org.hotline12345.intake.lookup;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.language.Language;
import org.hotline12345.chassis.office.OfficeCopy;
import org.hotline12345.chassis.office.UnitInfo;
import org.hotline12345.intake.accesslog.AccessLog;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.cases.model.CaseStatus;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.model.PhoneNumber;

/** All open cases of one citizen, so that one call serves for all of them. */
@ApplicationScoped
public class OpenMatterQueries {
    /** The states in which nothing is open. */
    static final String ENDED = "('NOT_ACCEPTED', 'ANSWERED', 'WITHDRAWN', 'CLOSED')";

    private static final int MOST = 100;

    private static final String OPEN = """
            select
              c.case_id, c.case_number, c.title, %1$s as status, c.type, c.urgency, c.citizen_ref, s.lead_unit,
              c.registered_at, coalesce(s.reply_due_at, c.reply_due_at) as reply_due_at, coalesce(s.round, 0) as round,
              coalesce(s.urges, 0) as urges
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            where c.citizen_ref in (%2$s)
              and %1$s not in %5$s
              and %3$s
            order by reply_due_at, c.registered_at, c.case_id
            limit %4$d
            """;

    private static final String OF_CASE = OPEN.formatted(
            Cases.STATUS,
            "select own.citizen_ref from hotline_case own where own.case_id = $1",
            HiddenCases.seen("c.case_id", "$2"),
            MOST,
            ENDED);

    private static final String BY_PHONE = OPEN.formatted(
            Cases.STATUS,
            "select z.citizen_ref from citizen z where z.phone_index = any($1::bytea[])",
            HiddenCases.seen("c.case_id", "$2"),
            MOST,
            ENDED);

    private static final RecordReader<OpenMatter> READER = RecordReader.of(OpenMatter.class);

    private final Pool pool;
    private final Transactions transactions;
    private final AccessLog log;
    private final Contacts contacts;
    private final OfficeCopy office;
    private final Caller caller;

    OpenMatterQueries(
            Pool pool, Transactions transactions, AccessLog log, Contacts contacts, OfficeCopy office, Caller caller) {
        this.pool = pool;
        this.transactions = transactions;
        this.log = log;
        this.contacts = contacts;
        this.office = office;
        this.caller = caller;
    }

    /** Of the citizen whose case this is, it among them while it is open. */
    Uni<List<OpenMatter>> ofCase(UUID caseId, Language language) {
        return Sql.on(pool).select(OF_CASE, caseId, caller.unitAndAbove()).map(rows -> matters(rows, language));
    }

    /** Of whoever calls from this telephone; the look is logged in the same transaction. */
    Uni<List<OpenMatter>> ofCaller(PhoneNumber phone, String purpose, Language language) {
        return transactions.inTransaction(session -> Sql.on(session)
                .select(BY_PHONE, contacts.indexes(phone), caller.unitAndAbove())
                .invoke(rows -> log.add(
                        session,
                        AccessLog.Action.PHONE_SEARCH,
                        null,
                        rows.isEmpty() ? null : rows.get(0).getUUID("citizen_ref"),
                        purpose,
                        rows.size()))
                .map(rows -> matters(rows, language)));
    }

    private List<OpenMatter> matters(List<Row> rows, Language language) {
        var reader = READER.with(
                        "statusText",
                        row -> CaseStatus.valueOf(row.getString("status"))
                                .words()
                                .in(language))
                .with("leadUnitName", this::unitName);
        return rows.stream().map(reader).toList();
    }

    private String unitName(Row row) {
        return office.unit(row.getString("lead_unit")).map(UnitInfo::name).orElse(null);
    }
}
