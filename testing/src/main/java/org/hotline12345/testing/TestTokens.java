package org.hotline12345.testing;

import io.smallrye.jwt.build.Jwt;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Bearer tokens as an OpenID provider would issue them, signed with the build's own key. Give the result to
 * {@code given().auth().oauth2(…)}.
 */
public final class TestTokens {
    /** Issuer the services under test believe. */
    public static final String ISSUER = "https://test.hotline12345.org";

    /** Audience the services under test ask for. */
    public static final String AUDIENCE = "hotline";

    private static volatile PrivateKey key;

    private TestTokens() {}

    /** A token of one role; its subject is the role's name followed by {@code -1}. */
    public static String of(String role) {
        return role(role).build();
    }

    /** A token of a unit's person in one role; the subject is {@code role-unit}. */
    public static String of(String role, String unit) {
        return role(role).unit(unit).subject(role + "-" + unit).build();
    }

    /** A token of a unit's person in one role with a subject of its own. */
    public static String of(String role, String unit, String subject) {
        return role(role).unit(unit).subject(subject).build();
    }

    /** Starts a token with these roles. */
    public static Builder role(String... roles) {
        return new Builder(Set.of(roles), roles[0] + "-1", null, null, ISSUER, AUDIENCE, Duration.ofHours(1), null);
    }

    /** A token that ended an hour ago. */
    public static String expired(String role) {
        return role(role).lifetime(Duration.ofHours(-1)).build();
    }

    /** A token meant for another system. */
    public static String wrongAudience(String role) {
        return role(role).audience("somebody-else").build();
    }

    /** A token of an issuer nobody knows. */
    public static String wrongIssuer(String role) {
        return role(role).issuer("https://elsewhere.example").build();
    }

    /** A token that looks right but is signed with a stranger's key. */
    public static String forged(String role) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return role(role).signedBy(generator.generateKeyPair().getPrivate()).build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey key() {
        if (key == null) {
            String jwks = System.getProperty(TestServers.JWKS_PROPERTY);
            Path file = jwks != null ? Path.of(jwks) : TestKeys.jwks(Path.of("target", "test-keys"));
            key = TestKeys.privateKey(file);
        }
        return key;
    }

    /** A token in the making; every method returns a changed copy. */
    public record Builder(
            Set<String> roles,
            String subject,
            String unit,
            String level,
            String issuer,
            String audience,
            Duration lifetime,
            PrivateKey signer) {
        public Builder subject(String value) {
            return new Builder(roles, value, unit, level, issuer, audience, lifetime, signer);
        }

        /** The unit the person belongs to. */
        public Builder unit(String value) {
            return new Builder(roles, subject, value, level, issuer, audience, lifetime, signer);
        }

        /** Which leader it is: {@code PRINCIPAL} or {@code DEPUTY}. */
        public Builder level(String value) {
            return new Builder(roles, subject, unit, value, issuer, audience, lifetime, signer);
        }

        public Builder issuer(String value) {
            return new Builder(roles, subject, unit, level, value, audience, lifetime, signer);
        }

        public Builder audience(String value) {
            return new Builder(roles, subject, unit, level, issuer, value, lifetime, signer);
        }

        /** How long it is good from now; negative for one that has ended. */
        public Builder lifetime(Duration value) {
            return new Builder(roles, subject, unit, level, issuer, audience, value, signer);
        }

        /** Signs with another key than the build's. */
        public Builder signedBy(PrivateKey value) {
            return new Builder(roles, subject, unit, level, issuer, audience, lifetime, value);
        }

        /** The signed token. */
        public String build() {
            Instant now = Instant.now();
            var claims = Jwt.claims()
                    .issuer(issuer)
                    .audience(audience)
                    .subject(subject)
                    .upn(subject)
                    .groups(roles)
                    .issuedAt(lifetime.isNegative() ? now.plus(lifetime).minusSeconds(60) : now)
                    .expiresAt(now.plus(lifetime));
            if (unit != null) {
                claims.claim("unit", unit);
            }
            if (level != null) {
                claims.claim("level", level);
            }
            return claims.jws().keyId(TestKeys.KEY_ID).sign(signer == null ? key() : signer);
        }
    }
}
