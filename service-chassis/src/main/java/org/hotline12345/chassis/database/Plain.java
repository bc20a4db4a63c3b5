package org.hotline12345.chassis.database;

import io.vertx.mutiny.sqlclient.Row;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** A type in Java that is one column: how a table declares it, and how it is read of a row. */
record Plain(Declaring declaring, Reading reading) {
    /** Adds a column with these values to a table. */
    @SuppressWarnings("rawtypes")
    interface Declaring {
        void add(Table table, String column, Function value);
    }

    /** The value of a column; null stays null, but for a list, which is empty then. */
    interface Reading {
        Object read(Row row, String column);
    }

    @SuppressWarnings("unchecked")
    private static final Map<Class<?>, Plain> ALL = Map.ofEntries(
            Map.entry(String.class, new Plain(Table::text, Row::getString)),
            Map.entry(UUID.class, new Plain(Table::uuid, Row::getUUID)),
            Map.entry(Instant.class, new Plain(Table::time, Rows::instant)),
            Map.entry(OffsetDateTime.class, new Plain(column("timestamptz", OffsetDateTime.class), Rows::time)),
            Map.entry(LocalDate.class, new Plain(Table::day, Row::getLocalDate)),
            Map.entry(boolean.class, new Plain(Table::flag, Row::getBoolean)),
            Map.entry(Boolean.class, new Plain(Table::flag, Row::getBoolean)),
            Map.entry(int.class, new Plain(Table::number, Row::getInteger)),
            Map.entry(Integer.class, new Plain(Table::number, Row::getInteger)),
            Map.entry(long.class, new Plain(Table::bigNumber, Row::getLong)),
            Map.entry(Long.class, new Plain(Table::bigNumber, Row::getLong)),
            Map.entry(float.class, new Plain(column("real", Float.class), Row::getFloat)),
            Map.entry(double.class, new Plain(Table::decimal, Row::getDouble)),
            Map.entry(Double.class, new Plain(Table::decimal, Row::getDouble)),
            Map.entry(BigDecimal.class, new Plain(column("numeric", BigDecimal.class), Row::getBigDecimal)));

    @SuppressWarnings("unchecked")
    private static final Plain TEXTS = new Plain(
            Table::textArray,
            (row, column) -> row.getValue(column) instanceof String[] texts ? List.of(texts) : List.of());

    /** How this type is a column; null where it is none by itself. */
    @SuppressWarnings("unchecked")
    static Plain of(Type type) {
        if (type instanceof ParameterizedType of) {
            return of.getRawType() == List.class && of.getActualTypeArguments()[0] == String.class ? TEXTS : null;
        }
        return type instanceof Class<?> constants && constants.isEnum()
                ? new Plain(Table::name, (row, column) -> constant(constants, row.getString(column)))
                : ALL.get(type);
    }

    @SuppressWarnings("unchecked")
    private static <V> Declaring column(String type, Class<V> element) {
        return (table, column, value) -> table.column(column, type, element, value);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Object constant(Class<?> type, String name) {
        try {
            return name == null ? null : Enum.valueOf((Class) type, name);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(name + " is no " + type.getSimpleName(), e);
        }
    }
}
