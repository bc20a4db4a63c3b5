package org.hotline12345.localstack.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import org.hotline12345.localstack.home.SigningKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Decoder URL = Base64.getUrlDecoder();

    @TempDir
    Path folder;

    @Test
    void a_token_is_signed_by_the_key_that_the_jwks_file_shows() throws Exception {
        var keys = SigningKeys.in(folder);
        String token = new TokenIssuer(keys, Clock.systemUTC()).issue("s", Set.of(Role.AGENT), null, null);
        JsonNode jwk = JSON.readTree(keys.jwks().toFile()).at("/keys/0");
        var key = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(
                        new BigInteger(1, URL.decode(jwk.get("n").asText())),
                        new BigInteger(1, URL.decode(jwk.get("e").asText()))));
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(key);

        verifier.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));

        assertThat(verifier.verify(URL.decode(token.substring(token.lastIndexOf('.') + 1))))
                .isTrue();
    }

    @Test
    void a_token_says_who_may_do_what_for_which_unit_and_until_when() throws Exception {
        var clock = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);
        String token = new TokenIssuer(SigningKeys.in(folder), clock)
                .issue("王处长", Set.of(Role.UNIT_REVIEWER, Role.UNIT_HANDLER), "XQ-CG", null);

        JsonNode claims = JSON.readTree(URL.decode(token.split("\\.")[1]));

        assertThat(claims.get("iss").asText()).isEqualTo("urn:hotline12345:local-stack");
        assertThat(claims.at("/aud/0").asText()).isEqualTo("hotline");
        assertThat(claims.get("sub").asText()).isEqualTo("王处长");
        assertThat(claims.get("unit").asText()).isEqualTo("XQ-CG");
        assertThat(claims.get("groups").toString()).isEqualTo("[\"unit-handler\",\"unit-reviewer\"]");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(12 * 3600);
    }

    @Test
    void the_keys_are_made_once_and_the_private_one_is_for_its_owner_only() throws Exception {
        var first = SigningKeys.in(folder);
        var second = SigningKeys.in(folder);

        assertThat(second.keyId()).isEqualTo(first.keyId());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing-key.pem"))))
                .isEqualTo("rw-------");
    }
}
