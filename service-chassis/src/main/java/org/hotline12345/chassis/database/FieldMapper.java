package org.hotline12345.chassis.database;

import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Objects that change while they are worked on, and their rows: each field of the class is the column of its name,
 * {@code registered_at} of {@code registeredAt}. What is read is made without arguments first.
 */
final class FieldMapper<T> {
    private final Constructor<T> constructor;
    private final Map<Field, RecordReader.Plain> fields = new LinkedHashMap<>();

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
        fields.put(field, RecordReader.plain(field.getType()));
    }

    T read(Row row) {
        try {
            T object = constructor.newInstance();
            for (var entry : fields.entrySet()) {
                Field field = entry.getKey();
                String column = RecordReader.columnOf(field.getName());
                Object value = entry.getValue().read(row, column);
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

    private static Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
