package org.hotline12345.chassis.database;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.hotline12345.chassis.time.ShanghaiTime;

/** Moments in a row, as the services know them; null stays null. */
public final class Rows {
    private Rows() {}

    public static Instant instant(Row row, String column) {
        OffsetDateTime stored = row.getOffsetDateTime(column);
        return stored == null ? null : stored.toInstant();
    }

    /** The moment as people see it. */
    public static OffsetDateTime time(Row row, String column) {
        return ShanghaiTime.of(instant(row, column));
    }
}
