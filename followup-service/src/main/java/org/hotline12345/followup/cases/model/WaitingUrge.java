package org.hotline12345.followup.cases.model;

import java.time.Instant;
import java.util.UUID;
import org.hotline12345.events.UrgeLevel;
import org.hotline12345.events.UrgeOrigin;

/**
 * An urge whose notice waits for the end of the quiet hours.
 *
 * @param level Whom it goes to.
 * @param note What the unit is told, Chinese.
 * @param by Subject of the supervisor. May be null.
 */
public record WaitingUrge(
        UUID id,
        UUID workOrderId,
        String unit,
        UrgeOrigin origin,
        UrgeLevel level,
        String note,
        String by,
        Instant deliverAt) {}
