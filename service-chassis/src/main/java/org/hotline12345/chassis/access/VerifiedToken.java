package org.hotline12345.chassis.access;

import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token that was found good, which reads each of its claims once: for one that is not of the standard, such as the unit, the library makes
 * an exception with all its stack each time it is asked.
 */
final class VerifiedToken extends JWTCallerPrincipal {
    private final JWTCallerPrincipal read;
    private final Map<String, Optional<Object>> claims = new ConcurrentHashMap<>();

    VerifiedToken(JWTCallerPrincipal read) {
        super(read.getRawToken(), null);
        this.read = read;
    }

    @Override
    public Set<String> getAudience() {
        return read.getAudience();
    }

    @Override
    public Set<String> getGroups() {
        return read.getGroups();
    }

    @Override
    protected Collection<String> doGetClaimNames() {
        return read.getClaimNames();
    }

    @Override
    protected Object getClaimValue(String name) {
        return claims.computeIfAbsent(name, first -> Optional.ofNullable(read.getClaim(first)))
                .orElse(null);
    }
}
