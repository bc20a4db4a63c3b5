package org.hotline12345.followup.cases;

import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hotline12345.chassis.database.StatementCache;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * The columns of a table and where their values come from, to write many rows with one statement: each column goes in as an
 * array, {@code unnest($1::uuid[], $2::text[], …)}.
 *
 * @param <T> what a row is made of
 */
final class Columns<T> {
    private record Column<T>(String name, String type, Class<?> element, Function<T, ?> value, boolean kept) {}

    private final List<Column<T>> columns = new ArrayList<>();

    Columns<T> uuid(String name, Function<T, UUID> value) {
        return add(name, "uuid", UUID.class, value);
    }

    Columns<T> text(String name, Function<T, String> value) {
        return add(name, "text", String.class, value);
    }

    Columns<T> name(String name, Function<T, ? extends Enum<?>> value) {
        return add(name, "text", String.class, row -> {
            Enum<?> constant = value.apply(row);
            return constant == null ? null : constant.name();
        });
    }

    Columns<T> number(String name, Function<T, Integer> value) {
        return add(name, "integer", Integer.class, value);
    }

    Columns<T> bigNumber(String name, Function<T, Long> value) {
        return add(name, "bigint", Long.class, value);
    }

    Columns<T> flag(String name, Function<T, Boolean> value) {
        return add(name, "boolean", Boolean.class, value);
    }

    Columns<T> time(String name, Function<T, Instant> value) {
        return add(name, "timestamptz", OffsetDateTime.class, row -> ShanghaiTime.of(value.apply(row)));
    }

    Columns<T> and(Columns<T> more) {
        var joined = new Columns<T>();
        joined.columns.addAll(columns);
        joined.columns.addAll(more.columns);
        return joined;
    }

    /** A column that an update leaves as it is where the value is null. */
    Columns<T> kept(String name, Function<T, String> value) {
        columns.add(new Column<>(name, "text", String.class, value, true));
        return this;
    }

    /** {@code insert into <table> (<columns>) select * from unnest(…)}. */
    String insertInto(String table) {
        return cached("""
                insert into %s (%s)
                select *
                from unnest(%s)
                """.formatted(table, names(), unnest()));
    }

    /** {@code update <table> set <columns> from unnest(…)}, the rows found by their first column. */
    String update(String table) {
        String key = columns.get(0).name();
        String assignments = columns.stream()
                .skip(1)
                .map(column -> column.kept()
                        ? "%1$s = coalesce(new.%1$s, old.%1$s)".formatted(column.name())
                        : "%1$s = new.%1$s".formatted(column.name()))
                .collect(Collectors.joining(",\n    "));
        return cached("""
                update %s as old
                set %s
                from unnest(%s) as new (%s)
                where old.%s = new.%s
                """.formatted(table, assignments, unnest(), names(), key, key));
    }

    /** Longer statements would be prepared anew each time. */
    private static String cached(String sql) {
        if (sql.length() > StatementCache.LONGEST) {
            throw new IllegalStateException("the statement is too long for the driver's cache: " + sql);
        }
        return sql;
    }

    /** The values of the rows, an array a column. */
    Object[] arrays(List<T> rows) {
        var arrays = new Object[columns.size()];
        for (int c = 0; c < arrays.length; c++) {
            Column<T> column = columns.get(c);
            var values = (Object[]) Array.newInstance(column.element(), rows.size());
            for (int r = 0; r < values.length; r++) {
                values[r] = column.value().apply(rows.get(r));
            }
            arrays[c] = values;
        }
        return arrays;
    }

    private Columns<T> add(String name, String type, Class<?> element, Function<T, ?> value) {
        columns.add(new Column<>(name, type, element, value, false));
        return this;
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String unnest() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> {
                    Column<T> column = columns.get(i);
                    return "$" + (i + 1) + "::" + column.type() + "[]";
                })
                .collect(Collectors.joining(", "));
    }
}
