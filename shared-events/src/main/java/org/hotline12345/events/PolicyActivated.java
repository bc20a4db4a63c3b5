package org.hotline12345.events;

import java.time.Instant;
import java.util.Objects;

/**
 * A deadline policy became the one in force.
 *
 * @param document The whole document, YAML.
 * @param activatedBy Subject.
 */
@EventType("org.hotline12345.office.policy-activated.v1")
public record PolicyActivated(String policyId, int version, Instant from, String document, String activatedBy)
        implements OfficeEvent {
    public PolicyActivated {
        Objects.requireNonNull(policyId, "policyId");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(activatedBy, "activatedBy");
    }

    /** Office events of one key are ordered: the last one is the state. */
    @Override
    public String key() {
        return policyId;
    }
}
