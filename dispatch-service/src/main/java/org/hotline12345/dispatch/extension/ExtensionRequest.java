package org.hotline12345.dispatch.extension;

import java.util.UUID;
import org.hotline12345.dispatch.cases.model.Asked;
import org.hotline12345.dispatch.cases.model.Ruling;

/**
 * A unit asks for more time (申请延期).
 *
 * @param grantedDays Null unless it was granted.
 */
record ExtensionRequest(UUID id, Asked asked, int workingDays, String reason, Ruling ruling, Integer grantedDays) {
    ExtensionRequest decided(Ruling by, int days) {
        return new ExtensionRequest(id, asked, workingDays, reason, by, by.granted() ? days : null);
    }
}
