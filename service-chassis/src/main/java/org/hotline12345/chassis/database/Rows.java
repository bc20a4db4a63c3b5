package org.hotline12345.chassis.database;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Function;
import org.hotline12345.chassis.time.ShanghaiTime;

/** What is read of rows; null stays null. */
public final class Rows {
    private static final ClassValue<RecordReader<?>> READERS = new ClassValue<>() {
        @Override
        protected RecordReader<?> computeValue(Class<?> type) {
            return RecordReader.of(type.asSubclass(Record.class)).complete();
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
     * Makes a record of a row: each component is read from the column of its name, {@code caseId} from {@code case_id}. What else a
     * record may be made of, {@link RecordReader} says.
     *
     * @throws IllegalArgumentException for a component of a type that no column has
     */
    @SuppressWarnings("unchecked")
    public static <T extends Record> Function<Row, T> as(Class<T> type) {
        return (RecordReader<T>) READERS.get(type);
    }

    /** The same where some components, by their names, are made of the row in a way of their own. */
    public static <T extends Record> Function<Row, T> as(Class<T> type, Map<String, Function<Row, ?>> own) {
        var reader = RecordReader.of(type);
        for (var each : own.entrySet()) {
            reader = reader.with(each.getKey(), each.getValue());
        }
        return reader.complete();
    }
}
