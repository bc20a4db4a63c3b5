package org.hotline12345.dispatch.returning;

import java.util.UUID;
import org.hotline12345.dispatch.cases.model.Asked;
import org.hotline12345.dispatch.cases.model.Ruling;
import org.hotline12345.events.ReturnReason;

/**
 * A unit says it is not responsible (申请退单).
 *
 * @param toUnit Where a granted one goes; null if it waits for a dispatcher.
 * @param backToReturner Whether that is a unit that returned the case before.
 */
record ReturnRequest(
        UUID id,
        Asked asked,
        ReturnReason reasonCode,
        String reason,
        String suggestedUnit,
        Ruling ruling,
        String toUnit,
        boolean backToReturner) {
    ReturnRequest decided(Ruling by, String to, boolean back) {
        return new ReturnRequest(id, asked, reasonCode, reason, suggestedUnit, by, to, back);
    }
}
