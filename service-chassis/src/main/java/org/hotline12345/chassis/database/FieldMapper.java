package org.hotline12345.chassis.database;

import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that change while they are worked on, and their rows: each field of the class is the column of its name,
 * {@code registered_at} of {@code registeredAt}. What is read is made without arguments first.
 */
final class FieldMapper<T> {
    private record Mapped(Field field, String column, Plain.Reading reading) {
        Object get(Object object) {
            try {
                return field.get(object);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Constructor<T> constructor;
    private final List<Mapped> fields = new ArrayList<>();

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
        Plain plain = plain(field, codes);
        var mapped = new Mapped(field, column, plain == null ? null : plain.reading());
        table.add(column, plain, mapped::get);
        fields.add(mapped);
    }

    private static Plain plain(Field field, Table.Coded<?>... codes) {
        for (Table.Coded<?> code : codes) {
            if (code.type() == field.getType()) {
                return code.plain();
            }
        }
        return Plain.of(field.getGenericType());
    }

    T read(Row row) {
        try {
            T object = constructor.newInstance();
            for (Mapped mapped : fields) {
                Object value = mapped.reading().read(row, mapped.column());
                if (value == null && mapped.field().getType().isPrimitive()) {
                    throw new IllegalStateException("a row is no "
                            + constructor.getDeclaringClass().getSimpleName() + ": " + mapped.column() + " is null");
                }
                mapped.field().set(object, value);
            }
            return object;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
