package org.hotline12345.chassis.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Reads rows as records: each component from the column of its name, {@code caseId} from {@code case_id}, by its type. Where a
 * column has another name, the query gives it this one ({@code id as work_order_id}) or {@link #column} says so; what is worked
 * out, {@link #with} says. Components of other types are JSON, in columns read as text ({@code flags::text}); a list that is null is
 * empty. Without JSON a component that is a record takes its own columns.
 *
 * <pre>{@code
 * private final RecordReader<Item> items = RecordReader.of(Item.class, json)
 *         .column("orderId", "id")
 *         .with("allowed", row -> actions.in(row.getString("state")));
 *
 * Sql.on(pool).page(OPEN, "sent_at", page, items);
 * }</pre>
 *
 * @param <T> the record
 */
public final class RecordReader<T extends Record> implements Function<Row, T> {
    private final Constructor<T> constructor;
    private final ObjectMapper json;
    private final Map<String, Function<Row, ?>> components;

    private RecordReader(Constructor<T> constructor, ObjectMapper json, Map<String, Function<Row, ?>> components) {
        this.constructor = constructor;
        this.json = json;
        this.components = components;
    }

    /** A reader of records without JSON. */
    public static <T extends Record> RecordReader<T> of(Class<T> type) {
        return of(type, null, "");
    }

    public static <T extends Record> RecordReader<T> of(Class<T> type, ObjectMapper json) {
        return of(type, json, "");
    }

    /** A reader for columns whose names begin with this. */
    public static <T extends Record> RecordReader<T> of(Class<T> type, String prefix) {
        return of(type, null, prefix);
    }

    private static <T extends Record> RecordReader<T> of(Class<T> type, ObjectMapper json, String prefix) {
        var parts = type.getRecordComponents();
        var components = new LinkedHashMap<String, Function<Row, ?>>();
        for (var part : parts) {
            components.put(
                    part.getName(),
                    json == null && part.getType().isRecord()
                            ? of(part.getType().asSubclass(Record.class), prefix)
                            : value(part, prefix + columnOf(part.getName()), json));
        }
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RecordReader<>(constructor, json, components);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same; the component comes from a column of another name. */
    public RecordReader<T> column(String component, String column) {
        var part = Arrays.stream(constructor.getDeclaringClass().getRecordComponents())
                .filter(each -> each.getName().equals(component))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(component));
        return with(component, value(part, column, json));
    }

    /** The same; the component is worked out of the row. */
    public RecordReader<T> with(String component, Function<Row, ?> value) {
        if (!components.containsKey(component)) {
            throw new NoSuchElementException(component);
        }
        var changed = new LinkedHashMap<>(components);
        changed.put(component, value);
        return new RecordReader<>(constructor, json, changed);
    }

    /** The same; refused if there is a component that no column can be. */
    RecordReader<T> complete() {
        components.forEach((component, value) -> {
            if (value == null) {
                throw new IllegalArgumentException("no column is " + component + " of " + constructor);
            }
        });
        return this;
    }

    @Override
    public T apply(Row row) {
        try {
            var values = new Object[components.size()];
            int next = 0;
            for (var value : components.values()) {
                values[next++] = value.apply(row);
            }
            return constructor.newInstance(values);
        } catch (InvocationTargetException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "a row is no " + constructor.getDeclaringClass().getSimpleName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    static String columnOf(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** How the component is read; null where no column is of its type. */
    private static Function<Row, ?> value(RecordComponent part, String column, ObjectMapper json) {
        var plain = Plain.of(part.getGenericType());
        if (plain != null) {
            return row -> plain.reading().read(row, column);
        }
        if (json == null) {
            return null;
        }
        JavaType wanted = json.getTypeFactory().constructType(part.getGenericType());
        return row -> parsed(json, row.getString(column), column, wanted);
    }

    private static Object parsed(ObjectMapper json, String text, String column, JavaType type) {
        try {
            return text != null ? json.readValue(text, type) : type.isCollectionLikeType() ? List.of() : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read " + column, e);
        }
    }
}
