package org.hotline12345.dispatch.cohandling;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.dispatch.cases.model.Asked;

/**
 * A question of the lead unit to another one, and its opinion (协办).
 *
 * @param text The opinion; null, with who gave it when, until there is one.
 */
record CoHandling(
        UUID id, Asked asked, String coUnit, String question, String text, String answeredBy, Instant answeredAt) {
    CoHandling answered(String opinion, String by, Instant at) {
        return new CoHandling(id, asked, coUnit, question, opinion, by, at);
    }
}
