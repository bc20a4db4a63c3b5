package org.hotline12345.chassis.database;

import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Objects that change while they are worked on, and their rows: each field of the class is the column of its name,
 * {@code registered_at} of {@code registeredAt}. What is read is made without arguments first.
 */
final class FieldMapper<T> {
    private static final Map<Class<?>, BiFunction<Row, String, Object>> READERS = Map.ofEntries(
            Map.entry(UUID.class, Row::getUUID),
            Map.entry(String.class, Row::getString),
            Map.entry(Instant.class, Rows::instant),
            Map.entry(LocalDate.class, Row::getLocalDate),
            Map.entry(int.class, Row::getInteger),
            Map.entry(Integer.class, Row::getInteger),
            Map.entry(long.class, Row::getLong),
            Map.entry(boolean.class, Row::getBoolean),
            Map.entry(Boolean.class, Row::getBoolean));

    private final Constructor<T> constructor;
    private final Map<Field, BiFunction<Row, String, Object>> fields = new LinkedHashMap<>();

    FieldMapper(Class<T> type, Table<T> table, Table.Coded<?>... codes) {
        try {
            constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " cannot be made without arguments", e);
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                field.setAccessible(true);
                declare(field, table, codes);
            }
        }
    }

    private void declare(Field field, Table<T> table, Table.Coded<?>... codes) {
        String column = RecordReader.columnOf(field.getName());
        for (Table.Coded<?> code : codes) {
            if (code.type() == field.getType()) {
                table.text(column, object -> code.encoded(get(field, object)));
                fields.put(field, (row, name) -> code.decoded(row.getString(name)));
                return;
            }
        }
        table.add(column, field.getType(), object -> get(field, object));
        if (field.getType().isEnum()) {
            fields.put(field, (row, name) -> constant(field.getType(), row.getString(name)));
        } else {
            fields.put(field, READERS.get(field.getType()));
        }
    }

    T read(Row row) {
        try {
            T object = constructor.newInstance();
            for (var entry : fields.entrySet()) {
                Field field = entry.getKey();
                String column = RecordReader.columnOf(field.getName());
                Object value = entry.getValue().apply(row, column);
                if (value == null && field.getType().isPrimitive()) {
                    throw new IllegalStateException("a row is no "
                            + constructor.getDeclaringClass().getSimpleName() + ": " + column + " is null");
                }
                field.set(object, value);
            }
            return object;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object constant(Class<?> type, String name) {
        return name == null
                ? null
                : Arrays.stream((Enum<?>[]) type.getEnumConstants())
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
