package org.hotline12345.localstack.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hotline12345.events.SignOffLevel;
import org.hotline12345.localstack.home.SigningKeys;

/** Issues bearer tokens (JWT, RS256) that the services of this installation believe. */
public final class TokenIssuer {
    /** Claim {@code iss}. */
    public static final String ISSUER = "urn:hotline12345:local-stack";

    /** Claim {@code aud}. */
    public static final String AUDIENCE = "hotline";

    /** How long a token is good. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final SigningKeys keys;
    private final Clock clock;

    /** An issuer that signs with these keys. */
    public TokenIssuer(SigningKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A signed token.
     *
     * @param roles what they may do
     * @param unit code of the unit they belong to; null for people of the hotline itself
     */
    public String issue(String subject, Set<Role> roles, String unit) {
        return issue(subject, roles, unit, LIFETIME);
    }

    /**
     * A signed token of a leader.
     *
     * @param level which leader, claim {@code level}; null says nothing, which counts as 分管领导
     */
    public String issue(String subject, Set<Role> roles, String unit, SignOffLevel level) {
        return issue(subject, roles, unit, level, LIFETIME);
    }

    /** A signed token for a caller of the HTTP interfaces. */
    public String token(Identity identity) {
        Set<Role> roles = identity.roles().stream()
                .map(code -> Role.of(code).orElseThrow(() -> new IllegalArgumentException("no role " + code)))
                .collect(Collectors.toSet());
        // a program signs for any unit, whichever leader that unit's policy asks for
        SignOffLevel level = roles.contains(Role.UNIT_LEADER) ? SignOffLevel.PRINCIPAL : null;
        return issue(identity.subject(), roles, identity.unit(), level, LIFETIME);
    }

    /** A signed token with a lifetime of its own. */
    public String issue(String subject, Set<Role> roles, String unit, Duration lifetime) {
        return issue(subject, roles, unit, null, lifetime);
    }

    private String issue(String subject, Set<Role> roles, String unit, SignOffLevel level, Duration lifetime) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", List.of(AUDIENCE));
        claims.put("sub", subject);
        claims.put("upn", subject);
        claims.put("groups", roles.stream().map(Role::code).sorted().toList());
        if (unit != null) {
            claims.put("unit", unit);
        }
        if (level != null) {
            claims.put("level", level.name());
        }
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(lifetime).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        try {
            String content = part(Map.of("alg", "RS256", "typ", "JWT", "kid", keys.keyId())) + "." + part(claims);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.privateKey());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + URL.encodeToString(signature.sign());
        } catch (JsonProcessingException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    private static String part(Map<String, Object> content) throws JsonProcessingException {
        return URL.encodeToString(JSON.writeValueAsBytes(content));
    }
}
