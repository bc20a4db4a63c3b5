package org.hotline12345.chassis.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hotline12345.chassis.time.ShanghaiTime;

/**
 * A table, declared once: the name, type and origin of each column. From it come the statements that write many rows at once,
 * each column as one array ({@code unnest($1::uuid[], $2::text[], …)}), those for one row, which cost PostgreSQL less
 * ({@code values ($1::uuid, $2::text, …)}), and the list of columns to select. {@link Writes} sends them, those of several tables as one
 * statement.
 *
 * <pre>{@code
 * static final Table<WorkOrder> ORDERS = new Table<WorkOrder>("work_order")
 *         .uuid("id", WorkOrder::id).key()
 *         .uuid("case_id", WorkOrder::caseId)
 *         .time("opened_at", WorkOrder::openedAt)
 *         .fixed()                                        // all so far: an update leaves them as they are
 *         .version("version", WorkOrder::version)         // as it was read; an update adds one
 *         .name("state", WorkOrder::state)
 *         .part(WorkOrder::outcome, outcome -> outcome    // worked out once a row; null leaves its columns null
 *                 .text("reply", Outcome::reply)
 *                 .json("qualities", Outcome::qualities))
 *         .text("explanation", WorkOrder::explanation).kept();
 *
 * new Writes()
 *         .insert(ORDERS, opened)
 *         .updateGuarded(ORDERS, changed)                 // all of them unchanged since they were read, or nothing is written
 *         .run(Sql.on(session));
 * Sql.on(session).select("select " + ORDERS.columns() + " from work_order where id = any($1)", ids);
 * }</pre>
 *
 * <p>A table may be declared more than once, for writing a few of its columns. Rows of one update have different keys.
 *
 * @param <T> what a row is made of
 */
public final class Table<T> {
    /** What can be done with rows. */
    enum Verb {
        INSERT,
        INSERT_MISSING,
        INSERT_AS_ONE,
        UPSERT,
        UPDATE,
        UPDATE_GUARDED,
        DELETE
    }

    /** What is done, and whether with one row or with any number of them; what becomes one row of arrays stays arrays. */
    record Shape(Verb verb, boolean single) {
        static Shape of(Verb verb, int rows) {
            return new Shape(verb, rows == 1 && verb != Verb.INSERT_AS_ONE);
        }
    }

    private static final class Column {
        private final String name;
        /** Of the parameter's elements. */
        private final String type;
        /** How an element becomes the column's value; empty where it is. */
        private final String cast;

        private final Class<?> element;
        private final Function<Object, Object> value;
        /** Of which part of the row the value is. */
        private int source;

        private boolean key;
        private boolean fixed;
        private boolean version;
        /** What an update makes of the column. */
        private String set;

        Column(String name, String type, String cast, Class<?> element, Function<Object, Object> value) {
            this.name = name;
            this.type = type;
            this.cast = cast;
            this.element = element;
            this.value = value;
            this.set = "new." + name + cast;
        }

        void keep() {
            set = "coalesce(%s, old.%s)".formatted(set, name);
        }

        boolean changes() {
            return !key && !fixed && !version;
        }
    }

    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final List<Function<T, ?>> sources = new ArrayList<>();
    private final Map<Shape, String> statements = new HashMap<>();
    private String condition;
    private FieldMapper<T> mapper;

    public Table(String name) {
        this.name = name;
        sources.add(row -> row);
    }

    /**
     * A table of records: a column for each component, {@code case_id} for {@code caseId}, of the component's type; a component that is
     * a record stands for its own columns. What is said of single columns ({@link #key(String)}) and further columns follow.
     */
    public static <R extends Record> Table<R> of(String name, Class<R> type) {
        return new Table<R>(name).components(type);
    }

    /**
     * A table of objects that change while they are worked on: a column for each field of the class. A row of it can be read as such
     * an object too, which is made without arguments.
     *
     * @param codes how values of other types stand in a text
     */
    public static <C> Table<C> ofFields(String name, Class<C> type, Coded<?>... codes) {
        var table = new Table<C>(name);
        table.mapper = new FieldMapper<>(type, table, codes);
        return table;
    }

    /** A value that stands in a text column; null stays null. */
    public record Coded<C>(Class<C> type, Function<C, String> encode, Function<String, C> decode) {
        String encoded(Object value) {
            return value == null ? null : encode.apply(type.cast(value));
        }

