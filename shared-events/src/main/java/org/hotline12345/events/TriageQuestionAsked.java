package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A dispatcher asks the agent back about a case in triage (退回补充); its triage clock waits for the answer.
 *
 * @param questionId The question.
 * @param question What is asked, masked.
 * @param askedBy Subject of the dispatcher.
 * @param askedAt Business time.
 */
@EventType("org.hotline12345.case.triage-question-asked.v1")
public record TriageQuestionAsked(UUID caseId, UUID questionId, String question, String askedBy, Instant askedAt)
        implements CaseEvent {
    public TriageQuestionAsked {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(questionId, "questionId");
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(askedBy, "askedBy");
        Objects.requireNonNull(askedAt, "askedAt");
    }
}
