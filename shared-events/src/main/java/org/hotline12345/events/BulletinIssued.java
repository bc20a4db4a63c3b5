package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A bulletin was issued (情况通报).
 *
 * @param issuedBy Subject of the office leader.
 */
@EventType("org.hotline12345.office.bulletin-issued.v1")
public record BulletinIssued(UUID bulletinId, String period, String number, String issuedBy, Instant issuedAt)
        implements OfficeEvent {
    public BulletinIssued {
        Objects.requireNonNull(bulletinId, "bulletinId");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(issuedBy, "issuedBy");
        Objects.requireNonNull(issuedAt, "issuedAt");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return bulletinId.toString();
    }
}
