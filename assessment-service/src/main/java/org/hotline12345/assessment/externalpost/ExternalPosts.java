package org.hotline12345.assessment.externalpost;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.page.Cursor;
import org.hotline12345.chassis.page.Page;
import org.hotline12345.chassis.page.PageRequest;
import org.hotline12345.chassis.problem.Problem;

/** Posts from other channels, as they were taken in. */
@ApplicationScoped
public class ExternalPosts {
    private static final String COLUMNS = """
            select
              post.post_id, post.source, post.external_id, post.title, post.text, post.posted_at, post.url, post.area,
              post.category, issue.group_id, issue.name, post.likeness, post.matched_by, post.case_id,
              case_fact.case_number, post.version
            from external_post post
            left join case_group issue
              on issue.group_id = post.issue_id
              and issue.state <> 'FORMING'
            left join case_fact
              on case_fact.case_id = post.case_id
            """;

    private static final String ONE = COLUMNS + """
            where post.post_id = $1
            """;

    private static final String LIST = COLUMNS + """
            where ($1::uuid is null or issue.group_id = $1)
              and ($2::boolean is null or (issue.group_id is not null) = $2)
              and ($3::boolean is null or (post.case_id is not null) = $3)
              and ($4::timestamptz is null or post.posted_at >= $4)
              and ($5::timestamptz is null or post.posted_at < $5)
              and ($6::timestamptz is null or (post.posted_at, post.post_id) < ($6::timestamptz, $7::uuid))
            order by post.posted_at desc, post.post_id desc
            limit $8
            """;

    private final Pool pool;

    ExternalPosts(Pool pool) {
        this.pool = pool;
    }

    /**
     * A post.
     *
     * @param issueId Issue it belongs to. May be null.
     * @param likeness How alike it is to the cases of the issue; 1 where somebody decided.
     * @param matchedBy Who decided about the issue. May be null.
     * @param caseId Case that was made of it. May be null.
     */
    public record ExternalPost(
            UUID id,
            String source,
            String externalId,
            String title,
            String text,
            Instant postedAt,
            String url,
            String area,
            String category,
            UUID issueId,
            String issueName,
            Float likeness,
            String matchedBy,
            UUID caseId,
            String caseNumber,
            int version) {}

    /**
     * Which posts are wanted; null for no restriction.
     *
     * @param matched Whether they belong to one.
     * @param registered Whether a case was made of them.
     * @param from Posted at this moment or later.
     * @param to Posted before this moment.
     */
    public record Wanted(UUID issue, Boolean matched, Boolean registered, Instant from, Instant to) {}

    /** A post; 404 if there is none. */
    Uni<ExternalPost> find(UUID id) {
        return find(Sql.on(pool), id);
    }

    Uni<ExternalPost> find(Sql sql, UUID id) {
        return sql.first(ONE, id).map(row -> {
            if (row == null) {
                throw Problem.notFound();
            }
            return post(row);
        });
    }

    /** A page of posts, the latest first. */
    public Uni<Page<ExternalPost>> list(Wanted wanted, PageRequest page) {
        Cursor cursor = page.cursor();
        return Sql.on(pool)
                .select(
                        LIST,
                        wanted.issue(),
                        wanted.matched(),
                        wanted.registered(),
                        wanted.from(),
                        wanted.to(),
                        cursor == null ? null : cursor.time(0),
                        cursor == null ? null : cursor.uuid(1),
                        page.limit() + 1)
                .map(rows -> Page.of(
                        rows.stream().map(ExternalPosts::post).toList(),
                        page.limit(),
                        post -> Cursor.encode(post.postedAt(), post.id())));
    }

    private static ExternalPost post(Row row) {
        return new ExternalPost(
                row.getUUID("post_id"),
                row.getString("source"),
                row.getString("external_id"),
                row.getString("title"),
                row.getString("text"),
                row.getOffsetDateTime("posted_at").toInstant(),
                row.getString("url"),
                row.getString("area"),
                row.getString("category"),
                row.getUUID("group_id"),
                row.getString("name"),
                row.getUUID("group_id") == null ? null : row.getFloat("likeness"),
                row.getString("matched_by"),
                row.getUUID("case_id"),
                row.getString("case_number"),
                row.getInteger("version"));
    }
}
