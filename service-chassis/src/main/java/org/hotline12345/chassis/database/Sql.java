package org.hotline12345.chassis.database;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.delegation.MutinySessionDelegator;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * Plain SQL on the connection, and so in the transaction, of a Hibernate Reactive session; or on the pool.
 *
 * <p>Parameters are {@code $1, $2 …}. Arguments may be arrays or collections, to be unfolded by
 * {@code unnest($1::uuid[], $2::text[])}; {@link Instant} is accepted for {@code timestamptz}, an enum for its name.
 * JSON text goes in as {@code $1::text::jsonb}. SQL sees what the session has flushed: call {@code session.flush()} before
 * SQL that reads or updates rows of entities changed in the same transaction. Never run two statements of a session at
 * once but by {@link #oneBehindAnother}.
 */
public final class Sql {
    private static final int ROWS_AT_ONCE = 500;

    private final ReactiveConnection connection;
    private final SqlClient client;

    private Sql(ReactiveConnection connection, SqlClient client) {
        this.connection = connection;
        this.client = client;
    }

    /** SQL in the transaction of the session. */
    public static Sql on(Mutiny.Session session) {
        return new Sql(connection(session), null);
    }

    /** The connection of the session. */
    static ReactiveConnection connection(Mutiny.Session session) {
        Mutiny.Session real = session;
        while (real instanceof MutinySessionDelegator delegator) {
            real = delegator.delegate();
        }
        if (real instanceof MutinySessionImpl plain) {
            return plain.getReactiveConnection();
        }
        throw new IllegalArgumentException("not a session of Hibernate Reactive: " + session.getClass());
    }

    /** SQL on a pool (each statement by itself) or on a connection. */
    public static Sql on(SqlClient client) {
        return new Sql(null, client);
    }

    /**
     * Statements of one transaction that do not need each other's answers: the second is sent right behind the first, and not only when
     * that is answered. The database carries them out in this order. Where the first fails, its failure counts and the second does nothing.
     */
    public static Uni<Void> oneBehindAnother(Uni<Void> first, Uni<Void> second) {
        return Uni.join().all(first, second).andFailFast().replaceWithVoid();
    }

    /** Runs an insert, update or delete; answers the number of rows. */
    public Uni<Integer> update(String sql, Object... args) {
        Object[] values = values(args);
        if (connection != null) {
            return Uni.createFrom().completionStage(() -> connection.update(sql, values));
        }
        return run(sql, values).map(rows -> rows.rowCount());
    }

    /** Runs a query, or a statement with {@code returning}. */
    public Uni<List<Row>> select(String sql, Object... args) {
        Object[] values = values(args);
        if (connection != null) {
            return Uni.createFrom()
                    .completionStage(() -> connection.selectJdbc(sql, values))
                    .map(Sql::rows);
        }
        return run(sql, values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private Uni<RowSet<Row>> run(String sql, Object[] values) {
        // a pool asked directly leaves a timer behind when it cannot connect, which fails aloud later
        return client instanceof Pool pool
                ? pool.withConnection(
                        connection -> connection.preparedQuery(sql).execute(tuple(values)))
                : client.preparedQuery(sql).execute(tuple(values));
    }

    /** The first row of a query, or null. */
    public Uni<Row> first(String sql, Object... args) {
        return select(sql, args).map(rows -> rows.isEmpty() ? null : rows.get(0));
    }

    /** The rows of a query as records, see {@link Rows#as}. */
    public <T extends Record> Uni<List<T>> list(Class<T> type, String sql, Object... args) {
        return select(sql, args).map(rows -> rows.stream().map(Rows.as(type)).toList());
    }

    /** The first row of a query as a record, or null. */
    public <T extends Record> Uni<T> one(Class<T> type, String sql, Object... args) {
        return first(sql, args).map(row -> row == null ? null : Rows.as(type).apply(row));
    }

    /**
     * A page of a list that is sorted by a time and an id.
     *
     * @param sql its {@code $1} and {@code $2} are time and {@code id} of the row that the page comes after, null for the first
     *     page; {@code $3} is how many rows it may read; the caller's own arguments count from {@code $4}
     * @param time the column of the time; the id's is {@code id}
     */
    public <T> Uni<Page<T>> page(String sql, String time, PageRequest page, Function<Row, T> item, Object... args) {
        return page(page.cursor(), sql, time, "id", page, item, args);
    }

    /**
     * The same of a list that begins with the earliest: the first page comes after {@link Cursor#START}, so that an index is
     * entered at the row.
     *
     * @param id the column of the id
     */
    public <T> Uni<Page<T>> rising(
            String sql, String time, String id, PageRequest page, Function<Row, T> item, Object... args) {
        return page(page.from(), sql, time, id, page, item, args);
    }

    private <T> Uni<Page<T>> page(
            Cursor after, String sql, String time, String id, PageRequest page, Function<Row, T> item, Object... args) {
        var all = new ArrayList<Object>(args.length + 3);
        all.add(after == null ? null : after.time(0));
        all.add(after == null ? null : after.uuid(1));
        all.add(page.limit() + 1);
        all.addAll(Arrays.asList(args));
        return select(sql, all.toArray())
                .map(rows -> Page.of(
                        rows, page.limit(), row -> Cursor.encode(Rows.instant(row, time), row.getUUID(id)), item));
    }

    /**
     * The rows of a query, one after another, as they are asked for: few are in memory at a time. All are of one state of the
     * database. Holds a connection of the pool until the last row, a failure, or the end of interest.
     */
    public static Multi<Row> stream(Pool pool, String sql, Object... args) {
        var values = tuple(values(args));
        return Multi.createFrom()
                .resourceFromUni(pool::getConnection, connection -> rows(connection, sql, values))
                .withFinalizer((Function<SqlConnection, Uni<Void>>) SqlConnection::close);
    }

    private static Multi<Row> rows(SqlConnection connection, String sql, Tuple values) {
        return connection
                .begin()
                .onItem()
                .transformToMulti(transaction -> connection
                        .prepare(sql)
                        .onItem()
                        .transformToMulti(statement ->
                                statement.createStream(ROWS_AT_ONCE, values).toMulti())
                        .onCompletion()
                        .call(transaction::commit));
    }

    private static Tuple tuple(Object[] values) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(values));
    }

    private static List<Row> rows(ResultSet result) {
        try {
            var columns = result.getMetaData();
            int width = columns.getColumnCount();
            var names = new ArrayList<String>(width);
            for (int i = 1; i <= width; i++) {
                names.add(columns.getColumnLabel(i));
            }
            var named = new NamedRow.Columns(names);
            var rows = new ArrayList<Row>();
            while (result.next()) {
                var values = new Object[width];
                for (int i = 0; i < width; i++) {
                    values[i] = result.getObject(i + 1);
                }
                rows.add(Row.newInstance(new NamedRow(named, values)));
            }
            return rows;
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private static Object[] values(Object[] args) {
        var values = new Object[args.length];
        for (int i = 0; i < args.length; i++) {
            values[i] = value(args[i]);
        }
        return values;
    }

    private static Object value(Object arg) {
        if (arg instanceof Instant instant) {
            return ShanghaiTime.of(instant);
        }
        if (arg instanceof Enum<?> constant) {
            return constant.name();
        }
        if (arg instanceof Collection<?> list) {
            return array(list.toArray());
        }
        if (arg instanceof int[] numbers) {
            return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
        }
        if (arg instanceof long[] numbers) {
            return Arrays.stream(numbers).boxed().toArray(Long[]::new);
        }
        if (arg instanceof boolean[] flags) {
            var boxed = new Boolean[flags.length];
            for (int i = 0; i < flags.length; i++) {
                boxed[i] = flags[i];
            }
            return boxed;
        }
        if (arg instanceof byte[] bytes) {
            return io.vertx.core.buffer.Buffer.buffer(bytes);
        }
        if (arg instanceof Object[] list && needsConversion(list)) {
            return array(list);
        }
        return arg;
    }

    private static boolean needsConversion(Object[] list) {
        Class<?> type = list.getClass().getComponentType();
        return type == Object.class || type == Instant.class || type.isEnum();
    }

    /** An array of one element type, which the driver needs to choose the codec. */
    private static Object array(Object[] list) {
        Class<?> type = null;
        var values = new Object[list.length];
        for (int i = 0; i < list.length; i++) {
            values[i] = value(list[i]);
            if (type == null && values[i] != null) {
                type = values[i].getClass();
            }
        }
        if (type == null || type == String.class) {
            return Arrays.copyOf(values, values.length, String[].class);
        }
        if (type == UUID.class) {
            return Arrays.copyOf(values, values.length, UUID[].class);
        }
        if (type == OffsetDateTime.class) {
            return Arrays.copyOf(values, values.length, OffsetDateTime[].class);
        }
        var typed = (Object[]) java.lang.reflect.Array.newInstance(type, values.length);
        System.arraycopy(values, 0, typed, 0, values.length);
        return typed;
    }
}
