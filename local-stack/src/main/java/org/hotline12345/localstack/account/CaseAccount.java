package org.hotline12345.localstack.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * 事事有着落，件件有回音: whether every acknowledged case of a stack was dispatched once, answered, asked about, closed and counted once, nothing
 * waits for ever and nothing was put aside. The cases are the only ones of the stack, and each led a life without rework.
 */
public final class CaseAccount {
    /** Order of a life without rework; what comes earlier must not stand behind what comes later. */
    private static final List<String> ORDER = List.of(
            "case.registered.v1",
            "case.dispatched.v1",
            "case.work-order-signed.v1",
            "case.reply-submitted.v1",
            "case.reply-issued.v1",
            "case.callback-completed.v1",
            "case.closed.v1");

    private static final String TYPES = "org.hotline12345.";
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** What is to be as many as there are cases. */
    private static final List<Count> ONE_EACH = List.of(
            new Count(Part.INTAKE, "cases", """
                    select count(*)
                    from hotline_case
                    """),
            new Count(Part.DISPATCH, "work orders", """
                    select count(*)
                    from work_order
                    """),
            new Count(Part.ASSESSMENT, "facts of cases", """
                    select count(*)
                    from case_fact
                    """),
            new Count(Part.ASSESSMENT, "rounds that ended", """
                    select count(*)
                    from round_fact
                    where finished_at is not null
                    """),
            new Count(Part.ASSESSMENT, "answers", """
                    select count(*)
                    from survey_fact
                    where outcome = 'ANSWERED'
                    """));

    /** Where exactly the cases are to stand. */
    private static final List<Count> EXACTLY = List.of(
            new Count(Part.INTAKE, "closed cases", """
                    select case_id::text
                    from case_state
                    where status = 'CLOSED'
                    """),
            new Count(Part.DISPATCH, "answered cases", """
                    select distinct case_id::text
                    from work_order
                    where state = 'REPLIED'
                    """),
            new Count(Part.FOLLOWUP, "closed files", """
                    select case_id::text
                    from case_file
                    where phase = 'CLOSED'
                    """),
            new Count(Part.ASSESSMENT, "facts of closed cases", """
                    select case_id::text
                    from case_fact
                    where closed_at is not null
                    """));

    private static final Count WAITING_CALLBACKS = new Count(Part.FOLLOWUP, "callbacks that wait", """
            select count(*)
            from callback
            where ended_at is null
            """);

    /** Of each service: rows that somebody has still to take. */
    private static final List<String> EMPTY = List.of("outbox", "feed_pending", "parked_event");

    private final Stack stack;
    private final Set<String> cases;

    /**
     * What is counted.
     *
     * @param service in whose database
     * @param what for people
     */
    private record Count(Part service, String what, String sql) {}

    /**
     * An account of these cases.
     *
     * @param cases ids of all that were acknowledged
     */
    public CaseAccount(Stack stack, Set<String> cases) {
        this.stack = stack;
        this.cases = Set.copyOf(cases);
    }

    /** Looks again until all is right, as long as patience lasts; what is still wrong then, empty when nothing is. */
    public List<String> settle(Duration patience) {
        // the databases first: they are cheap to ask, and while they move the stream does too
        Pause.until(patience, AGAIN.toMillis(), () -> wrongInDatabases().isEmpty());
        List<String> wrong = wrongInDatabases();
        wrong.addAll(wrongInStream());
        return wrong;
    }

    private List<String> wrongInDatabases() {
        List<String> wrong = new ArrayList<>();
        for (Count one : ONE_EACH) {
            compare(wrong, one, cases.size());
        }
        compare(wrong, WAITING_CALLBACKS, 0);
        for (Count one : EXACTLY) {
            difference(wrong, one.service().code() + ", " + one.what(), ids(one));
        }
        for (Part service : Part.services()) {
            for (String table : EMPTY) {
                compare(wrong, new Count(service, "rows of " + table, "select count(*) from " + table), 0);
            }
            if (!stack.ready(service)) {
                wrong.add(service.code() + " is not ready");
            }
        }
        return wrong;
    }

    /**
     * The stream itself: in the order of a life, and the journal holds exactly it, each event once. After a
     * failure of a relay or a broker it can hold events again, with the same ids: readers drop the repeats, so does this one.
     */
    private List<String> wrongInStream() {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<CaseStream.Entry> stream = CaseStream.read(stack.kafkaBootstrap()).stream()
                .filter(entry -> seen.add(entry.id()))
                .toList();
        compare(wrong, new Count(Part.ASSESSMENT, "events of the journal", """
                select count(*)
                from journal
                """), stream.size());
        compare(wrong, new Count(Part.ASSESSMENT, "different events of the journal", """
                select count(distinct event_id)
                from journal
                """), stream.size());
        Map<String, List<String>> lives = new TreeMap<>();
        stream.forEach(entry -> lives.computeIfAbsent(entry.caseId(), key -> new ArrayList<>())
                .add(entry.type().replace(TYPES, "")));
        difference(wrong, "the stream", lives.keySet());
        Map<List<String>, Long> courses = lives.values().stream()
                .map(types -> types.stream().filter(ORDER::contains).toList())
                .collect(Collectors.groupingBy(course -> course, Collectors.counting()));
        courses.remove(ORDER);
        courses.forEach((course, number) -> wrong.add(number + " cases in the stream go " + course));
        return wrong;
    }

    private void compare(List<String> wrong, Count count, long expected) {
        long found = stack.number(count.service(), count.sql());
        if (found != expected) {
            wrong.add(count.service().code() + ": " + found + " " + count.what() + " instead of " + expected);
        }
    }

    private void difference(List<String> wrong, String where, Set<String> found) {
        Set<String> missing = new HashSet<>(cases);
        missing.removeAll(found);
        Set<String> strange = new HashSet<>(found);
        strange.removeAll(cases);
        if (!missing.isEmpty()) {
            wrong.add(where + ": " + missing.size() + " are missing, such as "
                    + missing.iterator().next());
        }
        if (!strange.isEmpty()) {
            wrong.add(where + ": " + strange.size() + " that nobody acknowledged, such as "
                    + strange.iterator().next());
        }
    }

    private Set<String> ids(Count count) {
        try (Connection database = stack.database(count.service());
                var statement = database.createStatement();
                var rows = statement.executeQuery(count.sql())) {
            var ids = new HashSet<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot ask the database of " + count.service().code(), e);
        }
    }
}
