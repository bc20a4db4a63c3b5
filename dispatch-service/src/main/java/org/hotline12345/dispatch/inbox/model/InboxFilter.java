package org.hotline12345.dispatch.inbox.model;

import java.util.Set;
import org.hotline12345.events.WorkOrderState;

/**
 * What of a unit's open orders is looked for; empty or null for all.
 *
 * @param words In the number, the title, the text or the handler's name.
 * @param states Where an order stands; one whose issued reply is being corrected stands where the correction does.
 */
public record InboxFilter(String words, Set<WorkOrderState> states, Set<DueIn> due, String category, String handler) {
    public InboxFilter {
        states = Set.copyOf(states);
        due = Set.copyOf(due);
    }
}
