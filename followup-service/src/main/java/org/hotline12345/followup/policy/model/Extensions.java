package org.hotline12345.followup.policy.model;

/**
 * How much more time a unit may get, 延期.
 *
 * @param times How often.
 * @param workingDays How many working days in all.
 * @param askBefore How long before the deadline it must be asked for. Null: any time before it.
 */
public record Extensions(int times, int workingDays, Span askBefore) {
    /** No more time. */
    public static Extensions none() {
        return new Extensions(0, 0, null);
    }
}
