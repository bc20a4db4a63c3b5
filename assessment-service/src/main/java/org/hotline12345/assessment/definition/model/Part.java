package org.hotline12345.assessment.definition.model;

/**
 * What one source gives to a count.
 *
 * @param source Where it is counted.
 * @param condition SQL condition on the fact {@code f}; {@code $now} stands for the present moment.
 * @param amount SQL of what is added per fact; null adds one.
 */
public record Part(FactSource source, String condition, String amount) {
    /** Counts facts. */
    public static Part of(FactSource source, String condition) {
        return new Part(source, condition, null);
    }

    /** The aggregate in SQL. */
    public String sql() {
        return amount == null
                ? "count(*) filter (where " + condition + ")"
                : "coalesce(sum(" + amount + ") filter (where " + condition + "), 0)::bigint";
    }
}
