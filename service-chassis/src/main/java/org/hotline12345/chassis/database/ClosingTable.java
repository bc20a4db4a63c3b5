package org.hotline12345.chassis.database;

import java.util.List;
import java.util.function.Supplier;

/**
 * A table into which a transaction writes at its very end: events to tell, changes of a feed, the answer of a command. The rows
 * of all such tables go in one statement, however many callers added them.
 *
 * @param name Name within the statement; each table has its own.
 * @param insert The insert. Its rows come from {@code unnest($1::…[], $2::…[], …)} with {@code order by} the place where the
 *     order counts; with {@code on conflict do nothing} only where {@code whenThere} says what that means.
 * @param columns Java types of the values of a row, in the order of the parameters.
 * @param whenThere What to fail with when a row was there already; null where none can be. One such table in a transaction.
 */
public record ClosingTable(
        String name, String insert, List<Class<?>> columns, Supplier<? extends RuntimeException> whenThere) {
    public ClosingTable {
        columns = List.copyOf(columns);
    }

    /** A table where no row can be there already. */
    public ClosingTable(String name, String insert, Class<?>... columns) {
        this(name, insert, List.of(columns), null);
    }
}