        C decoded(String text) {
            return text == null ? null : decode.apply(text);
        }

        @SuppressWarnings("unchecked")
        Plain plain() {
            return new Plain(
                    (table, column, value) -> table.text(column, row -> encoded(value.apply(row))),
                    (row, column) -> decoded(row.getString(column)));
        }
    }

    /** What a row of a table {@link #ofFields} stands for. */
    public T read(Row row) {
        return mapper.read(row);
    }

    public Table<T> uuid(String name, Function<T, UUID> value) {
        return column(name, "uuid", UUID.class, value);
    }

    public Table<T> text(String name, Function<T, String> value) {
        return column(name, "text", String.class, value);
    }

    /** An enum's constant, by its name. */
    public Table<T> name(String name, Function<T, ? extends Enum<?>> value) {
        return column(name, "text", String.class, row -> {
            Enum<?> constant = value.apply(row);
            return constant == null ? null : constant.name();
        });
    }

    public Table<T> number(String name, Function<T, Integer> value) {
        return column(name, "integer", Integer.class, value);
    }

    public Table<T> bigNumber(String name, Function<T, Long> value) {
        return column(name, "bigint", Long.class, value);
    }

    public Table<T> decimal(String name, Function<T, Double> value) {
        return column(name, "double precision", Double.class, value);
    }

    public Table<T> flag(String name, Function<T, Boolean> value) {
        return column(name, "boolean", Boolean.class, value);
    }

    public Table<T> time(String name, Function<T, Instant> value) {
        return column(name, "timestamptz", OffsetDateTime.class, row -> ShanghaiTime.of(value.apply(row)));
    }

    public Table<T> day(String name, Function<T, LocalDate> value) {
        return column(name, "date", LocalDate.class, value);
    }

    public Table<T> bytes(String name, Function<T, Buffer> value) {
        return column(name, "bytea", Buffer.class, value);
    }

    /** A {@code jsonb}, from its text. */
    public Table<T> json(String name, Function<T, String> value) {
        return fromText(name, "jsonb", value);
    }

    /** A column of another type, from the text that the database reads as a value of it. */
    public Table<T> fromText(String name, String type, Function<T, String> value) {
        return add(name, "text", "::" + type, String.class, value);
    }

    /** A {@code jsonb}, from what is written as JSON; null stays null. */
    public Table<T> json(String name, ObjectMapper json, Function<T, ?> value) {
        return json(name, row -> {
            Object written = value.apply(row);
            try {
                return written == null ? null : json.writeValueAsString(written);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("cannot write " + name + " as JSON", e);
            }
        });
    }

    public Table<T> textArray(String name, Function<T, ? extends Collection<String>> value) {
        return add(name, "text", "::text[]", String.class, row -> literal(value.apply(row)));
    }

    /** A column of another type: its name in SQL, and what the driver takes for it. */
    public <V> Table<T> column(String name, String type, Class<V> element, Function<T, ? extends V> value) {
        return add(name, type, "", element, value);
    }

    /** Columns that come from a part of the row, which is worked out once a row; where it is null, so are they. */
    public <P> Table<T> part(Function<T, P> part, Consumer<Table<P>> declaration) {
        var inner = new Table<P>(name);
        declaration.accept(inner);
        int first = sources.size() - 1;
        sources.add(part);
        inner.sources.stream()
                .skip(1)
                .forEach(deeper -> sources.add(row -> {
                    P outer = part.apply(row);
                    return outer == null ? null : deeper.apply(outer);
                }));
        inner.columns.forEach(column -> column.source += first + 1);
        columns.addAll(inner.columns);
        return this;
    }

    /** The same for a part that is a record: its columns are those of a table {@link #of} such records. */
    public <P extends Record> Table<T> part(Function<T, P> part, Class<P> type) {
        return part(part, inner -> inner.components(type));
    }

    /** The column before belongs to the key: by it an update finds its row. */
    public Table<T> key() {
        return last(column -> column.key = true);
    }

    /** The column of this name belongs to the key. */
    public Table<T> key(String column) {
        columns.stream().filter(each -> each.name.equals(column)).forEach(each -> each.key = true);
        return this;
    }

    /** The columns so far are never changed by an update. */
    public Table<T> fixed() {
        columns.forEach(column -> column.fixed = true);
        return this;
    }

