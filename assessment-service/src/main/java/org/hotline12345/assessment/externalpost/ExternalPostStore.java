package org.hotline12345.assessment.externalpost;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.assessment.externalpost.model.PostFile.Post;
import org.hotline12345.assessment.hotissue.IssueListener;
import org.hotline12345.assessment.hotissue.MatchIssues.Said;
import org.hotline12345.assessment.hotissue.model.Grouping.Placed;
import org.hotline12345.chassis.access.Caller;
import org.hotline12345.chassis.access.HiddenCases;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.ETags;

/**
 * Posts from other channels, as they were taken in. They know the cases that were made of them, and go with their issue where it
 * becomes part of another.
 */
@ApplicationScoped
class ExternalPostStore implements IssueListener {
    /** Of a post whose case is hidden from who looks it is not said that there is one. */
    private static final String COLUMNS = """
            select
              post.post_id as id, post.post_id, post.source, post.external_id, post.title, post.text, post.posted_at,
              post.url, post.area, post.category, issue.group_id as issue_id, issue.name as issue_name,
              case when issue.group_id is not null then round(post.likeness::numeric, 2)::float8 end as likeness,
              post.matched_by, seen.case_id, case_fact.case_number, post.version
            from external_post post
            left join case_group issue
              on issue.group_id = post.issue_id
              and issue.state <> 'FORMING'
            left join lateral (select post.case_id where %s) seen on true
            left join case_fact
              on case_fact.case_id = seen.case_id
            """;

    private static final String ONE = COLUMNS.formatted(HiddenCases.seen("post.case_id", "$2")) + """
            where post.post_id = $1
            """;

    private static final String LIST = COLUMNS.formatted(HiddenCases.seen("post.case_id", "$9")) + """
            where ($4::uuid is null or issue.group_id = $4)
              and ($5::boolean is null or (issue.group_id is not null) = $5)
              and ($6::boolean is null or (seen.case_id is not null) = $6)
              and ($7::timestamptz is null or post.posted_at >= $7)
              and ($8::timestamptz is null or post.posted_at < $8)
              and ($1::timestamptz is null or (post.posted_at, post.post_id) < ($1::timestamptz, $2::uuid))
            order by post.posted_at desc, post.post_id desc
            limit $3
            """;

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
              post_id as id, title, text, posted_at as at, area, category, version, matched_by
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
              post_id as id, title, text, posted_at as at, area, category
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

    private static final String LINK = """
            update external_post
            set case_id = told.case_id
            from unnest($1::uuid[], $2::text[]) as told (case_id, external_id)
            where external_post.source = split_part(told.external_id, ':', 1)
              and external_post.external_id = substr(told.external_id, strpos(told.external_id, ':') + 1)
            """;

    private static final String MOVE = """
            update external_post
            set issue_id = move.stays
            from unnest($1::uuid[], $2::uuid[]) as move (goes, stays)
            where external_post.issue_id = move.goes
            """;

    private final Pool pool;
    private final Caller caller;

    ExternalPostStore(Pool pool, Caller caller) {
        this.pool = pool;
        this.caller = caller;
    }

    /**
     * A post.
     *
     * @param issueId Hot issue it belongs to; absent: none.
     * @param likeness How alike it is to the cases of the issue; 1 where somebody decided.
     * @param matchedBy Who decided about the issue; absent: it was found.
     * @param caseId Case that was made of it; absent: none.
     */
    public record PostView(
            UUID postId,
            String source,
            String externalId,
            String title,
            String text,
            OffsetDateTime postedAt,
            String url,
            String area,
            String category,
            UUID issueId,
            String issueName,
            Double likeness,
            String matchedBy,
            UUID caseId,
            String caseNumber,
            int version) {}

    /**
     * Which posts are wanted; null for no restriction.
     *
     * @param matched Whether they belong to one.
     * @param registered Whether a case was made of them.
     */
    record Wanted(UUID issue, Boolean matched, Boolean registered, Instant from, Instant to) {}

