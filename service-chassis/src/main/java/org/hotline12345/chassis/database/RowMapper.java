package org.hotline12345.chassis.database;

import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Objects and rows: each component of a record, and each field of a class, is the column of its name, {@code registered_at} of
 * {@code registeredAt}. A record in a record has its columns in the same row. A field that is {@code transient} is none.
 */
final class RowMapper<T> {
    private static final Map<Class<?>, BiFunction<Row, String, Object>> READERS = Map.ofEntries(
            Map.entry(UUID.class, Row::getUUID),
            Map.entry(String.class, Row::getString),
            Map.entry(Instant.class, Rows::instant),
            Map.entry(OffsetDateTime.class, Rows::time),
            Map.entry(LocalDate.class, Row::getLocalDate),
            Map.entry(BigDecimal.class, Row::getBigDecimal),
            Map.entry(int.class, Row::getInteger),
            Map.entry(Integer.class, Row::getInteger),
            Map.entry(long.class, Row::getLong),
            Map.entry(Long.class, Row::getLong),
            Map.entry(float.class, Row::getFloat),
            Map.entry(Float.class, Row::getFloat),
            Map.entry(double.class, Row::getDouble),
            Map.entry(Double.class, Row::getDouble),
            Map.entry(boolean.class, Row::getBoolean),
            Map.entry(Boolean.class, Row::getBoolean));

    private static final ClassValue<RowMapper<?>> WITHOUT_CODES = new ClassValue<>() {
        @Override
        protected RowMapper<?> computeValue(Class<?> type) {
            return new RowMapper<>(type, List.of());
        }
    };

    /** A column: what it is called, its type in Java, how it is read from a row and from an object. */
    private record Column(String name, Class<?> type, Function<Row, Object> read, Function<Object, Object> value) {}

    private final Class<T> type;
    private final List<Field> fields;
    private final List<Column> columns;
    private final Constructor<T> constructor;

    RowMapper(Class<T> type, List<Table.Coded<?>> codes) {
        this.type = type;
        this.fields = fields(type);
        this.columns = fields.stream().map(field -> column(field, codes)).toList();
        this.constructor = constructor(type);
    }

    @SuppressWarnings("unchecked")
    static <T> RowMapper<T> of(Class<T> type) {
        return (RowMapper<T>) WITHOUT_CODES.get(type);
    }

    /** Declares the columns of the type. */
    @SuppressWarnings("unchecked")
    void declare(Table<T> table) {
        for (Column column : columns) {
            String name = column.name();
            Function<T, Object> value = (Function<T, Object>) (Function<?, ?>) column.value();
            switch (column.type().getSimpleName()) {
                case "UUID" -> table.uuid(name, object -> (UUID) value.apply(object));
                case "String" -> table.text(name, object -> (String) value.apply(object));
                case "int", "Integer" -> table.number(name, object -> (Integer) value.apply(object));
                case "long", "Long" -> table.bigNumber(name, object -> (Long) value.apply(object));
                case "double", "Double" -> table.decimal(name, object -> (Double) value.apply(object));
                case "float", "Float" -> table.column(name, "real", Float.class, object -> (Float) value.apply(object));
                case "boolean", "Boolean" -> table.flag(name, object -> (Boolean) value.apply(object));
                case "Instant" -> table.time(name, object -> (Instant) value.apply(object));
                case "LocalDate" -> table.day(name, object -> (LocalDate) value.apply(object));
                case "List" -> table.textArray(name, object -> (Collection<String>) value.apply(object));
                default -> {
                    if (!column.type().isEnum()) {
                        throw new IllegalArgumentException(
                                "no column for " + column.type() + " " + name + " of " + type);
                    }
                    table.name(name, object -> (Enum<?>) value.apply(object));
                }
            }
        }
    }

    T read(Row row) {
        var values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read().apply(row);
            if (values[i] == null && fields.get(i).getType().isPrimitive()) {
                throw new IllegalStateException("a row is no " + type.getSimpleName() + ": "
                        + columns.get(i).name() + " is null");
            }
        }
        try {
            if (type.isRecord()) {
                return constructor.newInstance(values);
            }
            T object = constructor.newInstance();
            for (int i = 0; i < values.length; i++) {
                fields.get(i).set(object, values[i]);
            }
            return object;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a row is no " + type.getSimpleName(), e);
        }
    }

    /** Those of a record in the order of its components. */
    private static List<Field> fields(Class<?> type) {
        var fields = Arrays.stream(type.getDeclaredFields())
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()))
                .toList();
        fields.forEach(field -> field.setAccessible(true));
        return fields;
    }

    private static <T> Constructor<T> constructor(Class<T> type) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    type.isRecord()
                            ? Stream.of(type.getRecordComponents())
                                    .map(RecordComponent::getType)
                                    .toArray(Class[]::new)
                            : new Class<?>[0]);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " cannot be made without arguments", e);
        }
    }

    private static Column column(Field field, List<Table.Coded<?>> codes) {
        String name = field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
        for (Table.Coded<?> code : codes) {
            if (code.type() == field.getType()) {
                return new Column(
                        name,
                        String.class,
                        row -> code.decoded(row.getString(name)),
                        object -> code.encoded(get(field, object)));
            }
        }
        return new Column(
                name,
                field.getType(),
                reader(name, field.getType(), field.getGenericType()),
                object -> get(field, object));
    }

    private static Function<Row, Object> reader(String column, Class<?> type, Type generic) {
        var reader = READERS.get(type);
        if (reader != null) {
            return row -> reader.apply(row, column);
        }
        if (type.isEnum()) {
            return row -> constant(type, row.getString(column));
        }
        if (type.isRecord()) {
            var inner = of(type);
            return inner::read;
        }
        if (type == List.class && ((ParameterizedType) generic).getActualTypeArguments()[0] == String.class) {
            return row -> {
                Object array = row.getValue(column);
                return array == null ? null : Arrays.asList((String[]) array);
            };
        }
        throw new IllegalArgumentException("a column cannot be read as " + type + ": " + column);
    }

    private static Object constant(Class<?> type, String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream((Enum<?>[]) type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is no " + type.getSimpleName()));
    }

    private static Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
