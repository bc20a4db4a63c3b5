package org.hotline12345.assessment.externalpost;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.externalpost.ExternalPosts.ExternalPost;
import org.hotline12345.assessment.externalpost.model.PostFile.Post;
import org.hotline12345.assessment.hotissue.MatchIssues;
import org.hotline12345.assessment.hotissue.MatchIssues.Said;
import org.hotline12345.assessment.hotissue.IssueQueries;
import org.hotline12345.assessment.hotissue.model.Grouping.Placed;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.Transactions;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.privacy.Masking;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;
import org.jboss.logging.Logger;

/**
 * Takes posts from other channels in and finds the issues they belong to; looks again, as long as no issue was found, for issues
 * arise later. The same post again changes nothing; a post that was changed on its channel takes the place of the old one.
 */
@ApplicationScoped
public class ImportPosts {
    private static final Logger LOG = Logger.getLogger(ImportPosts.class);
    private static final int AT_ONCE = 100;
    private static final Duration LOOK_BACK = Duration.ofDays(90);

    private static final String SAVE = """
            insert into external_post as old (
              source, external_id, post_id, title, text, posted_at, url, area, category, fingerprint, imported_by,
              imported_at, looked_at)
            select
              told.*,
              $11::text, $12::timestamptz, $12::timestamptz
            from unnest(
              $1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[],
              $9::text[],
              $10::text[]) as told
            on conflict (source, external_id) do update
            set title = excluded.title,
                text = excluded.text,
                posted_at = excluded.posted_at,
                url = excluded.url,
                area = excluded.area,
                category = excluded.category,
                fingerprint = excluded.fingerprint,
                imported_by = excluded.imported_by,
                imported_at = excluded.imported_at,
                looked_at = excluded.looked_at,
                version = old.version + 1
            where old.fingerprint <> excluded.fingerprint
            returning
              post_id, title, text, posted_at, area, category, version, matched_by
            """;

    private static final String MATCH = """
            update external_post
            set issue_id = told.issue_id,
                likeness = told.likeness,
                looked_at = $4
            from unnest($1::uuid[], $2::uuid[], $3::real[]) as told (post_id, issue_id, likeness)
            where external_post.post_id = told.post_id
              and external_post.matched_by is null
            """;

    private static final String AGAIN = """
            select
              post_id, title, text, posted_at, area, category
            from external_post
            where matched_by is null
              and looked_at < $1
              and not exists (
                select 1
                from case_group
                where case_group.group_id = external_post.issue_id)
              and posted_at > $2
            order by looked_at
            limit $3
            for update skip locked
            """;

    private static final String FOR_UPDATE = """
            select version
            from external_post
            where post_id = $1
            for update
            """;

    private static final String DECIDE = """
            update external_post
            set issue_id = $2,
                likeness = case when $2::uuid is null then null else 1 end,
                matched_by = $3,
                version = version + 1
            where post_id = $1
            """;

    private final Transactions transactions;
    private final MatchIssues matching;
    private final IssueQueries issues;
    private final ExternalPosts posts;
    private final Clock clock;

    ImportPosts(Transactions transactions, MatchIssues matching, IssueQueries issues, ExternalPosts posts, Clock clock) {
        this.transactions = transactions;
        this.matching = matching;
        this.issues = issues;
        this.posts = posts;
        this.clock = clock;
    }

    /**
     * What became of a file.
     *
     * @param taken Posts that are new.
     * @param changed Posts that were known and are different now.
     * @param unchanged Posts that were known.
     * @param matched How many of the new and changed ones belong to cases of this service.
     */
    public record Imported(int taken, int changed, int unchanged, int matched) {}

    /** Takes posts in, all or none. */
    Uni<Imported> take(List<Post> read, String by) {
        return transactions.inTransaction(session -> take(session, read, by));
    }

