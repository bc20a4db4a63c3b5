package org.hotline12345.chassis.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Rows for several tables, written as <em>one</em> statement: a {@code with} of a part for each table and verb, however many
 * callers added rows to it. On the pool the statement is a transaction by itself.
 *
 * <p>Guarded parts are carried out first, then updates and deletes, then the others, in the order in which the first row of each was
 * added, and each writes its rows in the order of their adding. All see the database as it was before the statement: none reads what another writes, and no two change the same
 * row. Foreign keys between rows of one statement are fine.
 *
 * <p>A guarded part that does not meet all of its rows fails the statement, and nothing of it is written: the failure is a
 * version conflict as {@link DatabaseErrors#isVersionConflict} knows it, after which {@link Transactions} tries again.
 *
 * <pre>{@code
 * var writes = new Writes();
 * writes.updateGuarded(ORDERS, changed)
 *         .insert(REPLIES, replies)
 *         .upsert(CASES, cases)
 *         .sql("delete from reminder where work_order_id = any($1::uuid[])", ids);
 * writes.run(Sql.on(pool));
 * }</pre>
 */
public final class Writes {
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    /** The statement of each combination of parts; there are few. */
    private static final Map<Combination, String> STATEMENTS = new ConcurrentHashMap<>();

    /** Rows of a table, or the arguments of the caller's own statement. */
    private final Map<Key, List<Object>> parts = new LinkedHashMap<>();

    private final List<Object> endingRows = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>(2);
    private final boolean ofItsOwn;
    private Ending<?> ending;

    /** Writes within a transaction. */
    public Writes() {
        this(false);
    }

    private Writes(boolean ofItsOwn) {
        this.ofItsOwn = ofItsOwn;
    }

    /** Writes whose statement is a transaction by itself. */
    static Writes ofTheirOwn() {
        return new Writes(true);
    }

    /** Whether the statement is a transaction by itself, so that what is written last is committed at once. */
    public boolean areOfTheirOwn() {
        return ofItsOwn;
    }

    /**
     * What a statement that is a transaction by itself does last, after all its parts: for what holds a lock that everybody
     * needs, until the commit only.
     *
     * @param rows What its rows are; they stand in the text as <code>{rows}</code>, a {@code from} item with the columns of the
     *     table and {@code nth_row}.
     * @param text Common table expressions. In them <code>{done}</code> is a number that is known when all parts are carried out.
     * @param answer A query for a {@code bigint}.
     * @param committed Is told the rows and the answer after the commit.
     */
    public record Ending<T>(Table<T> rows, String text, String answer, BiConsumer<List<T>, Long> committed) {}

    /** What is alike in two statements: a table with a verb, or a text of the caller's own. */
    private record Key(Object what, Table.Verb verb, int nth) {
        boolean guarded() {
            return verb == Table.Verb.UPDATE_GUARDED;
        }

        private int rank() {
            return guarded() ? 0 : verb == Table.Verb.UPDATE || verb == Table.Verb.DELETE ? 1 : 2;
        }
    }

    /**
     * A part of a statement.
     *
     * @param shape Null for a text of the caller's own.
     */
    private record Part(Key key, Table.Shape shape) {
        static Part of(Key key, List<?> rows) {
            return new Part(key, key.verb() == null ? null : Table.Shape.of(key.verb(), rows.size()));
        }

        String text() {
            return shape == null ? ((String) key.what()).strip() : ((Table<?>) key.what()).statement(shape);
        }

        @SuppressWarnings("unchecked")
        Object[] arguments(List<Object> rows) {
            return shape == null ? rows.toArray() : ((Table<Object>) key.what()).values(shape, rows);
        }
    }

    /** @param ended shape of the rows of the end */
    private record Combination(List<Part> parts, Ending<?> ending, Table.Shape ended) {}

    public <T> Writes insert(Table<T> table, Collection<? extends T> rows) {
        return add(table, Table.Verb.INSERT, rows);
    }

    /** Leaves rows that are there already as they are. */
    public <T> Writes insertMissing(Table<T> table, Collection<? extends T> rows) {
        return add(table, Table.Verb.INSERT_MISSING, rows);
    }

    /** Inserts one row for all that are added: its columns are arrays, of types without a cast. */
    public <T> Writes insertAsOne(Table<T> table, Collection<? extends T> rows) {
        return add(table, Table.Verb.INSERT_AS_ONE, rows);
    }

    /** Inserts rows, or updates those whose key is there already; a row's key comes once. */
    public <T> Writes upsert(Table<T> table, Collection<? extends T> rows) {
        return add(table, Table.Verb.UPSERT, rows);
    }

    /** Updates the rows with these keys; the version goes up where the table has one. */
    public <T> Writes update(Table<T> table, Collection<? extends T> rows) {
        return add(table, Table.Verb.UPDATE, rows);
    }

    /** Updates the rows with these keys if each still has the version that it was read with; else nothing at all is written. */
    public <T> Writes updateGuarded(Table<T> table, Collection<? extends T> rows) {
        return add(table, Table.Verb.UPDATE_GUARDED, rows);
    }

    /** Deletes the rows with the keys of these. */
    public <T> Writes delete(Table<T> table, Collection<? extends T> rows) {
        return add(table, Table.Verb.DELETE, rows);
    }

    /** A statement of the caller's own, an insert, update or delete without {@code returning}; its parameters count from 1. */
    public Writes sql(String statement, Object... arguments) {
        return own(statement, Arrays.asList(arguments));
    }

    /** Rows for the end of a statement that is a transaction by itself; it has one kind of end. */
    public <T> Writes end(Ending<T> ending, Collection<? extends T> rows) {
        if (!ofItsOwn || this.ending != null && this.ending != ending) {
            throw new IllegalStateException(ofItsOwn ? "another end" : "the end of a transaction is somewhere else");
        }
        if (!rows.isEmpty()) {
            this.ending = ending;
            endingRows.addAll(rows);
        }
        return this;
    }

    /** Runs the action when all is committed; not at all if it is not. An action added twice runs once. */
    public Writes afterCommit(Runnable action) {
        if (!afterCommit.contains(action)) {
            afterCommit.add(action);
        }
        return this;
    }

    /** Adds what the others write, and their actions. */
    @SuppressWarnings("unchecked")
    Writes add(Writes others) {
        others.parts.forEach((key, rows) -> {
            if (key.verb() == null) {
                own((String) key.what(), rows);
            } else {
                parts.computeIfAbsent(key, missing -> new ArrayList<>()).addAll(rows);
            }
        });
        if (others.ending != null) {
            end((Ending<Object>) others.ending, others.endingRows);
        }
        others.afterCommit.forEach(this::afterCommit);
        return this;
    }

    public boolean isEmpty() {
        return parts.isEmpty() && ending == null;
    }

    /** Writes all; nothing is sent where there are no rows. Whoever commits runs {@link #committed} then. */
    Uni<Void> send(Sql sql) {
        if (isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Part> order = order();
        String statement = statement(order);
        Object[] arguments = arguments(order);
        return isPlain()
                ? sql.update(statement, arguments).replaceWithVoid()
                : sql.first(statement, arguments).invoke(this::remember).replaceWithVoid();
    }

    /** Writes all on the pool or in a transaction of the caller's, whose actions after the commit are the caller's too. */
    public Uni<Void> run(Sql sql) {
        if (!afterCommit.isEmpty()) {
            throw new IllegalStateException("nobody would run what is to be done after the commit");
        }
        return send(sql);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    @SuppressWarnings("unchecked")
    private void remember(Row row) {
        if (ending != null) {
            long answer = row.getLong("ending");
            var rows = List.copyOf(endingRows);
            afterCommit(() -> ((Ending<Object>) ending).committed().accept(rows, answer));
        }
    }

    /** The statement of what was added so far. */
    String statement() {
        return statement(order());
    }

    private String statement(List<Part> order) {
        return isPlain()
                ? order.get(0).text()
                : STATEMENTS.computeIfAbsent(new Combination(order, ending, ended()), these -> combined(order));
    }

    private boolean isPlain() {
        return ending == null
                && parts.size() == 1
                && !parts.keySet().iterator().next().guarded();
    }

    /** Guarded parts come first, for what fails has not cost much; then what frees a value that another row may take. */
    private List<Part> order() {
        return parts.entrySet().stream()
                .map(part -> Part.of(part.getKey(), part.getValue()))
                .sorted(Comparator.comparing(part -> part.key().rank()))
                .toList();
    }

    private Table.Shape ended() {
        return Table.Shape.of(Table.Verb.INSERT, endingRows.size());
    }

    @SuppressWarnings("unchecked")
    private Object[] arguments(List<Part> order) {
        var arguments = new ArrayList<Object>();
        for (Part part : order) {
            List<Object> rows = parts.get(part.key());
            arguments.addAll(Arrays.asList(part.arguments(rows)));
            if (part.key().guarded()) {
                arguments.add((long) rows.size());
            }
        }
        if (ending != null) {
            arguments.addAll(Arrays.asList(((Table<Object>) ending.rows()).values(ended(), endingRows)));
        }
        return arguments.toArray();
    }

    /**
     * The parts as common table expressions, their parameters counted on. They are counted by the query at the end, one after
     * another: that is what carries them out, in this order; the first that is short of rows ends it.
     */
    private String combined(List<Part> order) {
        var expressions = new ArrayList<String>();
        var counts = new ArrayList<String>();
        var results = new ArrayList<String>();
        int before = 0;
        for (int i = 0; i < order.size(); i++) {
            Part part = order.get(i);
            expressions.add("part_%d as (\n%s\nreturning 1)".formatted(i, countedOn(part.text(), before)));
            before += part.arguments(parts.get(part.key())).length;
            String count = "(select count(*) from part_" + i + ")";
            if (part.key().guarded()) {
                before++;
                results.add("require_rows(" + count + ", $" + before + "::bigint)");
            } else {
                results.add(count);
            }
            counts.add(count);
        }
        if (ending != null) {
            expressions.add(ending.text()
                    .strip()
                    .replace("{done}", counts.isEmpty() ? "0" : String.join(" + ", counts))
                    .replace("{rows}", ending.rows().numbered(ended(), before)));
            results.add("(" + ending.answer() + ") as ending");
        }
        return "with " + String.join(",\n", expressions) + "\nselect " + String.join(", ", results);
    }

    private static String countedOn(String text, int before) {
        return PARAMETER.matcher(text).replaceAll(found -> "\\$" + (Integer.parseInt(found.group(1)) + before));
    }

    private Writes own(String statement, List<Object> arguments) {
        int nth = 0;
        while (parts.putIfAbsent(new Key(statement, null, nth), arguments) != null) {
            nth++;
        }
        return this;
    }

    private <T> Writes add(Table<T> table, Table.Verb verb, Collection<? extends T> rows) {
        if (!rows.isEmpty()) {
            parts.computeIfAbsent(new Key(table, verb, 0), key -> new ArrayList<>())
                    .addAll(rows);
        }
        return this;
    }
}
