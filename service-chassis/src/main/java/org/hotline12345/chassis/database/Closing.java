package org.hotline12345.chassis.database;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.hibernate.reactive.mutiny.Mutiny;

/** What a transaction has still to do at its end: rows to write before the commit, work to start after it. */
final class Closing {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    /** The statement of each combination of tables; there are few. */
    private static final Map<List<String>, String> STATEMENTS = new ConcurrentHashMap<>();

    /** The number of rows of the last table is what the database tells. */
    private static final Comparator<ClosingTable> ORDER = Comparator.comparing(
                    (ClosingTable table) -> table.whenThere() != null)
            .thenComparing(ClosingTable::name);

    private final SortedMap<ClosingTable, List<Object[]>> rows = new TreeMap<>(ORDER);
    private final List<Runnable> afterCommit = new ArrayList<>(2);

    void add(ClosingTable table, Collection<Object[]> more) {
        rows.computeIfAbsent(table, ignored -> new ArrayList<>()).addAll(more);
    }

    void afterCommit(Runnable action) {
        if (!afterCommit.contains(action)) {
            afterCommit.add(action);
        }
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    /** Writes the rows. What the session has changed is flushed already. */
    Uni<Void> write(Mutiny.Session session) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var last = rows.lastKey();
        return Sql.on(session)
                .update(statement(List.copyOf(rows.keySet())), arguments())
                .invoke(written -> {
                    if (written < rows.get(last).size() && last.whenThere() != null) {
                        throw last.whenThere().get();
                    }
                })
                .replaceWithVoid();
    }

    private Object[] arguments() {
        var arguments = new ArrayList<Object>();
        rows.forEach((table, lines) -> {
            for (int column = 0; column < table.columns().size(); column++) {
                var values = (Object[]) Array.newInstance(table.columns().get(column), lines.size());
                for (int line = 0; line < values.length; line++) {
                    values[line] = lines.get(line)[column];
                }
                arguments.add(values);
            }
        });
        return arguments.toArray();
    }

    /** All but the last are parts of a {@code with}, their parameters counted on. */
    static String statement(List<ClosingTable> tables) {
        return STATEMENTS.computeIfAbsent(
                tables.stream().map(ClosingTable::name).toList(), names -> {
                    var text = new StringBuilder();
                    int before = 0;
                    for (int i = 0; i < tables.size(); i++) {
                        var table = tables.get(i);
                        int counted = before;
                        String insert = PARAMETER
                                .matcher(table.insert())
                                .replaceAll(found -> "\\$" + (Integer.parseInt(found.group(1)) + counted));
                        before += table.columns().size();
                        if (i < tables.size() - 1) {
                            text.append(i == 0 ? "with " : ",\n")
                                    .append(table.name())
                                    .append(" as (\n")
                                    .append(insert.strip())
                                    .append(")");
                        } else {
                            text.append(i == 0 ? "" : "\n").append(insert.strip());
                        }
                    }
                    return text.toString();
                });
    }
}
