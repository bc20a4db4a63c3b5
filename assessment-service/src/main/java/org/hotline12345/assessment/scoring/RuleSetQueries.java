package org.hotline12345.assessment.scoring;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.database.Sql;

/** The rule sets, every version for ever. */
@ApplicationScoped
public class RuleSetQueries {
    /** The rule set that counts unless another one is asked for. */
    public static final String DEFAULT = "four-rates";

    private static final String LATEST = """
            select
              id,
              max(version) as version
            from rule_set
            group by id
            order by id
            """;

    private static final String THESE = """
            select
              rule_set.id, rule_set.version, rule_set.document
            from unnest($1::text[], $2::integer[]) as wanted (id, version)
            join rule_set
              on rule_set.id = wanted.id
              and rule_set.version = wanted.version
            """;

    private static final String ONE = """
            select
              id, version, document
            from rule_set
            where id = $1
              and ($2::integer is null or version = $2)
            order by version desc
            limit 1
            """;

    private static final String VERSIONS = """
            select
              version, stored_at, stored_by
            from rule_set
            where id = $1
            order by version desc
            """;

    private record Key(String id, int version) {}

    public record Version(int version, Instant storedAt, String storedBy) {}

    /**
     * A version with its document.
     *
     * @param rules What it says.
     * @param document As it was written.
     */
    public record Stored(RuleSet rules, String document) {}

    private final Pool pool;
    private final RuleSetDocuments documents;
    private final Map<Key, RuleSet> read = new ConcurrentHashMap<>();

    RuleSetQueries(Pool pool, RuleSetDocuments documents) {
        this.pool = pool;
        this.documents = documents;
    }

    /** The rule set that is meant: the default one unless another is named. */
    public static String orDefault(String named) {
        return named == null || named.isBlank() ? DEFAULT : named;
    }

    /** The latest version of each, the default first. */
    public Uni<List<RuleSet>> all() {
        var sql = Sql.on(pool);
        return sql.list(Key.class, LATEST)
                .chain(latest -> readNew(sql, latest)
                        .map(done -> latest.stream()
                                .map(read::get)
                                .sorted((a, b) -> Boolean.compare(b.id().equals(DEFAULT), a.id().equals(DEFAULT)))
                                .toList()));
    }

    /** Reads the versions not read before; a version never changes. */
    private Uni<Void> readNew(Sql sql, List<Key> latest) {
        var unread = latest.stream().filter(key -> !read.containsKey(key)).toList();
        return unread.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.select(
                                THESE,
                                unread.stream().map(Key::id).toArray(String[]::new),
                                unread.stream().map(Key::version).toArray(Integer[]::new))
                        .invoke(rows -> rows.forEach(this::stored))
                        .replaceWithVoid();
    }

    /** A version, the latest for null; the item is null if there is none. */
    public Uni<Stored> find(Mutiny.Session session, String id, Integer version) {
        return find(Sql.on(session), id, version);
    }

    private Uni<Stored> find(Sql sql, String id, Integer version) {
        return sql.first(ONE, id, version).map(row -> row == null ? null : stored(row));
    }

    /** The same outside a transaction. */
    public Uni<Stored> find(String id, Integer version) {
        return find(Sql.on(pool), id, version);
    }

    /** The rule set that scores a comparison group unless another one is asked for: its own if it has one, else the default. */
    public Uni<RuleSet> forGroup(String group) {
        return all().map(all -> {
            var own = all.stream()
                    .filter(rules -> group != null && rules.groups().contains(group))
                    .toList();
            return own.size() == 1
                    ? own.get(0)
                    : all.stream()
                            .filter(rules -> rules.id().equals(DEFAULT))
                            .findFirst()
                            .orElseThrow();
        });
    }

    /** Its versions, the latest first. */
    public Uni<List<Version>> versions(String id) {
        return Sql.on(pool).list(Version.class, VERSIONS, id);
    }

    private Stored stored(Row row) {
        String document = row.getString("document");
        var key = new Key(row.getString("id"), Objects.requireNonNull(row.getInteger("version")));
        return new Stored(read.computeIfAbsent(key, k -> documents.read(document, k.version())), document);
    }
}
