package org.hotline12345.intake.knowledge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.Rows;
import org.hotline12345.chassis.database.Sql;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.intake.knowledge.model.ArticleContent;
import org.hotline12345.intake.lookup.model.SearchText;

/** Writes versions of articles, and by what published ones are found. */
@ApplicationScoped
class KnowledgeStore {
    private static final String ID = """
            select article_id
            from knowledge_article
            where code = $1
            """;

    private static final String CONTENT = """
            select title, text, keywords, categories, areas, unit, source, valid_from, valid_to, review_on
            from knowledge_version
            where article_id = $1
              and number = $2
            """;

    private static final String WRITE = """
            insert into knowledge_version (
              article_id, number, title, text, keywords, categories, areas, unit, source, valid_from, valid_to, review_on,
              folded, pairs, written_by, written_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """;

    private static final String PUBLISHED = """
            update knowledge_version
            set published_by = $3,
                published_at = $4
            where article_id = $1
              and number = $2
            """;

    private static final String ENDED = """
            update knowledge_version
            set ended_by = $3,
                ended_at = $4,
                end_reason = $5
            where article_id = $1
              and number = $2
            """;

    /** Whoever publishes waits for the other: the counts of pairs are changed in whatever order. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('knowledge_pair'))::text";

    private static final String FIND_BY = """
            with new as (
              insert into knowledge_pair (pair, article_id, valid_from, valid_to, areas)
              select pair, $1, $3, $4, $5
              from unnest($2::int[]) as head (pair)
              returning pair)
            insert into knowledge_pair_count as c (pair, articles)
            select pair, 1
            from new
            on conflict (pair) do update
            set articles = c.articles + 1
            """;

    private static final String FIND_NO_MORE = """
            with old as (
              delete from knowledge_pair
              where pair = any($2::int[])
                and article_id = $1
              returning pair)
            update knowledge_pair_count c
            set articles = c.articles - 1
            from old
            where c.pair = old.pair
            """;

    /** The article of the code; null if there is none. */
    Uni<UUID> id(Mutiny.Session session, String code) {
        return Sql.on(session).first(ID, code).map(row -> row == null ? null : row.getUUID("article_id"));
    }

    Uni<ArticleContent> content(Mutiny.Session session, UUID article, int number) {
        return Sql.on(session).first(CONTENT, article, number).map(Rows.as(ArticleContent.class));
    }

    /** Writes the version; the article is written already. */
    Uni<Void> write(Mutiny.Session session, UUID article, int number, ArticleContent content, CommandContext command) {
        String folded = content.folded();
        return Sql.on(session)
                .update(
                        WRITE,
                        article,
                        number,
                        content.title(),
                        content.text(),
                        content.keywords(),
                        content.categories(),
                        content.areas(),
                        content.unit(),
                        content.source(),
                        content.validFrom(),
                        content.validTo(),
                        content.reviewOn(),
                        folded,
                        SearchText.grams(folded),
                        command.actor(),
                        command.at())
                .replaceWithVoid();
    }

    /** From now on the version is what is found. */
    Uni<Void> publish(Mutiny.Session session, UUID article, int number, CommandContext command) {
        Sql sql = Sql.on(session);
        return sql.select(ONE_AT_A_TIME)
                .chain(() -> sql.update(PUBLISHED, article, number, command.actor(), command.at()))
                .chain(() -> content(session, article, number))
                .chain(content -> sql.update(
                        FIND_BY, article, content.headPairs(), content.validFrom(), content.validTo(), content.areas()))
                .replaceWithVoid();
    }

    /**
     * From now on the version is not found any more.
     *
     * @param reason null where a newer one takes its place
     */
    Uni<Void> end(Mutiny.Session session, UUID article, int number, String reason, CommandContext command) {
        Sql sql = Sql.on(session);
        return sql.select(ONE_AT_A_TIME)
                .chain(() -> sql.update(ENDED, article, number, command.actor(), command.at(), reason))
                .chain(() -> content(session, article, number))
                .chain(content -> sql.update(FIND_NO_MORE, article, content.headPairs()))
                .replaceWithVoid();
    }
}
