package org.hotline12345.dispatch.masterdata;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Table;
import org.hotline12345.chassis.database.Writes;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;

/**
 * A table of master data. Its rows are written only by {@link Importer}, one writer after the other, and so need no guard.
 *
 * @param <K> what an item is known by
 * @param <T> the items
 */
public abstract class MasterStore<K, T extends Record> {
    /** An item and how often it was changed. */
    public record Versioned<T>(T item, int version) {}

    private final Pool pool;
    private final String table;
    private final Table<T> columns;
    private final RecordReader<T> items;
    private final Function<T, K> key;

    protected MasterStore(Pool pool, String table, Table<T> columns, RecordReader<T> items, Function<T, K> key) {
        this.pool = pool;
        this.table = table;
        this.columns = columns.version("version", item -> 0);
        this.items = items;
        this.key = key;
    }

    /** All items that count. */
    public Uni<Map<K, T>> all(Mutiny.Session session) {
        return all(Sql.on(session), "true");
    }

    protected final Uni<Map<K, T>> all(Sql sql, String condition, Object... arguments) {
        return sql.select("select " + columns.columns() + " from " + table + " where " + condition, arguments)
                .map(rows -> {
                    Map<K, T> found = new HashMap<>();
                    rows.stream().map(items).forEach(item -> found.put(key.apply(item), item));
                    return found;
                });
    }

    /** The item with this code or id; the problem {@code not-found} if there is none. */
    public Uni<Versioned<T>> find(K key) {
        return find(Sql.on(pool), key).onItem().ifNull().failWith(Problem::notFound);
    }

    /** The same in a transaction; null if there is none. */
    public Uni<Versioned<T>> find(Mutiny.Session session, K key) {
        return find(Sql.on(session), key);
    }

    protected Uni<Versioned<T>> find(Sql sql, K key) {
        return first(sql, "code = $1", key);
    }

    protected final Uni<Versioned<T>> first(Sql sql, String condition, K key) {
        return sql.first("select " + columns.columns() + " from " + table + " where " + condition, key)
                .map(row -> row == null ? null : new Versioned<>(items.apply(row), row.getInteger("version")));
    }

    /** A page by code of the items that meet the condition; its parameters count from {@code $3}. */
    protected final Uni<Page<T>> page(PageRequest page, String condition, Object... filters) {
        var arguments = new ArrayList<Object>();
        arguments.add(page.cursor() == null ? "" : page.cursor().text(0));
        arguments.add(page.limit() + 1);
        arguments.addAll(Arrays.asList(filters));
        return page(page, "code > $1 and " + condition, "code", arguments, row -> Cursor.encode(row.getString("code")));
    }

    /** The same by other columns; {@code $2} is how many rows it may read. */
    protected final Uni<Page<T>> page(
            PageRequest page, String condition, String order, List<Object> arguments, Function<Row, String> cursor) {
        return Sql.on(pool)
                .select("""
                        select %s
                        from %s
                        where %s
                        order by %s
                        limit $2
                        """.formatted(columns.columns(), table, condition.strip(), order), arguments.toArray())
                .map(rows -> Page.of(rows, page.limit(), cursor, items));
    }

    /** Adds the item unless there is one with its key. */
    protected final Uni<Void> insertMissing(Mutiny.Session session, T item) {
        return new Writes().insertMissing(columns, List.of(item)).run(Sql.on(session));
    }

    final K keyOf(T item) {
        return key.apply(item);
    }

    final Uni<Void> write(Mutiny.Session session, List<T> changed) {
        return new Writes().upsert(columns, changed).run(Sql.on(session));
    }
}
