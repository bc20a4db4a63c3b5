package org.hotline12345.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * Open deadlines written straight into follow-up's database, by the hundred thousand. They are copies of what follow-up itself wrote
 * for one case: whatever its tables hold, the invented rows hold it too.
 */
final class OpenDeadlines {
    private static final int CHUNK = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** What follow-up has written for a case just dispatched. */
    private static final String PATTERN = """
            select to_jsonb(c) as case_file, to_jsonb(d) as deadline
            from case_file c
            join deadline d on d.case_id = c.case_id
            where c.case_id = ?
              and d.kind = 'REPLY'
              and d.ended_at is null
            """;

    private static final List<String> FORGET = List.of("""
            delete from deadline
            where case_id = ?
            """, """
            delete from case_file
            where case_id = ?
            """);

    /** Cases like the pattern, of one unit or of three thousand, each with a work order of its own. */
    private static final String CASES = """
            insert into case_file
            select made.*
            from generate_series(1, cast(? as integer)) as n
            cross join lateral jsonb_populate_record(
              cast(null as case_file),
              cast(? as jsonb) || jsonb_build_object(
                'case_id', gen_random_uuid(),
                'case_number', 'B-' || n,
                'work_order_id', gen_random_uuid(),
                'unit', coalesce(cast(? as text), 'U' || n % 3000))) as made
            returning case_id, work_order_id, unit
            """;

    /** Their deadlines; on the ladder of an overdue one nothing is to happen here. */
    private static final String DEADLINES = """
            insert into deadline
            select made.*
            from wanted
            cross join lateral jsonb_populate_record(
              cast(null as deadline),
              cast(? as jsonb) || jsonb_build_object(
                'id', gen_random_uuid(),
                'case_id', case_id,
                'work_order_id', work_order_id,
                'unit', unit,
                'kind', kind,
                'due_at', red_at,
                'yellow_at', yellow_at,
                'red_at', red_at,
                'next_at', coalesce(yellow_at, red_at),
                'ladder', cast('[]' as jsonb))) as made
            """;

    /** Deadlines of the next ten days; none acts within a day. */
    private static final String OPEN = """
            with opened as (
            %s),
            wanted as (
              select opened.*, 'REPLY' as kind, at - interval '2 hours' as yellow_at, at as red_at
              from (
                select *, now() + interval '1 day' + random() * interval '10 days' as at
                from opened) as opened)
            %s
            """.formatted(CASES, DEADLINES);

    /** Replies that turn red at the moment. */
    private static final String RED = """
            with opened as (
            %s),
            wanted as (
              select *, 'REPLY' as kind, cast(null as timestamptz) as yellow_at, cast(? as timestamptz) as red_at
              from opened)
            %s
            """.formatted(CASES, DEADLINES);

    /** Two deadlines a case: signing turns red and the reply yellow at the moment, the reply red a little later. */
    private static final String IN_ORDER = """
            with opened as (
            %s),
            wanted as (
              select *, 'SIGN' as kind, cast(null as timestamptz) as yellow_at, cast(? as timestamptz) as red_at
              from opened
              union all
              select *, 'REPLY', cast(? as timestamptz), cast(? as timestamptz)
              from opened)
            %s
            """.formatted(CASES, DEADLINES);

    /**
     * The indexes that nothing needs while rows are written: each costs a random page a row, and building it afterwards a few seconds. The
     * tick's own index stays, for the instance that runs already asks it every second.
     */
    private static final String IDLE_INDEXES = """
            select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
            from pg_index i
            where i.indrelid in ('case_file'::regclass, 'deadline'::regclass)
              and i.indexrelid <> 'deadline_next'::regclass
              and not exists (
                select 1
                from pg_constraint c
                where c.conindid = i.indexrelid)
            order by 1
            """;

    private record Pattern(String caseFile, String deadline) {}

    private final Stack stack;
    private final Pattern pattern;

