package org.hotline12345.intake.knowledge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hotline12345.chassis.database.UuidV7;
import org.hotline12345.chassis.decision.Decide;
import org.hotline12345.chassis.problem.Problem;
import org.hotline12345.chassis.rest.CommandContext;
import org.hotline12345.intake.knowledge.Article.Step;
import org.hotline12345.intake.knowledge.model.ArticleContent;
import org.hotline12345.intake.knowledge.model.ArticleState;

/** What the office does with articles: writes versions, has somebody else publish them, takes them back. */
@ApplicationScoped
class EditArticles {
    private final Decide decide;
    private final KnowledgeStore store;

    EditArticles(Decide decide, KnowledgeStore store) {
        this.decide = decide;
        this.store = store;
    }

    /**
     * Writes the next version, or the first one of a new article. The same as the latest version again changes nothing, unless that was
     * retired: a city's own knowledge base may send all it has every night.
     */
    Uni<Article> write(Mutiny.Session session, String code, ArticleContent content, CommandContext command) {
        return store.id(session, code)
                .chain(id -> id == null
                        ? begin(session, code, content, command)
                        : step(
                                id,
                                Step.WRITE,
                                command,
                                (of, article) -> store.content(of, id, article.latest)
                                        .chain(latest -> {
                                            if (latest.equals(content) && article.state() != ArticleState.RETIRED) {
                                                return Uni.createFrom().voidItem();
                                            }
                                            article.write(command.actor());
                                            return store.write(of, id, article.latest, content, command);
                                        })));
    }

    private Uni<Article> begin(Mutiny.Session session, String code, ArticleContent content, CommandContext command) {
        if (command.ifMatch() != null) {
            throw Problem.notFound();
        }
        return decide.open(session, new Article(UuidV7.next(), code, command))
                .call(article -> store.write(session, article.id(), article.latest, content, command));
    }

    /** Has agents answer with the latest version from now on; 403 to whoever wrote it. */
    Uni<Article> publish(Mutiny.Session session, String code, CommandContext command) {
        return known(session, code)
                .chain(id -> step(id, Step.PUBLISH, command, (of, article) -> {
                    Integer before = article.published;
                    article.publish(command.actor());
                    return (before == null ? Uni.createFrom().voidItem() : store.end(of, id, before, null, command))
                            .chain(() -> store.publish(of, id, article.latest, command));
                }));
    }

    /** Has nobody answer with it any more. */
    Uni<Article> retire(Mutiny.Session session, String code, String reason, CommandContext command) {
        return known(session, code)
                .chain(id -> step(id, Step.RETIRE, command, (of, article) -> {
                    int ended = article.published;
                    article.retire();
                    return store.end(of, id, ended, reason, command);
                }));
    }

    private Uni<UUID> known(Mutiny.Session session, String code) {
        return store.id(session, code).onItem().ifNull().failWith(Problem::notFound);
    }

    private Uni<Article> step(UUID id, Step step, CommandContext command, Decide.Step<Article> taken) {
        return decide.step(Article.class, id, command.ifMatch(), Article.STEPS, step, taken);
    }
}
