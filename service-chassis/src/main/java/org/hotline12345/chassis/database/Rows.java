package org.hotline12345.chassis.database;

import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hotline12345.chassis.time.ShanghaiTime;

/** What is read of rows; null stays null. */
public final class Rows {
    private static final Map<Class<?>, BiFunction<Row, String, Object>> READERS = Map.ofEntries(
            Map.entry(UUID.class, Row::getUUID),
            Map.entry(String.class, Row::getString),
            Map.entry(int.class, Row::getInteger),
            Map.entry(Integer.class, Row::getInteger),
            Map.entry(long.class, Row::getLong),
            Map.entry(Long.class, Row::getLong),
            Map.entry(double.class, Row::getDouble),
            Map.entry(Double.class, Row::getDouble),
            Map.entry(boolean.class, Row::getBoolean),
            Map.entry(Boolean.class, Row::getBoolean),
            Map.entry(LocalDate.class, Row::getLocalDate),
            Map.entry(Instant.class, Rows::instant),
            Map.entry(OffsetDateTime.class, Rows::time));

    private static final ClassValue<Function<Row, Object>> MAPPERS = new ClassValue<>() {
        @Override
        protected Function<Row, Object> computeValue(Class<?> type) {
            return mapper(type, Map.of());
        }
    };

    private Rows() {}

    public static Instant instant(Row row, String column) {
        OffsetDateTime stored = row.getOffsetDateTime(column);
        return stored == null ? null : stored.toInstant();
    }

    /** The moment as people see it. */
    public static OffsetDateTime time(Row row, String column) {
        return ShanghaiTime.of(instant(row, column));
    }

    /**
     * Makes a record of a row: each component is read from the column of its name, {@code caseId} from {@code case_id}; enums by
     * their names, moments as people see them where it is an {@link OffsetDateTime}.
     *
     * @throws IllegalArgumentException for a component of a type that no column has
     */
    public static <T extends Record> Function<Row, T> as(Class<T> type) {
        Function<Row, Object> mapper = MAPPERS.get(type);
        return row -> type.cast(mapper.apply(row));
    }

    /** The same where some components, by their names, are made of the row in a way of their own. */
    public static <T extends Record> Function<Row, T> as(Class<T> type, Map<String, Function<Row, ?>> own) {
        Function<Row, Object> mapper = mapper(type, own);
        return row -> type.cast(mapper.apply(row));
    }

    private static Function<Row, Object> mapper(Class<?> type, Map<String, Function<Row, ?>> own) {
        RecordComponent[] components = type.getRecordComponents();
        var readers = Arrays.stream(components)
                .map(component ->
                        own.containsKey(component.getName()) ? own.get(component.getName()) : reader(component))
                .toList();
        Constructor<?> constructor = constructor(type, components);
        return row -> {
            Object[] values =
                    readers.stream().map(reader -> (Object) reader.apply(row)).toArray();
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException | IllegalArgumentException e) {
                throw new IllegalStateException("a row is no " + type.getSimpleName(), e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Function<Row, ?> reader(RecordComponent component) {
        String column = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        Class<?> type = component.getType();
        if (type.isEnum()) {
            return row -> constant(type, row.getString(column));
        }
        BiFunction<Row, String, Object> reader = READERS.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("no column is a " + type.getSimpleName() + ": " + component);
        }
        return row -> reader.apply(row, column);
    }

    private static Object constant(Class<?> type, String name) {
        return name == null
                ? null
                : Arrays.stream(type.getEnumConstants())
                        .filter(constant -> ((Enum<?>) constant).name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(name + " is no " + type.getSimpleName()));
    }
}
