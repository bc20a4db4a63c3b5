package org.hotline12345.localstack.token;

import java.util.Objects;
import java.util.Set;

/**
 * Who calls: the claims that a token will carry.
 *
 * @param subject Name of the person or program, claim {@code sub}.
 * @param roles Roles, claim {@code groups}.
 * @param unit Code of the unit whose people it belongs to, claim {@code unit}. May be null.
 */
public record Identity(String subject, Set<String> roles, String unit) {
    public Identity {
        Objects.requireNonNull(subject, "subject");
        roles = Set.copyOf(roles);
    }

    /** Somebody with one role and no unit. */
    public static Identity of(String subject, String role) {
        return new Identity(subject, Set.of(role), null);
    }

    /** Somebody of a unit with one role. */
    public static Identity of(String subject, String role, String unit) {
        return new Identity(subject, Set.of(role), unit);
    }
}
