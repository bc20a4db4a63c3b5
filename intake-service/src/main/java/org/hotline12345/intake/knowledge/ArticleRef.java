package org.hotline12345.intake.knowledge;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.chassis.problem.Violations;
import org.hotline12345.events.AnsweredBy;
import org.hotline12345.events.KnowledgeArticle;
import org.hotline12345.intake.input.Needed;
import org.hotline12345.intake.input.Told;

/** The version of an article that a citizen was answered with. */
@Schema(name = "ArticleRef", description = "答复所用的知识条目 The article a citizen was answered with")
public record ArticleRef(
        @Told(value = Told.CODE, required = true, oneLine = true)
        @Schema(description = "知识条目代码 Code of the article", required = true)
        String code,

        @Needed @Schema(description = "版本 Its version", required = true)
        Integer version) {
    /** An article answers where the knowledge base does; both may be missing. */
    public static void check(Violations violations, ArticleRef article, AnsweredBy by) {
        violations.unless(
                article == null || by == null || by == AnsweredBy.KNOWLEDGE,
                "article",
                "violation.intake.article-without-knowledge");
    }

    /** As events name it; null stays null. */
    public static KnowledgeArticle told(ArticleRef used) {
        return used == null ? null : new KnowledgeArticle(used.code(), used.version());
    }
}
