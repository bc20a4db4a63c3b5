package org.hotline12345.localstack.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.events.Topics;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/**
 * Whether each service has applied of both topics what concerns it and nothing else, and has put aside exactly what was written from outside
 * to be put aside. What the groups have committed is not asked: a commit that fell into a rebalance is made good with the partition's next
 * event, however late that comes.
 */
final class EventAccount {
    private static final List<String> TOPICS = List.of(Topics.CASE_EVENTS, Topics.OFFICE_EVENTS);

    private static final String APPLIED = """
            select type, count(*) as told, count(inbox.event_id) as applied
            from unnest(?, ?) as event (event_id, type)
            left join inbox using (event_id)
            group by type
            order by type
            """;

    private static final String INBOX = """
            select count(*)
            from inbox
            """;

    private static final String PARKED = """
            select distinct topic || ' ' || key
            from parked_event
            """;

    private static final String PARKED_ROWS = """
            select count(*)
            from parked_event
            """;

    private final Stack stack;
    private final Map<String, Told> told;
    private final Set<String> fromOutside = new HashSet<>();
    private final Map<Part, Set<String>> toBeParked = new EnumMap<>(Part.class);
    private final Map<Part, Long> applied = new EnumMap<>(Part.class);
    private final Map<Part, Set<String>> appliedTypes = new EnumMap<>(Part.class);

    EventAccount(Stack stack) {
        this.stack = stack;
        this.told = TOPICS.stream()
                .collect(Collectors.toMap(
                        topic -> topic, topic -> new Told(new CaseStream(stack.kafkaBootstrap(), topic))));
    }

    void written(String topic, String key, Set<Part> parkedBy) {
        fromOutside.add(key);
        parkedBy.forEach(service ->
                toBeParked.computeIfAbsent(service, first -> new HashSet<>()).add(topic + " " + key));
    }

    /** What the cases' topic tells. */
    Told cases() {
        return told.get(Topics.CASE_EVENTS);
    }

    void read() {
        told.values().forEach(topic -> topic.read(fromOutside));
    }

    /** The next piece begins where this one ends. */
    void settled() {
        for (Part service : Part.services()) {
            applied.merge(service, appliedOf(service, new ArrayList<>()), Long::sum);
        }
        told.values().forEach(Told::settled);
    }

    /**
     * What is wrong in the services' memory of events: a service has applied none of a type or, once it has applied one, all, and nothing
     * that no topic tells.
     */
    List<String> wrongInInboxes() {
        List<String> wrong = new ArrayList<>();
        for (Part service : Part.services()) {
            long expected = applied.getOrDefault(service, 0L) + appliedOf(service, wrong);
            long found = stack.number(service, INBOX);
            if (found != expected) {
                wrong.add(service.code() + ": " + found + " events applied, " + expected + " of them in the topics");
            }
        }
        return wrong;
    }

    private long appliedOf(Part service, List<String> wrong) {
        List<CaseStream.Entry> events =
                told.values().stream().flatMap(topic -> topic.piece().stream()).toList();
        long number = 0;
        try (Connection database = stack.database(service);
                var query = database.prepareStatement(APPLIED)) {
            query.setArray(
                    1,
                    database.createArrayOf(
                            "uuid", events.stream().map(CaseStream.Entry::id).toArray()));
            query.setArray(
                    2,
                    database.createArrayOf(
                            "text", events.stream().map(CaseStream.Entry::type).toArray()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    long some = rows.getLong("applied");
                    number += some;
                    Set<String> concern = appliedTypes.computeIfAbsent(service, first -> new HashSet<>());
                    if (some > 0) {
                        concern.add(rows.getString("type"));
                    }
                    if (some != rows.getLong("told") && concern.contains(rows.getString("type"))) {
                        wrong.add(service.code() + " has applied " + some + " of " + rows.getLong("told") + " events "
                                + rows.getString("type"));
                    }
                }
            }
        } catch (SQLException e) {
            throw cannotAsk(service, e);
        }
        return number;
    }

    private static IllegalStateException cannotAsk(Part service, SQLException e) {
        return new IllegalStateException("cannot ask the database of " + service.code(), e);
    }

    /** What is put aside and should not be, and what should be and is not. */
    List<String> wrongInParked() {
        List<String> wrong = new ArrayList<>();
        for (Part service : Part.services()) {
            Set<String> expected = toBeParked.getOrDefault(service, Set.of());
            Set<String> found = parked(service);
            long rows = stack.number(service, PARKED_ROWS);
            if (rows != found.size()) {
                wrong.add(service.code() + ": " + rows + " parked events of " + found.size() + " keys");
            }
            Map<String, Set<String>> differences = new HashMap<>();
            differences.put(" is parked", without(found, expected));
            differences.put(" is not parked", without(expected, found));
            differences.forEach((what, keys) ->
                    keys.stream().limit(3).forEach(key -> wrong.add(service.code() + ": " + key + what)));
        }
        return wrong;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(one -> !some.contains(one)).collect(Collectors.toSet());
    }

    private Set<String> parked(Part service) {
        try (Connection database = stack.database(service);
                var statement = database.createStatement();
                var rows = statement.executeQuery(PARKED)) {
            Set<String> keys = new HashSet<>();
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
            return keys;
        } catch (SQLException e) {
            throw cannotAsk(service, e);
        }
    }
}
