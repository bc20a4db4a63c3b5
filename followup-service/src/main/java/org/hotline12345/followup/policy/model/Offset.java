package org.hotline12345.followup.policy.model;

/**
 * A moment seen from a deadline: so long before it or after it.
 *
 * @param before How long before. Null if after.
 * @param after How long after. Null if before.
 * @param at At which time of the day found; for spans in days only.
 */
public record Offset(Span before, Span after, MomentOfDay at) {
    public Offset {
        if ((before == null) == (after == null)) {
            throw new IllegalArgumentException("an offset is either before or after");
        }
        at = at == null ? MomentOfDay.SAME_TIME : at;
    }
}
