package org.hotline12345.intake.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.time.ShanghaiTime;

/** The turns of query codes in the database: a case is not there until its code was asked for again. */
@ApplicationScoped
class QueryCodeStore {
    private static final String OF_CASE = """
            select c.contactable
            from hotline_case c
            where c.case_id = $1
              and %s
            """.formatted(HiddenCases.seen("c.case_id", "$2"));

    private static final String OF_TELEPHONE = """
            select c.case_id
            from hotline_case c
            join contact k on k.case_id = c.case_id
            where c.case_number = $1
              and k.phone_index = any($2)
            """;

    private static final String ASK = """
            insert into query_code as q (case_id, turn, pending, day, asked)
            values ($1, 0, true, $2, 1)
            on conflict (case_id) do update
            set pending = true,
                day = $2,
                asked = case when q.day = $2 then q.asked + 1 else 1 end
            where q.day <> $2
              or q.asked < $3
            returning case_id
            """;

    private static final String SEND = """
            update query_code
            set turn = turn + pending::integer,
                pending = false
            where case_id = $1
            returning turn
            """;

    private final Pool pool;

    QueryCodeStore(Pool pool) {
        this.pool = pool;
    }

    /** Whether the citizen of the case told a telephone; null where there is no such case, or none that these units may know of. */
    Uni<Boolean> isContactable(UUID caseId, List<String> units) {
        return Sql.on(pool)
                .first(OF_CASE, caseId, units)
                .map(row -> row == null ? null : row.getBoolean("contactable"));
    }

    /** The case of that number if that telephone was told with it; null otherwise. */
    Uni<UUID> ofTelephone(String caseNumber, Buffer[] indexes) {
        return Sql.on(pool)
                .first(OF_TELEPHONE, caseNumber, indexes)
                .map(row -> row == null ? null : row.getUUID("case_id"));
    }

    /** Notes that the code is asked for again; answers whether it may be. */
    Uni<Boolean> ask(Mutiny.Session session, UUID caseId, Instant at) {
        return Sql.on(session)
                .first(ASK, caseId, ShanghaiTime.day(at), QueryCodes.MOST_A_DAY)
                .map(row -> row != null);
    }

    /** The turn of the code that is sent now: a new one where it was asked for again. */
    Uni<Integer> send(Mutiny.Session session, UUID caseId) {
        return Sql.on(session).first(SEND, caseId).map(row -> row == null ? 0 : row.getInteger("turn"));
    }
}
