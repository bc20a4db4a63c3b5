package org.hotline12345.followup.deadline;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hotline12345.chassis.access.Roles;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.time.ShanghaiTime;
import org.jboss.resteasy.reactive.RestQuery;

/** The dispatch office's list: returns that wait for a ruling, 退单裁定. */
@Path("/api/v1/rulings")
@RolesAllowed({Roles.DISPATCHER, Roles.SUPERVISOR, Roles.EVALUATOR, Roles.OFFICE_LEADER})
public class RulingResource {
    private static final String WAITING = """
            select d.id, d.case_id, d.work_order_id, d.started_at, d.due_at, d.provisional, c.case_number, c.title, c.unit
            from deadline d
            join case_file c on c.case_id = d.case_id
            where d.kind = 'RULING'
              and d.ended_at is null
              and ($1::timestamptz is null or d.due_at < $1)
              and (d.due_at, d.id) > ($2, $3::uuid)
            order by d.due_at, d.id
            limit $4
            """;

    /**
     * A return that waits for a ruling.
     *
     * @param unit The unit that says it is not responsible.
     * @param requestedAt When it said so.
     * @param dueAt When the ruling is due.
     * @param provisional True while a calendar year between them has no notice.
     * @param late Whether that has passed; what it takes longer is given back to the unit if it keeps the case.
     */
    public record Ruling(
            UUID returnRequestId,
            UUID caseId,
            String caseNumber,
            String title,
            UUID workOrderId,
            String unit,
            OffsetDateTime requestedAt,
            OffsetDateTime dueAt,
            boolean provisional,
            boolean late) {}

    private final Pool pool;
    private final Clock clock;

    public RulingResource(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** The returns that wait for a ruling, the first due first; with {@code late=true} those whose ruling is late. */
    @GET
    public Uni<Page<Ruling>> waiting(@RestQuery boolean late, @BeanParam PageRequest page) {
        Instant now = clock.instant();
        Cursor cursor = page.cursor();
        int limit = page.limit();
        return Sql.on(pool)
                .select(
                        WAITING,
                        late ? now : null,
                        cursor == null ? ShanghaiTime.of(Instant.EPOCH) : cursor.time(0),
                        cursor == null ? new UUID(0, 0) : cursor.uuid(1),
                        limit + 1)
                .map(rows -> Page.of(
                        rows.stream().map(row -> ruling(row, now)).toList(),
                        limit,
                        item -> Cursor.encode(item.dueAt().toInstant(), item.returnRequestId())));
    }

    private static Ruling ruling(Row row, Instant now) {
        OffsetDateTime dueAt = time(row, "due_at");
        return new Ruling(
                row.getUUID("id"),
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getString("title"),
                row.getUUID("work_order_id"),
                row.getString("unit"),
                time(row, "started_at"),
                dueAt,
                row.getBoolean("provisional"),
                dueAt.toInstant().isBefore(now));
    }

    private static OffsetDateTime time(Row row, String column) {
        return ShanghaiTime.of(row.getOffsetDateTime(column).toInstant());
    }
}
