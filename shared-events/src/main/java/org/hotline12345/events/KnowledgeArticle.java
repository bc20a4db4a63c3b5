package org.hotline12345.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * A version of an article of the knowledge base, 知识条目.
 *
 * @param code Code of the article.
 * @param version Number of its version, from 1.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KnowledgeArticle(String code, int version) {
    public KnowledgeArticle {
        Objects.requireNonNull(code, "code");
    }
}
