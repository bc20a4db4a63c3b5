package org.hotline12345.intake.publicstatus;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.Buckets;
import org.hotline12345.intake.cases.Cases;
import org.hotline12345.intake.contact.Contacts;
import org.hotline12345.intake.contact.QueryCodes;
import org.hotline12345.intake.timeline.Timeline;

/** Opens a case to the citizen who knows its number and code. */
@ApplicationScoped
public class OwnCaseQueries {
    private static final UUID NOBODY = new UUID(0, 0);
    /** Longer than any case number. */
    private static final int LONGEST_NUMBER = 64;
    /**
     * Wrong codes for one number, whoever sends them: an address is easily changed or forged, a number is not. A code has eight digits:
     * at ten an hour half of them take six hundred years.
     */
    private static final Buckets.Limit WRONG_CODES = new Buckets.Limit(10, 10 / 60.0);

    private static final String FIND = """
            select c.case_id, c.case_number, c.registered_at, %s as turn, %s as status,
              coalesce(s.reply_due_at, c.reply_due_at) as due_at,
              %s
            from hotline_case c
            left join case_state s on s.case_id = c.case_id
            left join query_code q on q.case_id = c.case_id
            where c.case_number = $1
            """.formatted(QueryCodes.TURN, Cases.STATUS, Timeline.COLUMN);

    private final Pool pool;
    private final Contacts contacts;
    private final Buckets wrongCodes = new Buckets();

    OwnCaseQueries(Pool pool, Contacts contacts) {
        this.pool = pool;
        this.contacts = contacts;
    }

    /**
     * The case with its timeline; 404 for a wrong code as for an unknown number. After too many wrong codes 429, of a number that
     * nobody has too: nothing is learned from it.
     */
    public Uni<Row> by(String caseNumber, String code) {
        if (caseNumber.length() > LONGEST_NUMBER || caseNumber.indexOf('\0') >= 0) {
            throw Problem.notFound();
        }
        return Sql.on(pool).first(FIND, caseNumber).invoke(row -> {
            UUID caseId = row == null ? NOBODY : row.getUUID("case_id");
            int turn = row == null ? 0 : row.getInteger("turn");
            boolean right = contacts.isQueryCode(caseId, turn, code) && row != null;
            long now = System.nanoTime();
            // at the end: of codes that are tried out at the same time no more are judged than of others
            if (!(right
                    ? wrongCodes.hasOne(caseNumber, WRONG_CODES, now)
                    : wrongCodes.takeOne(caseNumber, WRONG_CODES, now))) {
                throw Problem.tooManyRequests(WRONG_CODES.secondsForOne());
            }
            if (!right) {
                throw Problem.notFound();
            }
        });
    }
}
