package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.followup.cases.model.WaitingUrge;

/** Which deadlines and notices are due. */
@ApplicationScoped
class DeadlineStore {
    /** Whose a deadline is; the unit may be null. */
    record Owed(String unit) {}

    /** A notice that waited for the morning. */
    record ClaimedUrge(UUID caseId, WaitingUrge urge) {}

    /**
     * When there is something to do next.
     *
     * @param urgeAt The next notice that waits. May be null.
     * @param deadlineAt The next deadline to be marked. May be null.
     */
    record Next(Instant urgeAt, Instant deadlineAt) {
        /** The first moment after that one, at most as far away as that. */
        Optional<Instant> soonAfter(Instant now, Duration most) {
            return Stream.of(urgeAt, deadlineAt)
                    .filter(at -> at != null && at.isAfter(now) && at.isBefore(now.plus(most)))
                    .min(Comparator.naturalOrder());
        }
    }

    // No parameter stands in it: a comparison with an unknown moment could be planned as a scan of the table.
    static final String NEXT = """
            select
              (select next_at
                from deadline
                where next_at is not null
                order by next_at
                limit 1) as deadline_at,
              (select deliver_at
                from unit_urge
                where delivered_at is null
                  and revoked_at is null
                order by deliver_at
                limit 1) as urge_at
            """;

    // Deadline and case are both locked: a deadline that another instance has just marked is looked at again and
    // dropped.
    static final String CLAIM = """
            select d.case_id
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.next_at <= $1
            order by d.next_at
            limit $2
            for update of d, c skip locked
            """;

    static final String CLAIM_URGES = """
            select u.id, u.case_id, u.work_order_id, u.unit, u.origin, u.level, u.note, u.urged_by as by, u.deliver_at
            from unit_urge u
            join case_file c on c.case_id = u.case_id
            where u.deliver_at <= $1
              and u.delivered_at is null
              and u.revoked_at is null
            order by u.deliver_at
            limit $2
            for update of u, c skip locked
            """;

    private final Pool pool;

    DeadlineStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Next> next() {
        return Sql.on(pool).one(Next.class, NEXT);
    }

    /** Claims deadlines that are due; answers their cases, one for each deadline. */
    Uni<List<UUID>> claim(Mutiny.Session session, Instant now, int most) {
        return Sql.on(session)
                .select(CLAIM, now, most)
                .map(rows -> rows.stream().map(row -> row.getUUID("case_id")).toList());
    }

    /** Claims notices that are to be delivered. */
    Uni<List<ClaimedUrge>> claimUrges(Mutiny.Session session, Instant now, int most) {
        return Sql.on(session).list(ClaimedUrge.class, CLAIM_URGES, now, most);
    }

    /** Whose it is; null if there is no such deadline. */
    Uni<Owed> find(UUID id) {
        return Sql.on(pool).one(Owed.class, "select unit from deadline where id = $1", id);
    }
}