    /** Follow-up runs. */
    OpenDeadlines(Stack stack) {
        this.stack = stack;
        this.pattern = pattern(stack);
    }

    /** What follow-up writes for a case that is dispatched; the case is taken away again. */
    private static Pattern pattern(Stack stack) {
        UUID caseId;
        try (var events = new SampleEvents(stack)) {
            caseId = events.dispatchedCase();
        }
        try (Connection connection = stack.database(Part.FOLLOWUP);
                PreparedStatement select = connection.prepareStatement(PATTERN)) {
            select.setObject(1, caseId);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                try (var rows = select.executeQuery()) {
                    if (rows.next()) {
                        var pattern = new Pattern(rows.getString("case_file"), rows.getString("deadline"));
                        for (String forget : FORGET) {
                            try (PreparedStatement delete = connection.prepareStatement(forget)) {
                                delete.setObject(1, caseId);
                                delete.executeUpdate();
                            }
                        }
                        return pattern;
                    }
                }
                Pause.millis(200);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what follow-up wrote for a case", e);
        }
        throw new IllegalStateException("follow-up set no deadline for a case within " + PATIENCE.toSeconds() + " s");
    }

    /**
     * Writes open deadlines straight into the database, until there are so many or the time is over.
     *
     * @return how many there are
     */
    int preload(int count, Duration atMost, LongConsumer progress) {
        long end = System.nanoTime() + atMost.toNanos();
        int done = 0;
        try (Connection connection = stack.database(Part.FOLLOWUP);
                PreparedStatement insert = connection.prepareStatement(OPEN);
                var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("set maintenance_work_mem = '256MB'");
            List<String> indexes = dropIdleIndexes(statement);
            try {
                while (done < count && System.nanoTime() < end) {
                    int part = Math.min(CHUNK, count - done);
                    insert.setInt(1, part);
                    insert.setString(2, pattern.caseFile());
                    insert.setString(3, null);
                    insert.setString(4, pattern.deadline());
                    insert.executeUpdate();
                    done += part;
                    progress.accept(done);
                }
            } finally {
                for (String index : indexes) {
                    statement.execute(index);
                }
            }
            statement.execute("analyze case_file");
            statement.execute("analyze deadline");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write deadlines", e);
        }
        return done;
    }

    /** Answers how they are made again. */
    private static List<String> dropIdleIndexes(Statement statement) throws SQLException {
        var names = new ArrayList<String>();
        var definitions = new ArrayList<String>();
        try (var rows = statement.executeQuery(IDLE_INDEXES)) {
            while (rows.next()) {
                names.add(rows.getString(1));
                definitions.add(rows.getString(2));
            }
        }
        for (String name : names) {
            statement.execute("drop index " + name);
        }
        return definitions;
    }

    /**
     * Writes the deadlines of a burst.
     *
     * @param singles cases whose reply turns red at the moment
     * @param pairs cases of which signing turns red and the reply yellow at the moment, and the reply red three seconds later
     */
    void insert(String unit, int singles, int pairs, Instant moment) {
        OffsetDateTime at = moment.atOffset(ZoneOffset.UTC);
        try (Connection connection = stack.database(Part.FOLLOWUP);
                PreparedStatement red = connection.prepareStatement(RED);
                PreparedStatement inOrder = connection.prepareStatement(IN_ORDER)) {
            connection.setAutoCommit(false);
            red.setInt(1, singles);
            red.setString(2, pattern.caseFile());
            red.setString(3, unit);
            red.setObject(4, at);
            red.setString(5, pattern.deadline());
            red.executeUpdate();
            inOrder.setInt(1, pairs);
            inOrder.setString(2, pattern.caseFile());
            inOrder.setString(3, unit);
            inOrder.setObject(4, at);
            inOrder.setObject(5, at);
            inOrder.setObject(6, at.plusSeconds(3));
            inOrder.setString(7, pattern.deadline());
            inOrder.executeUpdate();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write the deadlines of a burst", e);
        }
    }
}
