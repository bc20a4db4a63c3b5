package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The citizen got the answer on the spot (直接答复); the case is never routed.
 *
 * @param text The answer, masked.
 * @param unit The unit of a three-way call. May be null.
 * @param answeredAt Business time.
 * @param article The article of the knowledge base that it was answered with. May be null.
 */
@EventType("org.hotline12345.case.answered-directly.v1")
public record CaseAnsweredDirectly(
        UUID caseId, String text, AnsweredBy by, String unit, Instant answeredAt, KnowledgeArticle article)
        implements CaseEvent {
    public CaseAnsweredDirectly {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(answeredAt, "answeredAt");
    }

    /** Without an article. */
    public CaseAnsweredDirectly(UUID caseId, String text, AnsweredBy by, String unit, Instant answeredAt) {
        this(caseId, text, by, unit, answeredAt, null);
    }
}
