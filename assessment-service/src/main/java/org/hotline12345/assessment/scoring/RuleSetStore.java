package org.hotline12345.assessment.scoring;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.journal.Decisions;
import org.hotline12345.assessment.journal.Decisions.Kind;
import org.hotline12345.assessment.scoring.model.RuleSet;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;

/** The rule sets, every version for ever. Those that are shipped are stored at the first start; from then on they are the office's own. */
@ApplicationScoped
public class RuleSetStore {
    /** The rule set that counts unless another one is asked for. */
    public static final String DEFAULT = "four-rates";

    private static final List<String> SHIPPED =
            List.of(DEFAULT, "hundred-points", "weighted-rates", "grades-by-volume");

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

    private static final String STORE = """
            insert into rule_set (id, version, document, stored_at, stored_by)
            values ($1, $2, $3, $4, $5)
            """;

    private static final String SHIP = """
            insert into rule_set (id, version, document, stored_at, stored_by)
            select $1::text, 1, $2::text, $3::timestamptz, 'shipped'
            where not exists (
              select 1
              from rule_set
              where id = $1)
            on conflict do nothing
            """;

    private record Key(String id, int version) {}

    public record Version(int version, Instant storedAt, String storedBy) {}

    /** A version with its document. */
    public record Stored(RuleSet rules, String document) {}

    private final Pool pool;
    private final Transactions transactions;
    private final RuleSetDocuments documents;
    private final Decisions decisions;
    private final Clock clock;
    private final Map<Key, RuleSet> read = new ConcurrentHashMap<>();

    public RuleSetStore(
            Pool pool, Transactions transactions, RuleSetDocuments documents, Decisions decisions, Clock clock) {
        this.pool = pool;
        this.transactions = transactions;
        this.documents = documents;
        this.decisions = decisions;
        this.clock = clock;
    }

    void ship(@Observes @Priority(3000) StartupEvent event) {
        for (String id : SHIPPED) {
            String document = RuleSetDocuments.resource("rule-sets/" + id + ".yaml");
            Sql.on(pool).update(SHIP, id, document, clock.instant()).await().atMost(Duration.ofSeconds(30));
        }
    }

    /** The rule set that is meant: the default one unless another is named. */
    public static String orDefault(String named) {
        return named == null || named.isBlank() ? DEFAULT : named;
    }

    /** The latest version of each, the default first. */
    public Uni<List<RuleSet>> all() {
        var sql = Sql.on(pool);
        return sql.select(LATEST).chain(rows -> {
            List<Key> latest = rows.stream()
                    .map(row -> new Key(row.getString("id"), row.getInteger("version")))
                    .toList();
            return readNew(sql, latest)
                    .map(done -> latest.stream()
                            .map(read::get)
                            .sorted((a, b) -> Boolean.compare(b.id().equals(DEFAULT), a.id().equals(DEFAULT)))
                            .toList());
        });
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
        return Sql.on(pool)
                .select(VERSIONS, id)
                .map(rows -> rows.stream()
                        .map(row -> new Version(
                                row.getInteger("version"),
                                row.getOffsetDateTime("stored_at").toInstant(),
                                row.getString("stored_by")))
                        .toList());
    }

    /**
     * Stores a document as the next version; the same document again is no new version.
     *
     * @param ifMatch The version that the author saw, as an entity tag. May be null.
     */
    public Uni<Stored> store(String id, String document, String ifMatch, String by) {
        RuleSet checked = documents.read(document, 1);
        if (!checked.id().equals(id)) {
            throw Problem.invalid("id", "violation.rule-set.other-id", id);
        }
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return find(sql, id, null).chain(last -> {
                ETags.check(ifMatch, last == null ? 0 : last.rules().version());
                if (last != null && last.document().equals(document)) {
                    return Uni.createFrom().item(last);
                }
                RuleSet rules =
                        documents.read(document, last == null ? 1 : last.rules().version() + 1);
                return sql.update(STORE, id, rules.version(), document, clock.instant(), by)
                        .chain(() -> decisions.add(
                                session,
                                new Decisions.Decision(
                                        Kind.RULE_SET_STORED,
                                        null,
                                        id,
                                        null,
                                        Integer.toString(rules.version()),
                                        by,
                                        clock.instant())))
                        .replaceWith(new Stored(rules, document));
            });
        });
    }

    private Stored stored(Row row) {
        String document = row.getString("document");
        var key = new Key(row.getString("id"), Objects.requireNonNull(row.getInteger("version")));
        return new Stored(read.computeIfAbsent(key, k -> documents.read(document, k.version())), document);
    }
}
