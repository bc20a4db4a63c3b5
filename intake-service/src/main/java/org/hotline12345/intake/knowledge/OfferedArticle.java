package org.hotline12345.intake.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An article that may answer what is asked.
 *
 * @param passage The sentences that say most of what is asked.
 * @param text The whole text.
 * @param areas Where it holds; empty: in the whole city.
 * @param unitName Name of the unit that answers for it. May be null.
 */
@Schema(description = "可能用得上的知识条目 An article that may answer what is asked")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfferedArticle(
        String code,
        int version,
        String title,
        String passage,
        String text,
        List<String> areas,
        String unit,
        String unitName,
        String source,
        LocalDate validTo) {}
