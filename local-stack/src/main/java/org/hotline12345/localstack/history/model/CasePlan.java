package org.hotline12345.localstack.history.model;

import java.time.Instant;
import java.util.Map;

/**
 * What is to happen for one row.
 *
 * @param row Position among the data rows.
 * @param externalId Number of the case at its source, with the profile's name before it.
 * @param fields Fields of the registration by name; a dot leads into an object.
 * @param occurredAt When it came in.
 * @param actor Who registered it.
 * @param replyDueAt Deadline of the source. May be null.
 * @param triage Where it goes if it lands in triage; null: it stays there.
 * @param sign Whether the unit signed it.
 * @param reply The reply. May be null.
 * @param expectedInTime The source's own flag, kept apart for the comparison. May be null.
 */
public record CasePlan(
        int row,
        String externalId,
        Map<String, String> fields,
        Instant occurredAt,
        String actor,
        Instant replyDueAt,
        TriageTarget triage,
        boolean sign,
        Reply reply,
        Boolean expectedInTime) {
    public CasePlan {
        fields = Map.copyOf(fields);
    }

    /** Numbers only: what a citizen wrote belongs into no log. */
    @Override
    public String toString() {
        return externalId + " (row " + row + ")";
    }

    /**
     * A decision for triage.
     *
     * @param unit Lead unit.
     * @param category Category. May be null.
     */
    public record TriageTarget(String unit, String category) {}

    /**
     * A reply.
     *
     * @param at When it was issued.
     * @param disposition What it came to.
     */
    public record Reply(Instant at, String disposition, String text) {
        /** Without the text: it belongs into no log. */
        @Override
        public String toString() {
            return disposition + " at " + at;
        }
    }
}
