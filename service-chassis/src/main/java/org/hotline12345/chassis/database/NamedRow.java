package org.hotline12345.chassis.database;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.impl.ArrayTuple;
import java.util.Arrays;
import java.util.List;

/** A row read on the connection of a Hibernate session, seen as the row type of the SQL client. */
final class NamedRow extends ArrayTuple implements Row {
    private final List<String> names;

    NamedRow(List<String> names, Object[] values) {
        super(Arrays.asList(values));
        this.names = names;
    }

    @Override
    public String getColumnName(int position) {
        return position < 0 || position >= names.size() ? null : names.get(position);
    }

    @Override
    public int getColumnIndex(String column) {
        return names.indexOf(column);
    }
}
