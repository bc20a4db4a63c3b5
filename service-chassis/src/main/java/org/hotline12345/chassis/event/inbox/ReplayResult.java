package org.hotline12345.chassis.event.inbox;

import java.util.List;

/**
 * What a replay did.
 *
 * @param replayed Number of events applied.
 * @param remaining Number of events still parked.
 * @param failures The events at which the replay of their key stopped.
 */
public record ReplayResult(int replayed, long remaining, List<ParkedEvent> failures) {
    public ReplayResult {
        failures = List.copyOf(failures);
    }
}
