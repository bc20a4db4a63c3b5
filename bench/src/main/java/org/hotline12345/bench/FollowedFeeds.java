package org.hotline12345.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hotline12345.embedded.Pause;
import org.hotline12345.localstack.stack.Part;
import org.hotline12345.localstack.stack.Stack;

/** What the units' feeds told those who follow them, against what stands in the feeds: all of it, once, in its order. */
final class FollowedFeeds {
    private static final String STANDS = """
            select reader, position
            from feed_entry
            where position > ?
            order by position
            """;

    private final Map<String, List<Long>> told = new HashMap<>();
    private final Set<String> units = new HashSet<>();
    private long settled;

    /** A unit was told of what has these places in its feed. */
    synchronized void told(String unit, List<Long> positions) {
        units.add(unit);
        told.computeIfAbsent(unit, first -> new ArrayList<>()).addAll(positions);
    }

    /** Looks again as long as patience lasts; what is wrong then. What is right is settled and not looked at again. */
    List<String> settle(Stack stack, Duration patience) {
        List<String> wrong = new ArrayList<>();
        Pause.until(patience, 500, () -> {
            wrong.clear();
            wrong.addAll(differences(stands(stack)));
            return wrong.isEmpty();
        });
        if (wrong.isEmpty()) {
            forget();
        }
        return wrong;
    }

    private synchronized void forget() {
        settled = told.values().stream()
                .flatMap(List::stream)
                .mapToLong(Long::longValue)
                .max()
                .orElse(settled);
        told.clear();
    }

    private Map<String, List<Long>> stands(Stack stack) {
        try (Connection database = stack.database(Part.DISPATCH);
                var query = database.prepareStatement(STANDS)) {
            query.setLong(1, settled);
            Map<String, List<Long>> feeds = new HashMap<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    feeds.computeIfAbsent(rows.getString(1), first -> new ArrayList<>())
                            .add(rows.getLong(2));
                }
            }
            return feeds;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the feeds", e);
        }
    }

    synchronized List<String> differences(Map<String, List<Long>> feeds) {
        List<String> wrong = new ArrayList<>();
        for (String unit : units) {
            List<Long> stand = feeds.getOrDefault(unit, List.of());
            List<Long> heard = told.getOrDefault(unit, List.of());
            if (!heard.equals(stand)) {
                wrong.add("unit " + unit + " was told " + heard.size() + " of " + stand.size()
                        + " changes of its feed; missing " + some(stand, heard) + ", not there " + some(heard, stand)
                        + ", told twice " + (heard.size() - new HashSet<>(heard).size()));
            }
        }
        return wrong;
    }

    private static String some(List<Long> all, List<Long> others) {
        Set<Long> left = new HashSet<>(all);
        others.forEach(left::remove);
        return left.stream().sorted().limit(5).toList().toString();
    }
}
