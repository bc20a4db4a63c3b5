package org.hotline12345.dispatch.cases;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;

/**
 * Requests and questions about orders in the database. They are read and written under the lock of their case, and with its order.
 *
 * @param <R> what is asked
 */
public abstract class AskedOfCases<R extends Record> {
    /** Requests that nobody has ruled on, the oldest first. */
    private static final String OPEN = """
            select r.id, r.work_order_id, r.case_id, o.case_number, o.title, r.unit, r.requested_by, r.requested_at, r.reason,
              %s
            from %s r
            join work_order o on o.id = r.work_order_id
            where r.state = 'OPEN'
              and o.ended_at is null
              and ($1::timestamptz is null or (r.requested_at, r.id) > ($1, $2::uuid))
              and %s
            order by r.requested_at, r.id
            limit $3
            """;

    protected final Pool pool;
    private final Table<R> table;
    private final String name;
    private final RecordReader<R> reader;

    protected AskedOfCases(Pool pool, String name, Table<R> table, RecordReader<R> reader) {
        this.pool = pool;
        this.name = name;
        this.table = table.key("id").version("version", asked -> 0);
        this.reader = reader;
    }

    /** What was asked, by an id that {@link Cases#changeOrder} has found. */
    public Uni<R> find(Mutiny.Session session, UUID id) {
        return Sql.on(session)
                .first("select %s from %s where id = $1".formatted(table.columns(), name), id)
                .map(reader);
    }

    public void insert(Writes writes, R asked) {
        writes.insert(table, List.of(asked));
    }

    public void update(Writes writes, R answered) {
        writes.update(table, List.of(answered));
    }

    /**
     * Requests that nobody has ruled on, the oldest first, with these columns of their own.
     *
     * @param units the unit of who looks and those above it: what is hidden from them is left out
     */
    protected <V extends Record> Uni<Page<V>> open(
            String columns, List<String> units, PageRequest page, RecordReader<V> items) {
        return Sql.on(pool)
                .page(
                        OPEN.formatted(columns, name, HiddenCases.seen("r.case_id", "$4")),
                        "requested_at",
                        page,
                        items,
                        units);
    }
}
