package org.hotline12345.chassis.database;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.impl.ArrayTuple;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row read on the connection of a Hibernate session, seen as the row type of the SQL client. */
final class NamedRow extends ArrayTuple implements Row {
    private final Columns columns;

    NamedRow(Columns columns, Object[] values) {
        super(Arrays.asList(values));
        this.columns = columns;
    }

    @Override
    public String getColumnName(int position) {
        return position < 0 || position >= columns.names.size() ? null : columns.names.get(position);
    }

    @Override
    public int getColumnIndex(String column) {
        return columns.positions.getOrDefault(column, -1);
    }

    /** The columns that all rows of a result share. */
    static final class Columns {
        private final List<String> names;
        private final Map<String, Integer> positions;

        Columns(List<String> names) {
            this.names = names;
            this.positions = new HashMap<>(names.size() * 2);
            for (int i = 0; i < names.size(); i++) {
                positions.putIfAbsent(names.get(i), i);
            }
        }
    }
}
