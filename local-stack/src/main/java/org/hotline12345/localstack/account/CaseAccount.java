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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * 事事有着落，件件有回音: whether every acknowledged case of a stack was dispatched once, answered, asked about, closed and counted once, nothing
 * waits for ever and nothing good was put aside. The cases are the only ones of the stack, and each led a life without rework. It can be taken
 * again and again: of the topics only what has come since is read.
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

    /** What there is not to be. */
    private static final List<Count> NONE = List.of(
            new Count(Part.FOLLOWUP, "callbacks that wait", """
                    select count(*)
                    from callback
                    where ended_at is null
                    """),
            new Count(Part.FOLLOWUP, "deadlines that run", """
                    select count(*)
                    from deadline
                    where state in ('OPEN', 'YELLOW', 'RED')
                    """),
            new Count(Part.DISPATCH, "work orders whose last change the unit's feed does not tell", """
                    select count(*)
                    from work_order
                    where version is distinct from (
                      select version
                      from feed_entry
                      where subject = work_order.id
                        and reader = work_order.unit
                      order by position desc
                      limit 1)
                    """));

    /** Of each service: rows that somebody has still to take. */
    private static final List<String> EMPTY = List.of("outbox", "feed_pending");

    private final Stack stack;
    private final EventAccount events;
    private final Set<String> settled = new HashSet<>();

    /**
     * What is counted.
     *
     * @param service in whose database
     * @param what for people
     */
    private record Count(Part service, String what, String sql) {}

    /** The account of a stack that runs. */
    public CaseAccount(Stack stack) {
        this.stack = stack;
        this.events = new EventAccount(stack);
    }

    /**
     * Something was written into a topic that no service wrote. It stands in nobody's stream.
     *
     * @param key no event of a service has it
     * @param parkedBy services that are to put it aside; the others are to pass over it
     */
    public void writtenFromOutside(String topic, String key, Set<Part> parkedBy) {
        events.written(topic, key, parkedBy);
    }

    /**
     * Looks again until all is right, as long as patience lasts; what is still wrong then, empty when nothing is.
     *
     * @param cases ids of all that were acknowledged, also of those that were settled before
     */
    public List<String> settle(Set<String> cases, Duration patience) {
        // the databases first: they are cheap to ask, and while they move the stream does too
        long end = System.nanoTime() + patience.toNanos();
        Pause.until(
                patience,
                AGAIN.toMillis(),
                () -> tried(() -> wrongInDatabases(cases)).isEmpty());
        List<String> wrong = new ArrayList<>();
        Pause.until(Duration.ofNanos(end - System.nanoTime()), AGAIN.toMillis(), () -> {
            wrong.clear();
            wrong.addAll(tried(() -> wrongInDatabases(cases)));
            wrong.addAll(tried(() -> wrongInStream(cases)));
            return wrong.isEmpty();
        });
        if (wrong.isEmpty()) {
            settled.addAll(cases);
            events.settled();
        }
        return wrong;
    }

    /** A server that does not answer is wrong as well, and may answer the next time. */
    private static List<String> tried(Supplier<List<String>> question) {
        try {
            return question.get();
        } catch (IllegalStateException | KafkaException e) {
            return List.of(e + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
        }
    }

    private List<String> wrongInDatabases(Set<String> cases) {
        List<String> wrong = new ArrayList<>();
        for (Count one : ONE_EACH) {
            compare(wrong, one, cases.size());
        }
        for (Count one : NONE) {
            compare(wrong, one, 0);
        }
        for (Count one : EXACTLY) {
            difference(wrong, one.service().code() + ", " + one.what(), cases, ids(one));
        }
        for (Part service : Part.services()) {
            for (String table : EMPTY) {
                compare(wrong, new Count(service, "rows of " + table, "select count(*) from " + table), 0);
            }
            if (!stack.ready(service)) {
                wrong.add(service.code() + " is not ready");
            }
        }
        wrong.addAll(events.wrongInParked());
        return wrong;
    }

    /** The stream itself: in the order of a life, and the journal and the services' memories of events hold exactly it, each event once. */
    private List<String> wrongInStream(Set<String> cases) {
        List<String> wrong = new ArrayList<>();
        events.read();
        Told told = events.cases();
        compare(wrong, new Count(Part.ASSESSMENT, "events of the journal", """
                select count(*)
                from journal
                """), told.all());
        compare(wrong, new Count(Part.ASSESSMENT, "different events of the journal", """
                select count(distinct event_id)
                from journal
                """), told.all());
        wrong.addAll(events.wrongInInboxes());
        Map<String, List<String>> lives = new TreeMap<>();
        told.piece()
                .forEach(entry -> lives.computeIfAbsent(entry.caseId(), key -> new ArrayList<>())
                        .add(entry.type().replace(TYPES, "")));
        Set<String> since = new HashSet<>(cases);
        since.removeAll(settled);
        difference(wrong, "the stream", since, lives.keySet());
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

    private static void difference(List<String> wrong, String where, Set<String> expected, Set<String> found) {
        Set<String> missing = new HashSet<>(expected);
        missing.removeAll(found);
        Set<String> strange = new HashSet<>(found);
        strange.removeAll(expected);
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
