package org.hotline12345.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00Z");

    private final Hand clock = new Hand();
    private final List<String> checked = new ArrayList<>();
    private Instant expires = NOON.plus(Duration.ofHours(1));
    private final VerifiedTokens tokens = new VerifiedTokens(
            new JWTCallerPrincipalFactory() {
                @Override
                public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
                    checked.add(token);
                    if (token.startsWith("bad") || !clock.now.isBefore(expires)) {
                        throw new ParseException("refused");
                    }
                    var claims = new JwtClaims();
                    claims.setSubject(token);
                    claims.setClaim("unit", "of " + token);
                    claims.setAudience("hotline", "others");
                    claims.setStringListClaim("groups", "agent", "admin");
                    claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
                    return new DefaultJWTCallerPrincipal(claims);
                }
            },
            clock);

    private String subject(String token) throws ParseException {
        return tokens.parse(token, new JWTAuthContextInfo()).getSubject();
    }

    @Test
    void a_good_token_is_checked_once_a_minute() throws ParseException {
        assertThat(subject("anna")).isEqualTo("anna");
        clock.now = NOON.plusSeconds(59);
        assertThat(subject("anna")).isEqualTo("anna");
        assertThat(checked).containsExactly("anna");
        clock.now = NOON.plusSeconds(60);
        assertThat(subject("anna")).isEqualTo("anna");
        assertThat(checked).containsExactly("anna", "anna");
    }

    @Test
    void another_token_is_another_caller() throws ParseException {
        assertThat(subject("anna")).isEqualTo("anna");
        assertThat(subject("berta")).isEqualTo("berta");
    }

    @Test
    void a_good_token_says_what_it_says_however_often_it_is_asked() throws ParseException {
        JWTCallerPrincipal token = tokens.parse("anna", new JWTAuthContextInfo());
        for (int i = 0; i < 2; i++) {
            assertThat(token.<String>getClaim("unit")).isEqualTo("of anna");
            assertThat(token.<Object>getClaim("level")).isNull();
        }
        assertThat(token.getAudience()).containsExactlyInAnyOrder("hotline", "others");
        assertThat(token.getGroups()).containsExactlyInAnyOrder("agent", "admin");
        assertThat(token.getExpirationTime()).isEqualTo(expires.getEpochSecond());
        assertThat(token.getClaimNames()).contains("sub", "unit");
    }

    @Test
    void a_token_is_refused_when_it_has_expired_although_it_was_good_a_moment_ago() throws ParseException {
        expires = NOON.plusSeconds(10);
        assertThat(subject("anna")).isEqualTo("anna");
        clock.now = NOON.plusSeconds(10);
        assertThatThrownBy(() -> subject("anna")).isInstanceOf(ParseException.class);
    }

    @Test
    void a_refused_token_is_checked_again() {
        assertThatThrownBy(() -> subject("bad")).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> subject("bad")).isInstanceOf(ParseException.class);
        assertThat(checked).containsExactly("bad", "bad");
    }

    private static final class Hand extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
