package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An agent answered what the dispatcher had asked (补充答复); the case is back in triage on its old place.
 *
 * @param questionId The question.
 * @param learnt False: it could not be learnt.
 * @param answer What was learnt, or why nothing, masked.
 * @param answeredBy Subject of the agent.
 * @param answeredAt Business time.
 */
@EventType("org.hotline12345.case.triage-question-answered.v1")
public record TriageQuestionAnswered(
        UUID caseId, UUID questionId, boolean learnt, String answer, String answeredBy, Instant answeredAt)
        implements CaseEvent {
    public TriageQuestionAnswered {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(questionId, "questionId");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(answeredBy, "answeredBy");
        Objects.requireNonNull(answeredAt, "answeredAt");
    }
}
