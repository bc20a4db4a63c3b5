package org.hotline12345.chassis.vocabulary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.RecordReader;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.vocabulary.model.Trial;

/** Versions of vocabularies, and which of them was in force when. */
@ApplicationScoped
class VocabularyStore {
    private static final String IN_FORCE = """
            select vocabulary, version
            from vocabulary_activation
            where ended_at is null
            """;
    private static final String DOCUMENTS = """
            select version, document
            from vocabulary_version v
            where vocabulary = $1
              and exists (
                select
                from vocabulary_activation a
                where a.vocabulary = v.vocabulary and a.version = v.version)
            """;

    /** When a version came into force last, and by whom; the shipped one has no row of its own. */
    private static final String VERSIONS = """
            select v.version, v.note, v.written_at, v.written_by, v.tried_at, v.tried_by, v.trial::text as trial,
              last.activated_at, last.activated_by, last.reason, last.ended_at
            from (
              (select version, note, written_at, written_by, tried_at, tried_by, trial
                from vocabulary_version
                where vocabulary = $1
                  and ($2::int is null or version = $2)
                order by version desc
                limit 500)
              union all
              select 0, null, null, null, null, null, null
              where coalesce($2, 0) = 0
            ) as v
            left join lateral (
              select a.activated_at, a.activated_by, a.reason, a.ended_at
              from vocabulary_activation a
              where a.vocabulary = $1 and a.version = v.version
              order by a.id desc
              limit 1
            ) as last on true
            order by v.version desc
            """;

    private static final String LATEST = """
            select coalesce(max(version), 0) as version
            from vocabulary_version
            where vocabulary = $1
            """;
    private static final String DOCUMENT = """
            select document
            from vocabulary_version
            where vocabulary = $1
              and version = $2
            """;
    private static final String WRITE = """
            insert into vocabulary_version (vocabulary, version, document, note, written_at, written_by)
            values ($1, $2, $3, $4, $5, $6)
            """;
    private static final String TRIED = """
            update vocabulary_version
            set tried_at = $3,
                tried_by = $4,
                trial = $5::text::jsonb
            where vocabulary = $1
              and version = $2
            """;
    private static final String END = """
            update vocabulary_activation
            set ended_at = $2
            where vocabulary = $1
              and ended_at is null
            """;
    private static final String ACTIVATE = """
            insert into vocabulary_activation (vocabulary, version, reason, activated_at, activated_by)
            values ($1, $2, $3, $4, $5)
            """;

    /**
     * A version without its document.
     *
     * @param trial Figures of the last trial.
     * @param activatedAt When it came into force last.
     * @param endedAt When another one took its place.
     */
    record Version(
            int version,
            String note,
            Instant writtenAt,
            String writtenBy,
            Instant triedAt,
            String triedBy,
            Trial trial,
            Instant activatedAt,
            String activatedBy,
            String reason,
            Instant endedAt) {
        boolean wasInForce() {
            return version == Vocabulary.SHIPPED || activatedAt != null;
        }
    }

    private final Pool pool;
    private final ObjectMapper json;
    private final RecordReader<Version> versions;

    VocabularyStore(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
        this.versions = RecordReader.of(Version.class, json);
    }

    /** The versions in force by vocabulary; one that is not named is as it was shipped. */
    Uni<Map<String, Integer>> inForce() {
        return Sql.on(pool).select(IN_FORCE).map(rows -> {
            Map<String, Integer> found = new TreeMap<>();
            rows.forEach(row -> found.put(row.getString("vocabulary"), row.getInteger("version")));
            return found;
        });
    }

    /** The documents of all versions that were ever in force. */
    Uni<Map<Integer, String>> documents(String vocabulary) {
        return Sql.on(pool).select(DOCUMENTS, vocabulary).map(rows -> {
            Map<Integer, String> found = new TreeMap<>();
            rows.forEach(row -> found.put(row.getInteger("version"), row.getString("document")));
            return found;
        });
    }

    /** The latest versions, the newest first, the shipped one at the end. */
    Uni<List<Version>> versions(String vocabulary) {
        return Sql.on(pool)
                .select(VERSIONS, vocabulary, null)
                .map(rows -> rows.stream().map(versions).toList());
    }

    /** One version; null if there is none. */
    Uni<Version> version(String vocabulary, int version) {
        return Sql.on(pool).first(VERSIONS, vocabulary, version).map(row -> row == null ? null : versions.apply(row));
    }

    /** The number of the newest version. */
    Uni<Integer> latest(String vocabulary) {
        return latest(Sql.on(pool), vocabulary);
    }

    /** The same; nobody else writes another one before the transaction ends. */
    Uni<Integer> latest(Mutiny.Session session, String vocabulary) {
        var sql = Sql.on(session);
        return sql.select("select pg_advisory_xact_lock(hashtext('vocabulary ' || $1))::text", vocabulary)
                .chain(() -> latest(sql, vocabulary));
    }

    private static Uni<Integer> latest(Sql sql, String vocabulary) {
        return sql.first(LATEST, vocabulary).map(row -> row.getInteger("version"));
    }

    /** The document of a version; null if there is none. */
    Uni<String> document(String vocabulary, int version) {
        return Sql.on(pool)
                .first(DOCUMENT, vocabulary, version)
                .map(row -> row == null ? null : row.getString("document"));
    }

    Uni<Void> write(
            Mutiny.Session session,
            String vocabulary,
            int version,
            String document,
            String note,
            Instant at,
            String by) {
        return Sql.on(session)
                .update(WRITE, vocabulary, version, document, note, at, by)
                .replaceWithVoid();
    }

    Uni<Void> tried(String vocabulary, int version, Instant at, String by, Trial trial) {
        return Sql.on(pool)
                .update(TRIED, vocabulary, version, at, by, text(trial.figures()))
                .replaceWithVoid();
    }

    Uni<Void> activate(Mutiny.Session session, String vocabulary, int version, String reason, Instant at, String by) {
        var sql = Sql.on(session);
        return sql.update("lock table vocabulary_activation in share row exclusive mode")
                .chain(() -> sql.update(END, vocabulary, at))
                .chain(() -> sql.update(ACTIVATE, vocabulary, version, reason, at, by))
                .replaceWithVoid();
    }

    private String text(Trial trial) {
        try {
            return json.writeValueAsString(trial);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a trial", e);
        }
    }
}
