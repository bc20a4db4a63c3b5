package org.hotline12345.followup.regulation;

import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A run that computes open deadlines anew after the calendar or the policy changed.
 *
 * @param because Why, in the caller's language.
 * @param total How many open deadlines there were to look at when it began.
 * @param looked How many of them were looked at so far; those set meanwhile need none.
 * @param moved How many moved so far.
 * @param percent How far it is, 0 to 100.
 * @param startedBy Who changed calendar or policy. Null: the system.
 * @param startedAt When it began.
 * @param finishedAt When it ended. Null: it is still at work, or was stopped and will be taken up again within a minute.
 * @param nextStepBy By when it gets on if all is well. Null: it has ended.
 * @param stuck Whether that has passed: somebody has to look at the log.
 */
public record Recalculation(
        UUID id,
        String because,
        int total,
        int looked,
        int moved,
        int percent,
        String startedBy,
        OffsetDateTime startedAt,
        OffsetDateTime finishedAt,
        OffsetDateTime nextStepBy,
        boolean stuck) {
    /** When a run gets on, as its table tells it. */
    static final String NEXT_STEP = "touched_at + interval '5 minutes'";

    /** The condition of being stuck, for whoever counts runs. */
    public static final String STUCK = "finished_at is null and " + NEXT_STEP + " < clock_timestamp()";
}
