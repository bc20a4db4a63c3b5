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
public abstract class MasterStore<K, T> {
    /** An item and how often it was changed. */
    public record Versioned<T>(T item, int version) {}

    private final Pool pool;
    private final String table;
    private final String columns;
    private final Table<T> written;
    private final Function<T, K> key;

    protected MasterStore(Pool pool, String table, Table<T> columns, Function<T, K> key) {
        this.pool = pool;
        this.table = table;
        this.written = columns.version("version", item -> 0);
        this.columns = columns.columns();
        this.key = key;
    }

    protected abstract T item(Row row);

    /** All items that count. */
    public Uni<Map<K, T>> all(Sql sql) {
        return all(sql, "true");
    }

    protected final Uni<Map<K, T>> all(Sql sql, String condition) {
        return sql.select("select " + columns + " from " + table + " where " + condition)
                .map(rows -> {
                    Map<K, T> items = new HashMap<>();
                    rows.forEach(row -> {
                        T item = item(row);
                        items.put(key.apply(item), item);
                    });
                    return items;
                });
    }

    /** The item with this code or id; the problem {@code not-found} if there is none. */
    public Uni<Versioned<T>> find(K key) {
        return find(Sql.on(pool), key).onItem().ifNull().failWith(Problem::notFound);
    }

    /** The same in a transaction; null if there is none. */
    public Uni<Versioned<T>> find(Sql sql, K key) {
        return first(sql, "code = $1", key);
    }

    protected final Uni<Versioned<T>> first(Sql sql, String condition, K key) {
        return sql.first("select " + columns + " from " + table + " where " + condition, key)
                .map(row -> row == null ? null : new Versioned<>(item(row), row.getInteger("version")));
    }

    /** A page by code of the items that meet the condition; its parameters count from {@code $3}. */
    protected final Uni<Page<T>> page(PageRequest page, String condition, Object... filters) {
        var arguments = new ArrayList<Object>();
        arguments.add(page.cursor() == null ? "" : page.cursor().text(0));
        arguments.add(page.limit() + 1);
        arguments.addAll(Arrays.asList(filters));
        return select("code > $1 and " + condition, "code", arguments)
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.encode(row.getString("code")), this::item));
    }

    /** The first rows of those that meet the condition, as many as {@code $2} says. */
    protected final Uni<List<Row>> select(String condition, String order, List<Object> arguments) {
        return Sql.on(pool).select("""
                        select %s
                        from %s
                        where %s
                        order by %s
                        limit $2
                        """.formatted(columns, table, condition.strip(), order), arguments.toArray());
    }

    final K keyOf(T item) {
        return key.apply(item);
    }

    final Uni<Void> write(Sql sql, List<T> items) {
        return new Writes().upsert(written, items).run(sql);
    }

    protected static List<String> texts(Row row, String column) {
        return List.of((String[]) row.getValue(column));
    }
}
