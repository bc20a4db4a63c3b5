package org.hotline12345.intake.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.intake.knowledge.model.ArticleContent;
import org.hotline12345.intake.knowledge.model.ArticleState;

/**
 * An article with one of its versions: the office sees the latest, everybody else the published one.
 *
 * @param version Number of the version that is shown.
 * @param publishedVersion Number of the published version. May be null.
 * @param offered Whether agents are offered its published version today.
 * @param unitName Name of the unit that answers for it. May be null.
 * @param publishedBy Who published the version that is shown. May be null.
 * @param recentUses How many cases were answered with it in the last thirty days; for the office alone, else null.
 * @param allowed What the caller may do with it.
 */
@Schema(description = "知识条目 An article of the knowledge base")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArticleView(
        String code,
        ArticleState state,
        String stateText,
        int version,
        Integer publishedVersion,
        boolean offered,
        ArticleContent content,
        String unitName,
        String writtenBy,
        OffsetDateTime writtenAt,
        String publishedBy,
        OffsetDateTime publishedAt,
        Integer recentUses,
        List<String> allowed) {}
