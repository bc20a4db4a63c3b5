package org.hotline12345.intake.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hotline12345.intake.knowledge.model.ArticleContent;

/**
 * A version of an article with what became of it.
 *
 * @param publishedBy Who published it; null: it is or was a draft.
 * @param endedBy Who published a newer one or retired it. May be null.
 * @param endReason Why it was retired; null where a newer one took its place.
 */
@Schema(description = "知识条目的一个版本 A version of an article")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ArticleVersionView(
        int version,
        ArticleContent content,
        String writtenBy,
        OffsetDateTime writtenAt,
        String publishedBy,
        OffsetDateTime publishedAt,
        String endedBy,
        OffsetDateTime endedAt,
        String endReason) {}
