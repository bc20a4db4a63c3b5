package org.hotline12345.dispatch.cases.model;

import java.time.Instant;
import java.util.UUID;

/**
 * What a dispatcher asks the agent back about a case in triage (退回补充).
 *
 * @param learnt Whether the agent could learn it; null while nobody has answered, as the rest of the answer.
 */
public record TriageQuestion(
        UUID id,
        UUID caseId,
        String question,
        String askedBy,
        Instant askedAt,
        Boolean learnt,
        String answer,
        String answeredBy,
        Instant answeredAt) {
    static TriageQuestion asked(UUID id, UUID caseId, String question, String by, Instant at) {
        return new TriageQuestion(id, caseId, question, by, at, null, null, null, null);
    }

    TriageQuestion answered(boolean learnt, String answer, String by, Instant at) {
        return new TriageQuestion(id, caseId, question, askedBy, askedAt, learnt, answer, by, at);
    }
}
