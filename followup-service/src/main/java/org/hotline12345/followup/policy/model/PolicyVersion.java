package org.hotline12345.followup.policy.model;

import java.util.Objects;

/**
 * One version of a policy; it never changes.
 *
 * @param version Its version, from 1.
 * @param policy What it says.
 * @param document Its document, YAML.
 */
public record PolicyVersion(int version, DeadlinePolicy policy, String document) {
    public PolicyVersion {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(document, "document");
    }

    /** Id of the policy. */
    public String id() {
        return policy.id();
    }
}