    /**
     * A post that is new or different.
     *
     * @param version 0 of a new one.
     * @param matchedBy Who decided about its issue. May be null.
     */
    record Saved(Said said, int version, String matchedBy) {}

    /** A post; 404 if there is none. */
    Uni<PostView> find(UUID id) {
        return find(Sql.on(pool), id);
    }

    private Uni<PostView> find(Sql sql, UUID id) {
        return sql.one(PostView.class, ONE, id, caller.unitAndAbove())
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    /** A page of posts, the latest first. */
    Uni<Page<PostView>> list(Wanted wanted, PageRequest page) {
        return Sql.on(pool)
                .page(
                        LIST,
                        "posted_at",
                        page,
                        Rows.as(PostView.class),
                        wanted.issue(),
                        wanted.matched(),
                        wanted.registered(),
                        wanted.from(),
                        wanted.to(),
                        caller.unitAndAbove());
    }

    /** Writes posts down; answers those that are new or different. */
    Uni<List<Saved>> save(Mutiny.Session session, List<Post> posts, String by, Instant at) {
        return Sql.on(session)
                .list(
                        Saved.class,
                        SAVE,
                        texts(posts, Post::source),
                        texts(posts, Post::id),
                        posts.stream().map(post -> UuidV7.next()).toArray(UUID[]::new),
                        texts(posts, Post::title),
                        texts(posts, Post::text),
                        posts.stream().map(Post::postedAt).toArray(Instant[]::new),
                        texts(posts, Post::url),
                        texts(posts, Post::area),
                        texts(posts, Post::category),
                        texts(posts, Post::fingerprint),
                        by,
                        at);
    }

    private static String[] texts(Collection<Post> posts, Function<Post, String> text) {
        return posts.stream().map(text).toArray(String[]::new);
    }

    /** Posts without an issue that nobody decided about and that were not looked at lately, kept from others until the transaction ends. */
    Uni<List<Said>> withoutIssue(Mutiny.Session session, Instant lookedBefore, Instant postedAfter, int most) {
        return Sql.on(session).list(Said.class, AGAIN, lookedBefore, postedAfter, most);
    }

    /** Notes the issues that were found; a post of which none was found has none. */
    Uni<Integer> match(Mutiny.Session session, List<Said> said, Map<UUID, Placed> found, Instant at) {
        return Sql.on(session)
                .update(
                        MATCH,
                        said.stream().map(Said::id).toArray(UUID[]::new),
                        said.stream()
                                .map(s -> found.containsKey(s.id())
                                        ? found.get(s.id()).group()
                                        : null)
                                .toArray(UUID[]::new),
                        said.stream()
                                .map(s -> found.containsKey(s.id())
                                        ? Float.valueOf(
                                                (float) found.get(s.id()).likeness())
                                        : null)
                                .toArray(Float[]::new),
                        at);
    }

    /** Locks a post; 404 if there is none, 412 if it is of another version. */
    Uni<Row> hold(Mutiny.Session session, UUID id, String ifMatch) {
        return Sql.on(session)
                .first(FOR_UPDATE, id)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .invoke(row -> ETags.check(ifMatch, row.getInteger("version")));
    }

    /** Somebody decided to which issue it belongs; null: to none. */
    Uni<PostView> decide(Mutiny.Session session, UUID id, UUID issue, String by) {
        return Sql.on(session).update(DECIDE, id, issue, by).chain(() -> find(Sql.on(session), id));
    }

    @Override
    public Uni<Void> registered(Mutiny.Session session, Map<UUID, String> names) {
        return Sql.on(session)
                .update(
                        LINK,
                        names.keySet().toArray(UUID[]::new),
                        names.values().toArray(String[]::new))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> merged(Mutiny.Session session, Map<UUID, UUID> merged) {
        return Sql.on(session)
                .update(
                        MOVE,
                        merged.keySet().toArray(UUID[]::new),
                        merged.values().toArray(UUID[]::new))
                .replaceWithVoid();
    }
}