    /** An update leaves the column before as it is where the new value is null. */
    public Table<T> kept() {
        return last(Column::keep);
    }

    /** An update leaves each of the columns so far as it is where the new value is null. */
    public Table<T> allKept() {
        columns.forEach(Column::keep);
        return this;
    }

    /** What an update makes of the column before, out of columns of {@code old} and {@code new}. */
    public Table<T> set(String expression) {
        return last(column -> column.set = expression);
    }

    /** The version of the row as it was read: an update adds one, a guarded one wants to find it. */
    public Table<T> version(String name, Function<T, Integer> value) {
        return number(name, value).last(column -> {
            column.version = true;
            column.set = "old." + name + " + 1";
        });
    }

    /** Updates and deletes only rows for which this is so; a condition of columns of {@code old} and {@code new}. */
    public Table<T> onlyWhere(String condition) {
        this.condition = condition;
        return this;
    }

    /** The columns, to be selected. */
    public String columns() {
        return columns("");
    }

    /** The columns, to be selected from the table of this alias. */
    public String columns(String alias) {
        String prefix = alias.isEmpty() ? "" : alias + ".";
        return columns.stream().map(column -> prefix + column.name).collect(Collectors.joining(", "));
    }

    /** The same under names that begin so, as a {@link RecordReader} of them takes them. */
    public String columns(String alias, String prefix) {
        return columns.stream()
                .map(column -> "%1$s.%2$s as %3$s%2$s".formatted(alias, column.name, prefix))
                .collect(Collectors.joining(", "));
    }

    /** The statement, its parameters counted from 1, without {@code returning}. */
    synchronized String statement(Shape shape) {
        return statements.computeIfAbsent(shape, missing -> cached(written(missing)));
    }

    /** The values of the rows as the parameters of the statement: an array for each, of a single row the value itself. */
    Object[] values(Shape shape, List<T> rows) {
        Object[] arrays = arrays(shape.verb(), rows);
        return shape.single()
                ? Arrays.stream(arrays).map(array -> Array.get(array, 0)).toArray()
                : arrays;
    }

    private Object[] arrays(Verb verb, List<T> rows) {
        var parts = new Object[sources.size()][];
        List<Column> given = given(verb);
        var arrays = new Object[given.size()];
        for (int c = 0; c < arrays.length; c++) {
            Column column = given.get(c);
            int source = column.source;
            if (parts[source] == null) {
                parts[source] = rows.stream().map(sources.get(source)).toArray();
            }
            var values = (Object[]) Array.newInstance(column.element, rows.size());
            for (int r = 0; r < values.length; r++) {
                Object part = parts[source][r];
                values[r] = part == null ? null : column.value.apply(part);
            }
            arrays[c] = values;
        }
        return arrays;
    }

    private String written(Shape shape) {
        Verb verb = shape.verb();
        return switch (verb) {
            case INSERT -> insert(shape, "");
            case INSERT_MISSING -> insert(shape, "\non conflict do nothing");
            case INSERT_AS_ONE -> "insert into %s (%s)\nvalues (%s)".formatted(name, columns(), parameters(shape, 0));
            case UPSERT ->
                insert(
                        shape,
                        "\non conflict (%s) do update\nset %s"
                                .formatted(
                                        keys().map(column -> column.name).collect(Collectors.joining(", ")),
                                        assignments().replaceAll("\\bnew\\.", "excluded.")));
            case UPDATE, UPDATE_GUARDED -> """
                    update %s as old
                    set %s
                    from %s
                    where %s""".formatted(name, assignments(), rows(shape), found(verb));
            case DELETE -> """
                    delete from %s as old
                    using %s
                    where %s""".formatted(name, rows(shape), found(verb));
        };
    }

    private String insert(Shape shape, String conflict) {
        String values =
                columns.stream().map(column -> column.name + column.cast).collect(Collectors.joining(", "));
        return """
                insert into %s as old (%s)
                select %s
                from %s%s""".formatted(
                        name,
                        columns(),
                        values,
                        shape.single() ? rows(shape) : numbered(shape, 0) + "\norder by nth_row",
                        conflict);
    }

    /** The rows as an item of {@code from}. */
    private String rows(Shape shape) {
        String names = given(shape.verb()).stream().map(column -> column.name).collect(Collectors.joining(", "));
        return "%s as new (%s)".formatted(item(shape, parameters(shape, 0)), names);
    }

