package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * The pattern of the problem (问题类型) was derived from the cases of the same matter, or corrected by hand.
 *
 * @param pattern The pattern from now on; absent: none. May be null.
 * @param derived Whether a rule found it; false: somebody said so, and no rule changes it any more.
 * @param reason Why, in words.
 * @param setBy Subject of who said so, or {@code system}.
 * @param setAt Business time.
 */
@EventType("org.hotline12345.case.pattern-set.v1")
public record ProblemPatternSet(
        UUID caseId, ProblemPattern pattern, boolean derived, String reason, String setBy, Instant setAt)
        implements CaseEvent {
    public ProblemPatternSet {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(setBy, "setBy");
        Objects.requireNonNull(setAt, "setAt");
    }
}
