package org.hotline12345.chassis.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks bearer tokens, and takes one that was found good for good during the next minute, never longer than it is valid: its
 * signature is checked once a minute and not at every call. A token that was refused is not remembered.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class VerifiedTokens extends JWTCallerPrincipalFactory {
    static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final JWTCallerPrincipalFactory check;
    private final Clock clock;
    private final Map<String, Verified> good = new ConcurrentHashMap<>();

    @Inject
    public VerifiedTokens(Clock clock) {
        this(new DefaultJWTCallerPrincipalFactory(), clock);
    }

    VerifiedTokens(JWTCallerPrincipalFactory check, Clock clock) {
        this.check = check;
        this.clock = clock;
    }

    private record Verified(JWTCallerPrincipal principal, Instant until) {}

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        Instant now = clock.instant();
        Verified before = good.get(token);
        if (before != null && now.isBefore(before.until)) {
            return before.principal;
        }
        good.remove(token);
        JWTCallerPrincipal principal = new VerifiedToken(check.parse(token, context));
        if (good.size() >= MOST) {
            good.clear();
        }
        good.put(token, new Verified(principal, earlier(now.plus(REMEMBERED), principal.getExpirationTime())));
        return principal;
    }

    private static Instant earlier(Instant end, long expiration) {
        Instant expires = Instant.ofEpochSecond(expiration);
        return expires.isBefore(end) ? expires : end;
    }
}