    /** The rows of an insert as an item of {@code from}, numbered by {@code nth_row}. */
    String numbered(Shape shape, int before) {
        String parameters = parameters(shape, before);
        return "%s as new (%s, nth_row)"
                .formatted(
                        shape.single()
                                ? item(shape, parameters + ", 1::bigint")
                                : item(shape, parameters) + " with ordinality",
                        columns());
    }

    /** The same for a statement of the caller's own that has so many parameters before; {@link #arguments} are its. */
    public String unnested(int before) {
        return numbered(new Shape(Verb.INSERT, false), before);
    }

    private static String item(Shape shape, String parameters) {
        return (shape.single() ? "(values (%s))" : "unnest(%s)").formatted(parameters);
    }

    /** How many columns there are. */
    public int width() {
        return columns.size();
    }

    /** The values of the rows, an array for each column. */
    public List<Object> arguments(List<T> rows) {
        return Arrays.asList(arrays(Verb.INSERT, rows));
    }

    private String assignments() {
        String text = columns.stream()
                .filter(column -> column.changes() || column.version)
                .map(column -> "%s = %s".formatted(column.name, column.set))
                .collect(Collectors.joining(",\n    "));
        if (text.isEmpty()) {
            throw new IllegalStateException("no column of " + name + " can change");
        }
        return text;
    }

    private String found(Verb verb) {
        var conditions = new ArrayList<String>();
        keys().forEach(column -> conditions.add("old.%1$s = new.%1$s%2$s".formatted(column.name, column.cast)));
        if (conditions.isEmpty()) {
            throw new IllegalStateException("no key of " + name);
        }
        if (verb == Verb.UPDATE_GUARDED) {
            conditions.add(columns.stream()
                    .filter(column -> column.version)
                    .map(column -> "old.%1$s = new.%1$s".formatted(column.name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no version of " + name)));
        }
        if (condition != null) {
            conditions.add("(" + condition + ")");
        }
        return String.join("\n  and ", conditions);
    }

    private Stream<Column> keys() {
        return columns.stream().filter(column -> column.key);
    }

    /** The columns whose values the statement is given. */
    private List<Column> given(Verb verb) {
        Predicate<Column> wanted = switch (verb) {
            case INSERT, INSERT_MISSING, INSERT_AS_ONE, UPSERT -> column -> true;
            case UPDATE -> column -> column.key || column.changes();
            case UPDATE_GUARDED -> column -> column.key || column.changes() || column.version;
            case DELETE -> column -> column.key;
        };
        return columns.stream().filter(wanted).toList();
    }

    private String parameters(Shape shape, int before) {
        List<Column> given = given(shape.verb());
        String many = shape.single() ? "" : "[]";
        return IntStream.range(0, given.size())
                .mapToObj(i -> "$" + (before + i + 1) + "::" + given.get(i).type + many)
                .collect(Collectors.joining(", "));
    }

    /** Longer statements would be prepared anew each time. */
    private static String cached(String sql) {
        if (sql.length() > StatementCache.LONGEST) {
            throw new IllegalStateException("the statement is too long for the driver's cache: " + sql);
        }
        return sql;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Table<T> components(Class<? extends Record> type) {
        for (var component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            Function<T, ?> value = row -> valueOf(accessor, row);
            Class<?> of = component.getType();
            if (of.isRecord()) {
                part((Function) value, (Class) of);
            } else {
                add(RecordReader.columnOf(component.getName()), Plain.of(component.getGenericType()), value);
            }
        }
        return this;
    }

    /** A column of what is plain in Java. */
    void add(String column, Plain plain, Function<T, ?> value) {
        if (plain == null) {
            throw new IllegalArgumentException("no type for " + column + " of " + name);
        }
        plain.declaring().add(this, column, value);
    }

    private static Object valueOf(Method accessor, Object row) {
        try {
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private Table<T> add(String name, String type, String cast, Class<?> element, Function<T, ?> value) {
        columns.add(new Column(name, type, cast, element, (Function<Object, Object>) value));
        return this;
    }

    private Table<T> last(Consumer<Column> change) {
        change.accept(columns.get(columns.size() - 1));
        return this;
    }

    /** An array in an array: as text, for arrays of different lengths do not go together. */
    private static String literal(Collection<String> texts) {
        return texts == null
                ? null
                : texts.stream()
                        .map(text -> text == null
                                ? "NULL"
                                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
