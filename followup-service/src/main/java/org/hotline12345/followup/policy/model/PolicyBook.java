package org.hotline12345.followup.policy.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All versions of all policies, and which one was in force when. Immutable. */
public final class PolicyBook {
    /**
     * From when on a version is in force.
     *
     * @param activatedAt When it was activated; of two from the same moment the later activated counts.
     */
    public record Activation(String policyId, int version, Instant from, Instant activatedAt) {}

    private static final Comparator<Activation> IN_ORDER =
            Comparator.comparing(Activation::from).thenComparing(Activation::activatedAt);

    private record Key(String id, int version) {}

    private final long revision;
    private final Map<Key, PolicyVersion> versions = new HashMap<>();
    private final List<Activation> activations;

    public PolicyBook(long revision, Collection<PolicyVersion> versions, Collection<Activation> activations) {
        this.revision = revision;
        versions.forEach(version -> this.versions.put(new Key(version.id(), version.version()), version));
        this.activations = activations.stream().sorted(IN_ORDER).toList();
    }

    /** Grows with every change. */
    public long revision() {
        return revision;
    }

    /** Whether a policy is in force at all. */
    public boolean isEmpty() {
        return activations.isEmpty();
    }

    /** The version in force at the moment; before the first activation the first. */
    public PolicyVersion inForceAt(Instant moment) {
        if (activations.isEmpty()) {
            throw new NoSuchElementException("no policy was ever activated");
        }
        Activation current = activations.get(0);
        for (Activation activation : activations) {
            if (activation.from().isAfter(moment)) {
                break;
            }
            current = activation;
        }
        return version(current.policyId(), current.version());
    }

    /**
     * The versions in force by then through an activation after that one. An activation that is applied to open cases leaves those under a
     * newer one alone: the later decision stands.
     */
    public Set<PolicyVersion> newerThan(Activation activation, Instant now) {
        return activations.stream()
                .filter(one ->
                        IN_ORDER.compare(one, activation) > 0 && !one.from().isAfter(now))
                .map(one -> version(one.policyId(), one.version()))
                .collect(Collectors.toUnmodifiableSet());
    }

    public PolicyVersion version(String policyId, int version) {
        return find(policyId, version)
                .orElseThrow(() -> new NoSuchElementException("no policy " + policyId + " version " + version));
    }

    /** A version of a policy, null for the latest, if there is one. */
    public Optional<PolicyVersion> find(String policyId, Integer version) {
        return version != null
                ? Optional.ofNullable(versions.get(new Key(policyId, version)))
                : versions.values().stream()
                        .filter(one -> one.id().equals(policyId))
                        .max(Comparator.comparing(PolicyVersion::version));
    }

    /** The activations, by the moment from which they hold. */
    public List<Activation> activations() {
        return activations;
    }
}
