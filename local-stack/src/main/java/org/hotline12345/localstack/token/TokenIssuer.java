package org.hotline12345.localstack.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.localstack.home.SigningKeys;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Issues bearer tokens (JWT, RS256) that the services of this installation believe. */
public final class TokenIssuer {
    /** Claim {@code iss}. */
    public static final String ISSUER = "urn:hotline12345:local-stack";

    /** Claim {@code aud}. */
    public static final String AUDIENCE = "hotline";

    /** How long a token is good. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private final SigningKeys keys;
    private final Clock clock;

    public TokenIssuer(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A signed token for a caller of the HTTP interfaces. */
    public String token(Identity identity) {
        Set<Role> roles = identity.roles().stream()
                .map(code -> Role.of(code).orElseThrow(() -> new IllegalArgumentException("no role " + code)))
                .collect(Collectors.toSet());
        // a program signs for any unit, whichever leader that unit's policy asks for
        SignOffLevel level = roles.contains(Role.UNIT_LEADER) ? SignOffLevel.PRINCIPAL : null;
        return issue(identity.subject(), roles, identity.unit(), level);
    }

    /**
     * A signed token.
     *
     * @param unit code of the unit they belong to; null for people of the hotline itself
     * @param level which leader; null says nothing, which counts as 分管领导
     */
    public String issue(String subject, Set<Role> roles, String unit, SignOffLevel level) {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setClaim("aud", List.of(AUDIENCE));
        claims.setSubject(subject);
        claims.setClaim("upn", subject);
        claims.setClaim("groups", roles.stream().map(Role::code).sorted().toList());
        if (unit != null) {
            claims.setClaim("unit", unit);
        }
        if (level != null) {
            claims.setClaim("level", level.name());
        }
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
        claims.setGeneratedJwtId();
        return sign(claims);
    }

    /** Signs claims that somebody else put together. */
    public String sign(JwtClaims claims) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setHeader("typ", "JWT");
        token.setKeyIdHeaderValue(keys.keyId());
        token.setKey(keys.privateKey());
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }
}