    private Uni<Imported> take(Mutiny.Session session, List<Post> read, String by) {
        if (read.isEmpty()) {
            return Uni.createFrom().item(new Imported(0, 0, 0, 0));
        }
        var sql = Sql.on(session);
        List<Post> masked = read.stream().map(ImportPosts::masked).toList();
        return sql.select(
                        SAVE,
                        masked.stream().map(Post::source).toArray(String[]::new),
                        masked.stream().map(Post::id).toArray(String[]::new),
                        masked.stream().map(post -> UuidV7.next()).toArray(UUID[]::new),
                        masked.stream().map(Post::title).toArray(String[]::new),
                        masked.stream().map(Post::text).toArray(String[]::new),
                        masked.stream().map(Post::postedAt).toArray(Instant[]::new),
                        masked.stream().map(Post::url).toArray(String[]::new),
                        masked.stream().map(Post::area).toArray(String[]::new),
                        masked.stream().map(Post::category).toArray(String[]::new),
                        masked.stream().map(Post::fingerprint).toArray(String[]::new),
                        by,
                        clock.instant())
                .chain(rows -> {
                    int taken = (int) rows.stream()
                            .filter(row -> row.getInteger("version") == 0)
                            .count();
                    List<Said> open = rows.stream()
                            .filter(row -> row.getString("matched_by") == null)
                            .map(ImportPosts::said)
                            .toList();
                    return match(session, open)
                            .map(matched ->
                                    new Imported(taken, rows.size() - taken, read.size() - rows.size(), matched));
                });
    }

    /** Somebody decides to which issue a post belongs; null: to none. */
    public Uni<ExternalPost> decide(UUID id, UUID issue, String by, String ifMatch) {
        return transactions.inTransaction(session -> {
            var sql = Sql.on(session);
            return sql.first(FOR_UPDATE, id)
                    .invoke(row -> {
                        if (row == null) {
                            throw Problem.notFound();
                        }
                        ETags.check(ifMatch, row.getInteger("version"));
                    })
                    .chain(() -> issue == null
                            ? Uni.createFrom().<UUID>nullItem()
                            : issues.find(Sql.on(session), issue)
                                    .map(IssueQueries.Issue::id)
                                    .onFailure(Problem.class)
                                    .transform(e -> Problem.invalid("issueId", "violation.post.issue")))
                    .chain(present -> sql.update(DECIDE, id, present, by))
                    .chain(() -> posts.find(sql, id));
        });
    }

    @Scheduled(every = "10m", delayed = "2m", identity = "external-posts")
    Uni<Void> lookAgain() {
        Instant now = clock.instant();
        return transactions
                .inTransaction(session -> {
                    var sql = Sql.on(session);
                    return sql.select(AGAIN, now.minus(Duration.ofMinutes(5)), now.minus(LOOK_BACK), AT_ONCE)
                            .chain(rows -> match(
                                    session, rows.stream().map(ImportPosts::said).toList()));
                })
                .onFailure()
                .invoke(failure -> LOG.warnf("Posts will be matched again: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }

    private Uni<Integer> match(Mutiny.Session session, List<Said> said) {
        var parts = new ArrayList<List<Said>>();
        for (int from = 0; from < said.size(); from += AT_ONCE) {
            parts.add(said.subList(from, Math.min(said.size(), from + AT_ONCE)));
        }
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> matching.match(session, part)
                        .chain(found -> save(Sql.on(session), part, found).replaceWith(found.size())))
                .collect()
                .asList()
                .map(counts -> counts.stream().mapToInt(Integer::intValue).sum());
    }

    private Uni<Integer> save(Sql sql, List<Said> said, Map<UUID, Placed> found) {
        return sql.update(
                MATCH,
                said.stream().map(Said::id).toArray(UUID[]::new),
                said.stream()
                        .map(s -> found.containsKey(s.id()) ? found.get(s.id()).group() : null)
                        .toArray(UUID[]::new),
                said.stream()
                        .map(s -> found.containsKey(s.id())
                                ? Float.valueOf((float) found.get(s.id()).likeness())
                                : null)
                        .toArray(Float[]::new),
                clock.instant());
    }

    /** Numbers of telephones and identity cards are kept by nobody but intake. */
    private static Post masked(Post post) {
        return new Post(
                post.source(),
                post.id(),
                post.postedAt(),
                Masking.mask(post.title()),
                Masking.mask(post.text()),
                post.url(),
                post.area(),
                post.category());
    }

    private static Said said(Row row) {
        return new Said(
                row.getUUID("post_id"),
                row.getOffsetDateTime("posted_at").toInstant(),
                row.getString("title"),
                row.getString("text"),
                row.getString("area"),
                row.getString("category"));
    }
}
