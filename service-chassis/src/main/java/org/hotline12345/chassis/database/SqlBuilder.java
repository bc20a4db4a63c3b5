package org.hotline12345.chassis.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * A query that is put together of parts, with its values, numbered as they come: for lists with many conditions of which few are
 * asked for, so that each combination finds its own index.
 */
public final class SqlBuilder {
    private static final String PLACE = "$?";

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Adds text with a place {@code $?} for each value. */
    public SqlBuilder add(String part, Object... given) {
        int from = 0;
        for (Object value : given) {
            values.add(value);
            int place = part.indexOf(PLACE, from);
            text.append(part, from, place).append('$').append(values.size());
            from = place + PLACE.length();
        }
        text.append(part, from, part.length());
        return this;
    }

    /** Adds a condition after another one, unless its first value is null. */
    public SqlBuilder and(String condition, Object... given) {
        return given[0] == null ? this : add("  and " + condition + "\n", given);
    }

    /** Runs the query. */
    public Uni<List<Row>> select(Sql sql) {
        return sql.select(text.toString(), values.toArray());
    }

    Object[] values() {
        return values.toArray();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
