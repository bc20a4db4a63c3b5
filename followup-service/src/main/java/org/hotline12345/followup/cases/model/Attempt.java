package org.hotline12345.followup.cases.model;

import java.time.Instant;

/**
 * A call of an agent that brought no answer.
 *
 * @param at When it was noted.
 * @param by The agent.
 * @param callAgainAt The time that was named; of {@link AttemptOutcome#CALL_AGAIN} always, of {@link
 *     AttemptOutcome#SOMEBODY_ELSE} perhaps.
 * @param note The agent's note, masked. May be null.
 */
public record Attempt(Instant at, String by, AttemptOutcome outcome, Instant callAgainAt, String note) {}
